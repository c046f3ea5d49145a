import { attachFile, voidAttachment } from '@/features/attachments/commands';
import type { CommandCase, Subject, World } from '../case';
import { aTask } from './tasks';

/** Who may manage a task may add its evidence: the subject's own permission. */
const may = { DEPARTMENT_HEAD: 'own', REPORTER: 'own', PLANNING: 'any' } as const;

async function aFile(world: World, subject: Subject) {
  const { taskId } = await aTask(world, subject);
  const [subjectType, confidentiality] = ['TASK', 'NORMAL'] as const;
  const file = { fileName: 'biên bản.pdf', mimeType: 'application/pdf', bytes: 1200, sha256: 'a'.repeat(64) };
  return { subject: subjectType, key: taskId, confidentiality, ...file };
}

export const cases: CommandCase[] = [
  { command: attachFile, may, input: aFile },
  {
    command: voidAttachment,
    may,
    input: async (world, subject) => {
      const { db, now, planning } = world;
      const { id } = await attachFile.execute({ db, actor: planning, now }, await aFile(world, subject));
      return { attachmentId: id, reason: 'Nhầm tệp' };
    },
  },
];
