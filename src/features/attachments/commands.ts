import 'server-only';
import { Refusal } from '@/domain/errors';
import { can } from '@/domain/policy';
import { evidenceClosedSince } from '@/features/tasks/writes';
import { defineCommand } from '@/server/command';
import { subjectOf } from './queries';
import { PERMISSIONS } from './rules';
import { ATTACHABLE, attachFileInput, voidAttachmentInput } from './schema';

/** Attaches a file that has been received to its subject. Who may is the subject's own permission (rules.ts). */
export const attachFile = defineCommand({
  name: 'attachment.attach',
  input: attachFileInput,
  permission: 'attachment.write',
  load: async (tx, { subject, key }, actor) => {
    const found = await subjectOf(tx, subject, key);
    return found && can(actor, PERMISSIONS[subject].write, found) ? found : null;
  },
  run: async ({ tx, input: { subject, key, ...file }, actor, now }) => {
    if (subject === 'TASK') await evidenceClosedSince(tx, key, actor, now);
    const { id } = await tx.attachment.create({
      data: { subjectType: subject, subjectKey: String(key), ...file, uploadedById: actor.id, uploadedAt: now },
      select: { id: true },
    });
    return { id };
  },
});

/**
 * Withdraws a file with a reason; the row and the content stay. Evidence of a task that was there when its quarter's report was closed is
 * part of what was decided about: planning opens the report again first.
 */
export const voidAttachment = defineCommand({
  name: 'attachment.void',
  input: voidAttachmentInput,
  permission: 'attachment.write',
  load: async (tx, { attachmentId }, actor) => {
    const file = await tx.attachment.findUnique({
      where: { id: attachmentId, voidedAt: null, isParty: false },
      select: { subjectType: true, subjectKey: true, uploadedAt: true },
    });
    const subject = ATTACHABLE.find((one) => one === file?.subjectType);
    if (!file || !subject) return null;
    const key = Number(file.subjectKey);
    const found = await subjectOf(tx, subject, key);
    return found && can(actor, PERMISSIONS[subject].write, found) ? { ...found, subject, key, uploadedAt: file.uploadedAt } : null;
  },
  run: async ({ tx, input: { attachmentId, reason }, before: { subject, key, uploadedAt }, actor, now }) => {
    const closedSince = subject === 'TASK' ? await evidenceClosedSince(tx, key, actor, now) : null;
    if (closedSince !== null && uploadedAt <= closedSince) throw new Refusal('attachments.refused.decidedAbout');
    await tx.attachment.update({
      where: { id: attachmentId, voidedAt: null },
      data: { voidedAt: now, voidedById: actor.id, voidReason: reason },
    });
    return { id: attachmentId };
  },
});
