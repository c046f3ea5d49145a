import 'server-only';
import { dayOf } from '@/domain/date';
import { NotFound, Refusal } from '@/domain/errors';
import type { MessageKey } from '@/i18n/messages';
import { defineCommand } from '@/server/command';
import { Prisma, type Tx } from '@/server/db';
import { tell } from '@/server/steps';
import { asSeen, changedBy } from '@/server/versioned';
import { dryRun, importWorld } from './queries';
import { checkImportInput, confirmImportInput, discardImportInput, undoImportInput } from './schema';
import { applyPlan } from './writes';

const refusals: Record<string, MessageKey> = {
  batch_same_file_once: 'awardImport.refused.sameFile',
  batch_findings_size: 'awardImport.refused.tooLong',
  award_import_built: 'awardImport.refused.built',
  award_import_not_held: 'awardImport.refused.undone',
  // somebody wrote the same award or decision at the same moment by another way
  award_person_once: 'awardImport.refused.moved',
  award_person_undated_once: 'awardImport.refused.moved',
  award_department_undated_once: 'awardImport.refused.moved',
  award_department_once: 'awardImport.refused.moved',
  award_guard: 'awardImport.refused.moved',
  decision_once: 'awardImport.refused.moved',
};

/** Five thousand rows take five seconds on a machine that has nothing else to do. */
const TIMEOUT = 60_000;
const KIND = 'IMPORT_AWARDS' as const;
/** The register is the whole hospital's: the same file is confirmed once. */
const SCOPE = 'AWARDS';

async function batchOf(tx: Tx, { batchId }: { batchId: number }) {
  const batch = await tx.batch.findFirst({
    where: { id: batchId, kind: KIND, isParty: false },
    select: { id: true, state: true, findings: true },
  });
  return batch && { departmentId: null, batch };
}

/** A file that has been read: what it said is kept until it is confirmed or put away; the file itself is not. An earlier draft gives way. */
export const checkImport = defineCommand({
  name: 'awardImport.check',
  input: checkImportInput,
  permission: 'award.manage',
  refusals,
  load: async () => ({}),
  async run({ tx, input: { fileName, sha256, findings }, actor, now }) {
    const known = await tx.batch.findFirst({
      where: { kind: KIND, scope: SCOPE, fileSha256: sha256, state: 'CONFIRMED' },
      select: { id: true },
    });
    if (known) throw new Refusal('awardImport.refused.sameFile');
    await tx.batch.updateMany({
      where: { kind: KIND, state: 'CHECKED', createdById: actor.id },
      data: { state: 'DISCARDED', findings: Prisma.DbNull, ...changedBy({ actor, now }) },
    });
    tell('compare', 0, findings.rows.length);
    const run = dryRun(findings, await importWorld(tx, dayOf(now)));
    const [total, rejected] = [findings.rows.length, run?.rejected.size ?? 0];
    tell('compare', total, total);
    const { id } = await tx.batch.create({
      data: {
        ...{ kind: KIND, state: 'CHECKED', isParty: false, scope: SCOPE, fileName, fileSha256: sha256, findings },
        ...{ rowsTotal: total, rowsRejected: rejected, rowsAccepted: total - rejected },
        ...{ createdById: actor.id, createdAt: now, updatedAt: now, updatedById: actor.id },
      },
      select: { id: true },
    });
    return { batchId: id };
  },
});

/** Writes every right row of the file, in one transaction, if they still do what was seen. Of two people who press at once the second is told so. */
export const confirmImport = defineCommand({
  name: 'awardImport.confirm',
  timeout: TIMEOUT,
  input: confirmImportInput,
  permission: 'award.manage',
  refusals,
  load: batchOf,
  async run({ tx, input: { batchId, rowVersion, fingerprint }, before: { batch }, actor, now }) {
    if (batch.state !== 'CHECKED') throw new Refusal('common.refused.conflict');
    // one import at a time: two files may bring the same new person
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext(current_schema() || '.award_import'))`;
    const run = dryRun(batch.findings, await importWorld(tx, dayOf(now)));
    if (!run) throw new NotFound();
    const { items, people } = run.plan;
    if (run.fingerprint !== fingerprint) throw new Refusal('awardImport.refused.moved');
    if (items.length === 0) throw new Refusal('awardImport.refused.nothing');
    await tx.batch.update({ where: asSeen(batchId, rowVersion), data: { ...changedBy({ actor, now }) } });
    await applyPlan({ tx, batchId, actor, now }, run.plan);
    const [total, rejected] = [run.rows.length, run.rejected.size];
    // what the file said has become the register's; the act's own line in the audit was opened by its first write
    await tx.$executeRaw`
      UPDATE batch SET state = 'CONFIRMED', confirmed_tx_id = current_setting('app.audit_tx')::bigint, findings = NULL,
        rows_total = ${total}, rows_accepted = ${items.length}, rows_rejected = ${rejected} WHERE id = ${batchId}`;
    return { batchId, awards: items.length, people: people.length };
  },
});

/** Takes an import back whole, while nothing rests on it. */
export const undoImport = defineCommand({
  name: 'awardImport.undo',
  timeout: TIMEOUT,
  input: undoImportInput,
  permission: 'award.manage',
  refusals,
  load: batchOf,
  async run({ tx, input: { batchId, rowVersion }, before: { batch }, actor, now }) {
    if (batch.state !== 'CONFIRMED') throw new Refusal('awardImport.refused.undone');
    await tx.batch.update({ where: asSeen(batchId, rowVersion), data: { ...changedBy({ actor, now }) } });
    const [back] = await tx.$queryRaw<
      { awards: number; people: number }[]
    >`SELECT awards, people FROM award_import_withdraw(${batchId}::int)`;
    await tx.$executeRaw`UPDATE batch SET state = 'UNDONE', undone_tx_id = current_setting('app.audit_tx')::bigint WHERE id = ${batchId}`;
    return { batchId, awards: back?.awards ?? 0, people: back?.people ?? 0 };
  },
});

/** Puts a file away that was not confirmed: nothing of it stays with the batch. */
export const discardImport = defineCommand({
  name: 'awardImport.discard',
  input: discardImportInput,
  permission: 'award.manage',
  refusals,
  load: batchOf,
  async run({ tx, input: { batchId, rowVersion }, before: { batch }, actor, now }) {
    if (batch.state !== 'CHECKED') throw new Refusal('common.refused.conflict');
    await tx.batch.update({
      where: asSeen(batchId, rowVersion),
      data: { state: 'DISCARDED', findings: Prisma.DbNull, ...changedBy({ actor, now }) },
    });
    return { batchId };
  },
});
