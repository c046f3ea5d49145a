import 'server-only';
import { NotFound, Refusal } from '@/domain/errors';
import { bodyRefusals, readBodies } from '@/features/party-bodies/writes';
import type { MessageKey } from '@/i18n/messages';
import { defineCommand } from '@/server/command';
import { Prisma, type Tx } from '@/server/db';
import { asSeen, changedBy } from '@/server/versioned';
import { dryRun, importWorld } from './queries';
import { checkImportInput, confirmImportInput, discardImportInput, undoImportInput } from './schema';
import { applyPlan } from './writes';

const refusals: Record<string, MessageKey> = {
  ...bodyRefusals,
  batch_same_file_once: 'cellImport.refused.sameFile',
  cell_import_built: 'cellImport.refused.built',
  cell_import_not_held: 'cellImport.refused.undone',
};

const KIND = 'IMPORT_CELLS' as const;
/** Cells are of the whole hospital: the same file is confirmed once. */
const SCOPE = 'CELLS';
const hospital = async () => ({ partyBodyId: null });

async function batchOf(tx: Tx, { batchId }: { batchId: number }) {
  const batch = await tx.batch.findFirst({ where: { id: batchId, kind: KIND }, select: { id: true, state: true, findings: true } });
  return batch && { partyBodyId: null, batch };
}

/** A file that has been read: what it said is kept until it is confirmed or put away; the file itself is not. An earlier draft gives way. */
export const checkImport = defineCommand({
  name: 'cellImport.check',
  input: checkImportInput,
  permission: 'party.organise',
  refusals,
  load: hospital,
  async run({ tx, input: { fileName, sha256, findings }, actor, now }) {
    const known = await tx.batch.findFirst({
      where: { kind: KIND, scope: SCOPE, fileSha256: sha256, state: 'CONFIRMED' },
      select: { id: true },
    });
    if (known) throw new Refusal('cellImport.refused.sameFile');
    await tx.batch.updateMany({
      where: { kind: KIND, state: 'CHECKED', createdById: actor.id },
      data: { state: 'DISCARDED', findings: Prisma.DbNull, ...changedBy({ actor, now }) },
    });
    const run = dryRun(findings, await importWorld(tx));
    const [total, rejected] = [findings.rows.length, run?.rejected.length ?? 0];
    const { id } = await tx.batch.create({
      data: {
        ...{ kind: KIND, state: 'CHECKED', isParty: true, scope: SCOPE, fileName, fileSha256: sha256, findings },
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
  name: 'cellImport.confirm',
  input: confirmImportInput,
  permission: 'party.organise',
  refusals,
  load: batchOf,
  async run({ tx, input: { batchId, rowVersion, fingerprint }, before: { batch }, actor, now }) {
    if (batch.state !== 'CHECKED') throw new Refusal('common.refused.conflict');
    const bodies = await readBodies(tx);
    const run = dryRun(batch.findings, await importWorld(tx, bodies));
    if (!run) throw new NotFound();
    if (run.fingerprint !== fingerprint) throw new Refusal('cellImport.refused.moved');
    const items = run.plan.items.filter(({ act }) => act !== 'same');
    if (items.length === 0) throw new Refusal('cellImport.refused.nothing');
    await tx.batch.update({ where: asSeen(batchId, rowVersion), data: { ...changedBy({ actor, now }) } });
    await applyPlan({ tx, bodies, actor, now }, items);
    const [total, rejected] = [run.rows.length, run.rejected.length];
    // what the file said has become the register's; the act's own line in the audit was opened by its first write
    await tx.$executeRaw`
      UPDATE batch SET state = 'CONFIRMED', confirmed_tx_id = current_setting('app.audit_tx')::bigint, findings = NULL,
        rows_total = ${total}, rows_accepted = ${total - rejected}, rows_rejected = ${rejected} WHERE id = ${batchId}`;
    const count = (act: string) => items.filter((item) => item.act === act).length;
    return { batchId, found: count('found'), changed: count('change') };
  },
});

/** Takes an import back whole, while nothing rests on it. */
export const undoImport = defineCommand({
  name: 'cellImport.undo',
  input: undoImportInput,
  permission: 'party.organise',
  refusals,
  load: batchOf,
  async run({ tx, input: { batchId, rowVersion }, before: { batch }, actor, now }) {
    if (batch.state !== 'CONFIRMED') throw new Refusal('cellImport.refused.undone');
    await readBodies(tx);
    await tx.batch.update({ where: asSeen(batchId, rowVersion), data: { ...changedBy({ actor, now }) } });
    const [back] = await tx.$queryRaw<
      { cells: number; changed: number }[]
    >`SELECT cells, changed FROM cell_import_withdraw(${batchId}::int)`;
    await tx.$executeRaw`UPDATE batch SET state = 'UNDONE', undone_tx_id = current_setting('app.audit_tx')::bigint WHERE id = ${batchId}`;
    return { batchId, cells: back?.cells ?? 0, changed: back?.changed ?? 0 };
  },
});

/** Puts a file away that was not confirmed: nothing of it stays with the batch. */
export const discardImport = defineCommand({
  name: 'cellImport.discard',
  input: discardImportInput,
  permission: 'party.organise',
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
