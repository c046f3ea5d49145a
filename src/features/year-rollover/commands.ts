import 'server-only';
import { dayOf, formatDay } from '@/domain/date';
import { Refusal } from '@/domain/errors';
import { defineCommand } from '@/server/command';
import type { Prisma, Tx } from '@/server/db';
import { asSeen, changedBy, type Stamp } from '@/server/versioned';
import { draftOf, fingerprintOf, type Made, readFindings, readWorld } from './queries';
import { countsOf, planOf } from './rules/plan';
import { confirmInput, markRecurringInput, prepareInput, type RolloverChoices, tickInput, undoInput } from './schema';
import { applyPlan, holdYear, takeBack } from './writes';

const refusals = {
  batch_one_rollover: 'rollover.refused.openedNow',
  batch_one_rollover_draft: 'common.refused.conflict',
  target_one_assigned: 'rollover.refused.moved',
  target_indicator_id_year_version_no_key: 'rollover.refused.moved',
  period_deadline_pkey: 'rollover.refused.moved',
  task_carried_once: 'rollover.refused.moved',
  task_lead_absent: 'rollover.refused.moved',
  rollover_entered: 'rollover.refused.entered',
  rollover_not_held: 'rollover.refused.undone',
} as const;

/** A year belongs to the whole hospital. */
const hospital = async () => ({ departmentId: null });

/** A year that has been opened is not prepared again: who opened it, and when. */
async function assertNotOpened(tx: Tx, year: number): Promise<void> {
  const held = await tx.batch.findFirst({
    where: { kind: 'YEAR_ROLLOVER', scope: String(year), state: 'CONFIRMED' },
    select: { updatedAt: true, confirmedTx: { select: { actorId: true } } },
  });
  if (!held) return;
  const by = await tx.account.findUnique({ where: { id: held.confirmedTx?.actorId ?? 0 }, select: { displayName: true } });
  throw new Refusal('rollover.refused.opened', { year, by: by?.displayName ?? '', day: formatDay(dayOf(held.updatedAt)) });
}

/** Keeps what was chosen with the year's rollover that is being prepared, made when there is none. */
async function choose(tx: Tx, year: number, { actor, now }: Stamp, change: (choices: RolloverChoices) => RolloverChoices): Promise<void> {
  await holdYear(tx, year);
  await assertNotOpened(tx, year);
  const draft = await draftOf(tx, year);
  const findings = { choices: change(readFindings(draft?.findings).choices) } satisfies Prisma.InputJsonValue;
  const edited = { findings, updatedAt: now, updatedById: actor.id };
  if (draft) await tx.batch.update({ where: { id: draft.id }, data: { ...edited, ...changedBy({ actor, now }) } });
  else
    await tx.batch.create({
      data: { kind: 'YEAR_ROLLOVER', state: 'CHECKED', scope: String(year), createdById: actor.id, createdAt: now, ...edited },
    });
}

/** What a new year takes over in general: which parts, by how many per cent, where unfinished tasks go. Nothing of the year is made yet. */
export const prepareRollover = defineCommand({
  name: 'rollover.prepare',
  input: prepareInput,
  permission: 'rollover.manage',
  refusals,
  load: hospital,
  async run({ tx, input: { year, parts, percent, percentDown, unfinishedTo }, actor, now }) {
    await choose(tx, year, { actor, now }, (choices) => ({
      ...choices,
      parts,
      percent: percent ?? '0',
      percentDown: percentDown ?? '0',
      unfinishedTo,
    }));
    return { year };
  },
});

/** Ticks rows of one list on or off, gives single indicators a percentage of their own and tasks another lead. */
export const tickRollover = defineCommand({
  name: 'rollover.tick',
  input: tickInput,
  permission: 'rollover.manage',
  refusals,
  load: hospital,
  async run({ tx, input: { year, part, shown, kept, percents, leads }, actor, now }) {
    const keeps = new Set(kept);
    await choose(tx, year, { actor, now }, (choices) => {
      const off = new Set(choices.without[part] ?? []);
      for (const id of shown) if (keeps.has(id)) off.delete(id);
      for (const id of shown) if (!keeps.has(id)) off.add(id);
      return {
        ...choices,
        without: { ...choices.without, [part]: [...off].sort((one, other) => one - other) },
        percents: merged(choices.percents, percents),
        leads: merged(choices.leads, leads),
      };
    });
    return { year, part };
  },
});

/** The former record with what was sent; blank takes an entry back. */
function merged<Value>(before: Record<string, Value>, sent: Record<string, Value | null>): Record<string, Value> {
  const all = { ...before, ...sent };
  return Object.fromEntries(Object.entries(all).flatMap(([key, value]) => (value === null ? [] : [[key, value]]))) as Record<string, Value>;
}

/**
 * Opens the year: computes the plan again from what is there now and writes it, if it is the one that was seen. Of two people who press
 * at once the second is told that the year has been opened.
 */
export const confirmRollover = defineCommand({
  name: 'rollover.confirm',
  input: confirmInput,
  permission: 'rollover.manage',
  refusals,
  load: hospital,
  async run({ tx, input: { year, fingerprint }, actor, now }) {
    await holdYear(tx, year);
    await assertNotOpened(tx, year);
    const draft = await draftOf(tx, year);
    const { choices } = readFindings(draft?.findings);
    const plan = planOf(await readWorld(tx, year, now), choices);
    if (fingerprintOf(plan) !== fingerprint) throw new Refusal('rollover.refused.moved');
    const parts = countsOf(plan);
    const counts = Object.values(parts);
    const total = (which: 'copy' | 'rows') => counts.reduce((sum, count) => sum + count[which], 0);
    if (total('copy') === 0) throw new Refusal('rollover.refused.nothing', { year });
    const made: Made = { parts, ...(await applyPlan(tx, plan, { actor, now })) };
    const held = draft ?? (await tx.batch.create({ data: blank(year, actor, now), select: { id: true } }));
    const findings = JSON.stringify({ choices, made });
    // the act's own line in the audit was opened by its first write
    await tx.$executeRaw`
      UPDATE batch SET state = 'CONFIRMED', confirmed_tx_id = current_setting('app.audit_tx')::bigint, file_sha256 = ${fingerprint}, findings = ${findings}::jsonb,
        rows_total = ${total('rows')}, rows_accepted = ${total('copy')}, rows_rejected = ${total('rows') - total('copy')},
        row_version = row_version + 1, updated_at = ${now}::timestamptz, updated_by_id = ${actor.id} WHERE id = ${held.id}`;
    return { batchId: held.id, year, targets: parts.targets.copy, tasks: made.tasks };
  },
});

const blank = (year: number, actor: { id: number }, now: Date) => ({
  kind: 'YEAR_ROLLOVER' as const,
  state: 'CHECKED' as const,
  scope: String(year),
  createdById: actor.id,
  createdAt: now,
  updatedAt: now,
  updatedById: actor.id,
});

/** Takes a rollover back while nobody has begun to work in the year; afterwards the year can be opened again. */
export const undoRollover = defineCommand({
  name: 'rollover.undo',
  input: undoInput,
  permission: 'rollover.manage',
  refusals,
  async load(tx, { batchId }) {
    const batch = await tx.batch.findFirst({
      where: { id: batchId, kind: 'YEAR_ROLLOVER', state: { in: ['CONFIRMED', 'UNDONE'] } },
      select: { id: true, scope: true, state: true, confirmedTxId: true, findings: true },
    });
    return batch && { departmentId: null, batch };
  },
  async run({ tx, input: { batchId, rowVersion }, before: { batch }, actor, now }) {
    const year = Number(batch.scope);
    await holdYear(tx, year);
    if (batch.state === 'UNDONE' || batch.confirmedTxId === null) throw new Refusal('rollover.refused.undone');
    // of two people who press at once the second finds the version gone; the moment stays, because it tells who has begun since
    await tx.batch.update({ where: asSeen(batchId, rowVersion), data: { rowVersion: { increment: 1 } } });
    const back = await takeBack(tx, batchId, batch.confirmedTxId, `Hoàn tác mở năm ${year}`, { actor, now });
    await tx.$executeRaw`
      UPDATE batch SET state = 'UNDONE', undone_tx_id = current_setting('app.audit_tx')::bigint, updated_at = ${now}::timestamptz, updated_by_id = ${actor.id} WHERE id = ${batchId}`;
    // what had been chosen is there again for the next time
    const { choices } = readFindings(batch.findings);
    await tx.batch.create({ data: { ...blank(year, actor, now), findings: { choices } } });
    return { year, ...back };
  },
});

/** Marks a task as coming again every year or every quarter, or no more: the next rollover copies it. */
export const markRecurring = defineCommand({
  name: 'task.markRecurring',
  input: markRecurringInput,
  permission: 'task.manage',
  async load(tx, { taskId }) {
    const task = await tx.task.findUnique({ where: { id: taskId, voidedAt: null }, select: { leadDepartmentId: true } });
    return task && { departmentId: task.leadDepartmentId };
  },
  async run({ tx, input: { taskId, version, recurrence }, actor, now }) {
    await tx.task.update({
      where: asSeen(taskId, version),
      data: { recurrence, ...changedBy({ actor, now }) },
    });
    return { taskId, recurrence };
  },
});
