import 'server-only';
import type { Actor } from '@/domain/actor';
import { NotFound, Refusal } from '@/domain/errors';
import type { Permission, Scoped } from '@/domain/policy';
import type { MessageKey } from '@/i18n/messages';
import { defineCommand } from '../command';
import { Prisma, type Tx } from '../db';
import { tell } from '../steps';
import { asSeen, changedBy } from '../versioned';
import { batchInput, checkInput, confirmInput, dryRun, type FileKind, type PlanOf } from './file';

/** Who acts, when, and in which transaction; and the batch that is being written. */
export type Applying = { tx: Tx; batchId: number; actor: Actor; now: Date };

/** One kind of import from a file: what it takes, who may, what it is held against, and how it is written and taken back. */
export type ImportKind<Key extends string, World, Plan extends PlanOf<Key>, Written, Back> = FileKind<Key, World, Plan> & {
  /** Begins the names of its commands: «awardImport». */
  name: string;
  batch: { kind: 'IMPORT_AWARDS' | 'IMPORT_CELLS'; scope: string; isParty: boolean };
  permission: Permission;
  /** What the policy table is asked of: the whole hospital, or the whole of the Party. */
  scoped: Scoped;
  refusals?: Record<string, MessageKey>;
  timeout?: number;
  /** What rows are held against; `lock` when they are about to be written, so that nobody writes beside. */
  world(tx: Tx, now: Date, lock: boolean): Promise<World>;
  /** Whether a plan would write anything. */
  hasWork(plan: Plan): boolean;
  apply(applying: Applying, plan: Plan, world: World): Promise<Written>;
  /** Takes back what the batch brought, while nothing rests on it; the database refuses otherwise. */
  withdraw(tx: Tx, batchId: number): Promise<Back>;
};

const refusals = {
  batch_same_file_once: 'imports.refused.sameFile',
  batch_findings_size: 'imports.refused.tooLong',
} as const;

function shared<Key extends string, World, Plan extends PlanOf<Key>, Written, Back>(of: ImportKind<Key, World, Plan, Written, Back>) {
  return {
    timeout: of.timeout,
    permission: of.permission,
    refusals: { ...refusals, ...of.refusals },
    load: async (tx: Tx, { batchId }: { batchId: number }) => {
      const { kind, isParty } = of.batch;
      const batch = await tx.batch.findFirst({
        where: { id: batchId, kind, isParty },
        select: { id: true, state: true, findings: true },
      });
      return batch && { ...of.scoped, batch };
    },
  };
}

/** A file that has been read: what it said is kept until it is confirmed or put away; the file itself is not. An earlier draft of the same hand gives way. */
export function checkCommand<Key extends string, World, Plan extends PlanOf<Key>, Written, Back>(
  of: ImportKind<Key, World, Plan, Written, Back>,
) {
  const { kind, scope, isParty } = of.batch;
  return defineCommand({
    ...shared(of),
    name: `${of.name}.check`,
    input: checkInput(of),
    load: async () => of.scoped,
    async run({ tx, input: { fileName, sha256, findings }, actor, now }) {
      const known = await tx.batch.findFirst({
        where: { kind, scope, fileSha256: sha256, state: 'CONFIRMED' },
        select: { id: true },
      });
      if (known) throw new Refusal('imports.refused.sameFile');
      await tx.batch.updateMany({
        where: { kind, state: 'CHECKED', createdById: actor.id },
        data: { state: 'DISCARDED', findings: Prisma.DbNull, ...changedBy({ actor, now }) },
      });
      const total = findings.rows.length;
      tell('compare', 0, total);
      const run = dryRun(of, findings, await of.world(tx, now, false));
      const rejected = run?.rejected.size ?? 0;
      tell('compare', total, total);
      const { id } = await tx.batch.create({
        data: {
          ...{ kind, state: 'CHECKED', isParty, scope, fileName, fileSha256: sha256, findings },
          ...{ rowsTotal: total, rowsRejected: rejected, rowsAccepted: total - rejected },
          ...{ createdById: actor.id, createdAt: now, updatedAt: now, updatedById: actor.id },
        },
        select: { id: true },
      });
      return { batchId: id };
    },
  });
}

/** Writes every right row of the file, in one transaction, if they still do what was seen. Of two people who press at once the second is told so. */
export function confirmCommand<Key extends string, World, Plan extends PlanOf<Key>, Written, Back>(
  of: ImportKind<Key, World, Plan, Written, Back>,
) {
  return defineCommand({
    ...shared(of),
    name: `${of.name}.confirm`,
    input: confirmInput,
    async run({ tx, input: { batchId, rowVersion, fingerprint }, before: { batch }, actor, now }) {
      if (batch.state !== 'CHECKED') throw new Refusal('common.refused.conflict');
      const world = await of.world(tx, now, true);
      const run = dryRun(of, batch.findings, world);
      if (!run) throw new NotFound();
      if (run.fingerprint !== fingerprint) throw new Refusal('imports.refused.moved');
      if (!of.hasWork(run.plan)) throw new Refusal('imports.refused.nothing');
      await tx.batch.update({ where: asSeen(batchId, rowVersion), data: { ...changedBy({ actor, now }) } });
      const written = await of.apply({ tx, batchId, actor, now }, run.plan, world);
      const [total, rejected] = [run.rows.length, run.rejected.size];
      // what the file said has become the register's; the act's own line in the audit was opened by its first write
      await tx.$executeRaw`
        UPDATE batch SET state = 'CONFIRMED', confirmed_tx_id = current_setting('app.audit_tx')::bigint, findings = NULL,
          rows_total = ${total}, rows_accepted = ${total - rejected}, rows_rejected = ${rejected} WHERE id = ${batchId}`;
      return { batchId, ...written };
    },
  });
}

/** Takes an import back whole, while nothing rests on it. */
export function undoCommand<Key extends string, World, Plan extends PlanOf<Key>, Written, Back>(
  of: ImportKind<Key, World, Plan, Written, Back>,
) {
  return defineCommand({
    ...shared(of),
    name: `${of.name}.undo`,
    input: batchInput,
    async run({ tx, input: { batchId, rowVersion }, before: { batch }, actor, now }) {
      if (batch.state !== 'CONFIRMED') throw new Refusal('imports.refused.undone');
      await tx.batch.update({ where: asSeen(batchId, rowVersion), data: { ...changedBy({ actor, now }) } });
      const back = await of.withdraw(tx, batchId);
      await tx.$executeRaw`UPDATE batch SET state = 'UNDONE', undone_tx_id = current_setting('app.audit_tx')::bigint WHERE id = ${batchId}`;
      return { batchId, ...back };
    },
  });
}

/** Puts a file away that was not confirmed: nothing of it stays with the batch. */
export function discardCommand<Key extends string, World, Plan extends PlanOf<Key>, Written, Back>(
  of: ImportKind<Key, World, Plan, Written, Back>,
) {
  return defineCommand({
    ...shared(of),
    name: `${of.name}.discard`,
    input: batchInput,
    async run({ tx, input: { batchId, rowVersion }, before: { batch }, actor, now }) {
      if (batch.state !== 'CHECKED') throw new Refusal('common.refused.conflict');
      await tx.batch.update({
        where: asSeen(batchId, rowVersion),
        data: { state: 'DISCARDED', findings: Prisma.DbNull, ...changedBy({ actor, now }) },
      });
      return { batchId };
    },
  });
}
