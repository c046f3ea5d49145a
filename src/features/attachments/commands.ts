import 'server-only';
import { can } from '@/domain/policy';
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
    const { id } = await tx.attachment.create({
      data: { subjectType: subject, subjectKey: String(key), ...file, uploadedById: actor.id, uploadedAt: now },
      select: { id: true },
    });
    return { id };
  },
});

/** Withdraws a file with a reason; the row and the content stay. */
export const voidAttachment = defineCommand({
  name: 'attachment.void',
  input: voidAttachmentInput,
  permission: 'attachment.write',
  load: async (tx, { attachmentId }, actor) => {
    const file = await tx.attachment.findUnique({
      where: { id: attachmentId, voidedAt: null, isParty: false },
      select: { subjectType: true, subjectKey: true },
    });
    const subject = ATTACHABLE.find((one) => one === file?.subjectType);
    if (!file || !subject) return null;
    const found = await subjectOf(tx, subject, Number(file.subjectKey));
    return found && can(actor, PERMISSIONS[subject].write, found) ? found : null;
  },
  run: async ({ tx, input: { attachmentId, reason }, actor, now }) => {
    await tx.attachment.update({
      where: { id: attachmentId, voidedAt: null },
      data: { voidedAt: now, voidedById: actor.id, voidReason: reason },
    });
    return { id: attachmentId };
  },
});
