import type { Day } from '@/domain/date';
import { attachFile } from '@/features/attachments/commands';
import type { FileStore } from '@/server/files';
import { receiveFile } from '@/server/upload';
import { moment } from './calendar';
import { fateOf } from './fates';
import { reporterOf } from './people';
import { courseOf } from './progress';
import { chance } from './random';
import type { World } from './road';
import { reporting, sheetKey } from './sheets';

/** Evidence on tasks that are done, taken in as an upload is: one of Quý III/2026, and every third of the running quarter. */
export async function proveTasks(world: World, store: FileStore): Promise<void> {
  const done = world.tasks.get(sheetKey('NOI', 2026, 3))?.find(({ task }) => task.doneOn !== null);
  if (!done) throw new Error('nothing was done');
  await prove(world, store, { code: 'NOI', id: done.id, on: '2026-09-27', name: 'Biên bản nghiệm thu.pdf' });
  for (const { code } of reporting(2026, 4)) {
    if (fateOf('PLAN', code, 2026, 4) !== 'approved') continue;
    for (const [place, { id, task }] of (world.tasks.get(sheetKey(code, 2026, 4)) ?? []).entries()) {
      const last = courseOf(task, [code, place]).at(-1);
      if (last?.state !== 'DONE' || chance('proof', code, place) > 0.34) continue;
      await prove(world, store, { code, id, on: last.on, name: `${task.deliverable.split(',')[0]}.pdf` });
    }
  }
}

type Proof = { code: string; id: number; on: Day; name: string };

async function prove({ run, people }: World, store: FileStore, { code, id, on, name }: Proof): Promise<void> {
  const file = await receiveFile(chunks(onePage(`Bien ban, ${code}, ${on}`)), name, store);
  const act = { actor: people.actor(reporterOf(code)), now: moment(on, 400) };
  await run(attachFile, act, { subject: 'TASK', key: id, confidentiality: 'NORMAL', ...file });
}

async function* chunks(content: Buffer): AsyncGenerator<Uint8Array> {
  yield content;
}

/** A PDF of one page with one line of plain letters: the smallest that every reader opens. */
function onePage(line: string): Buffer {
  const drawn = `BT /F1 14 Tf 72 770 Td (${line}) Tj ET`;
  const objects = [
    '<</Type/Catalog/Pages 2 0 R>>',
    '<</Type/Pages/Kids[3 0 R]/Count 1>>',
    '<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 4 0 R>>>>/Contents 5 0 R>>',
    '<</Type/Font/Subtype/Type1/BaseFont/Times-Roman>>',
    `<</Length ${drawn.length}>>stream\n${drawn}\nendstream`,
  ];
  let text = '%PDF-1.4\n';
  const offsets = objects.map((object, index) => {
    const at = text.length;
    text += `${index + 1} 0 obj${object}endobj\n`;
    return `${String(at).padStart(10, '0')} 00000 n \n`;
  });
  const table = text.length;
  text += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${offsets.join('')}`;
  return Buffer.from(`${text}trailer<</Size ${objects.length + 1}/Root 1 0 R>>\nstartxref\n${table}\n%%EOF\n`, 'latin1');
}
