import 'server-only';
import type { Actor } from '@/domain/actor';
import { type Day, dayOf, dayOfColumn, toColumn } from '@/domain/date';
import { InvalidInput, Refusal } from '@/domain/errors';
import { quarterDays } from '@/domain/period';
import { defineCommand } from '@/server/command';
import type { Tx } from '@/server/db';
import { asSeen, changedBy, type Stamp } from '@/server/versioned';
import { leftWords, needsReason, splitState, splitTotal } from './rules/split';
import {
  adjustTargetInput,
  assignTargetInput,
  assignTargetsInput,
  discardDraftInput,
  editDraftInput,
  putInForceInput,
  type ShareRow,
  splitTargetInput,
} from './schema';
import {
  checkShares,
  checkValue,
  type MeasuredIndicator,
  quarters,
  replaceShares,
  sharesOfTarget,
  targetDecision,
  withPastKept,
} from './writes';

const refusals = {
  target_one_assigned: 'targets.refused.assignedAlready',
  target_indicator_id_year_version_no_key: 'targets.refused.assignedAlready',
  target_one_in_force: 'targets.refused.inForceAlready',
  target_split: 'targets.refused.splitDiffers',
  target_fixed: 'targets.refused.fixed',
  target_past: 'targets.refused.pastDiffers',
  target_changes_past_by_decision: 'targets.refused.onlyAdjusted',
  target_state: 'targets.refused.notDraft',
} as const;

const INDICATOR = {
  id: true,
  code: true,
  unit: true,
  aggregation: true,
  decimals: true,
  hardMin: true,
  hardMax: true,
  fromYear: true,
  toYear: true,
} as const;

async function loadIndicator(tx: Tx, { indicatorId }: { indicatorId: number }) {
  const indicator = await tx.indicator.findUnique({ where: { id: indicatorId }, select: INDICATOR });
  return indicator && { departmentId: null, indicator };
}

async function loadTarget(tx: Tx, { targetId }: { targetId: number }) {
  const target = await tx.target.findUnique({
    where: { id: targetId },
    select: {
      id: true,
      indicatorId: true,
      year: true,
      versionNo: true,
      kind: true,
      state: true,
      value: true,
      effectiveOn: true,
      changesPast: true,
      indicator: { select: INDICATOR },
    },
  });
  return target && { departmentId: null, target };
}

type Edited = { updatedAt: Date; updatedById: number };
const edited = (actor: Actor, now: Date): Edited => ({ updatedAt: now, updatedById: actor.id });
const firstDay = (year: number): Day => `${year}-01-01`;

function checkInUse({ code, fromYear, toYear }: { code: string; fromYear: number; toYear: number | null }, year: number): void {
  if (year < fromYear || (toYear !== null && year > toYear)) throw new Refusal('targets.refused.notInUse', { code, year });
}

/** The first target of an indicator for a year (chỉ tiêu giao), with its split if there is one; a draft unless it takes force at once. */
export const assignTarget = defineCommand({
  name: 'target.assign',
  input: assignTargetInput,
  permission: 'target.manage',
  load: loadIndicator,
  run: async ({ tx, input, before: { indicator }, actor, now }) => {
    const { year, value, shares, inForce, unsplitReason } = input;
    checkInUse(indicator, year);
    checkValue(indicator, value, 'value');
    await checkShares(tx, year, dayOf(now), [{ indicator, rows: shares, path: 'shares' }]);
    const decisionId = await targetDecision(tx, input, edited(actor, now));
    const { id } = await tx.target.create({
      data: {
        indicatorId: indicator.id,
        year,
        versionNo: 1,
        kind: 'ASSIGNED',
        value,
        decisionId,
        effectiveOn: toColumn(input.effectiveOn ?? firstDay(year)),
        note: input.note,
        ...edited(actor, now),
      },
      select: { id: true },
    });
    await replaceShares(tx, dayOf(now), [{ id, year, aggregation: indicator.aggregation, value, rows: shares }]);
    if (inForce)
      await takeForce(tx, { id, indicatorId: indicator.id, year }, reasonFor(indicator, value, shares, unsplitReason), { actor, now });
    return { targetId: id, code: indicator.code, year, versionNo: 1, state: inForce ? ('IN_FORCE' as const) : ('DRAFT' as const) };
  },
  refusals,
});

/** Many first targets of a year at once, split and in force: a handful of statements however many there are. */
export const assignTargets = defineCommand({
  name: 'target.assignMany',
  input: assignTargetsInput,
  permission: 'target.manage',
  load: async () => ({}),
  run: async ({ tx, input, actor, now }) => {
    const { year, targets } = input;
    const rows = await tx.indicator.findMany({ where: { id: { in: targets.map(({ indicatorId }) => indicatorId) } }, select: INDICATOR });
    const indicators = new Map(rows.map((row) => [row.id, row]));
    const stamp = edited(actor, now);
    const wanted = targets.map(({ indicatorId, ...target }, index) => {
      const indicator = indicators.get(indicatorId);
      if (!indicator) throw new InvalidInput([{ path: `targets.${index}.indicatorId`, key: 'common.field.notAChoice', params: {} }]);
      checkInUse(indicator, year);
      checkValue(indicator, target.value, `targets.${index}.value`);
      const reason = reasonFor(indicator, target.value, target.shares, target.unsplitReason, `targets.${index}.unsplitReason`);
      return { indicator, ...target, reason };
    });
    await checkShares(
      tx,
      year,
      dayOf(now),
      wanted.map(({ indicator, shares }, index) => ({ indicator, rows: shares, path: `targets.${index}.shares` })),
    );
    const decisionId = await targetDecision(tx, input, stamp);
    const created = await tx.target.createManyAndReturn({
      data: wanted.map(({ indicator, value, note, reason }) => ({
        indicatorId: indicator.id,
        year,
        versionNo: 1,
        kind: 'ASSIGNED' as const,
        value,
        decisionId,
        effectiveOn: toColumn(input.effectiveOn ?? firstDay(year)),
        note,
        unsplitReason: reason,
        ...stamp,
      })),
      select: { id: true, indicatorId: true },
    });
    const ids = new Map(created.map(({ id, indicatorId }) => [indicatorId, id]));
    await replaceShares(
      tx,
      dayOf(now),
      wanted.flatMap(({ indicator, value, shares }) => {
        const id = ids.get(indicator.id);
        return id === undefined ? [] : [{ id, year, aggregation: indicator.aggregation, value, rows: shares }];
      }),
    );
    await tx.target.updateMany({
      where: { id: { in: created.map(({ id }) => id) } },
      data: { state: 'IN_FORCE', ...changedBy({ actor, now }) },
    });
    return { year, assigned: created.length };
  },
  refusals,
});

/** A new version by decision (điều chỉnh): a draft that starts from the shares in force; the former one stays as it was. */
export const adjustTarget = defineCommand({
  name: 'target.adjust',
  input: adjustTargetInput,
  permission: 'target.manage',
  load: loadIndicator,
  run: async ({ tx, input, before: { indicator }, actor, now }) => {
    const { year, value, effectiveOn, note, changesPast } = input;
    checkValue(indicator, value, 'value');
    // two people at once: the second waits here, and then sees the first one's draft
    await tx.$queryRaw`SELECT id FROM target WHERE indicator_id = ${indicator.id} AND year = ${year} AND state = 'IN_FORCE' FOR UPDATE`;
    const versions = await tx.target.findMany({
      where: { indicatorId: indicator.id, year },
      orderBy: { versionNo: 'desc' },
      select: { id: true, versionNo: true, state: true, effectiveOn: true },
    });
    const present = versions.find(({ state }) => state === 'IN_FORCE');
    if (!present) throw new Refusal('targets.refused.nothingInForce', { year });
    if (versions.some(({ state }) => state === 'DRAFT')) throw new Refusal('targets.refused.draftExists');
    assertInYear(effectiveOn, year);
    assertNotBefore(present, effectiveOn);
    const versionNo = (versions[0]?.versionNo ?? 0) + 1;
    const decisionId = await targetDecision(tx, input, edited(actor, now));
    const { id } = await tx.target.create({
      data: {
        indicatorId: indicator.id,
        year,
        versionNo,
        kind: 'ADJUSTED',
        value,
        decisionId,
        effectiveOn: toColumn(effectiveOn),
        note,
        changesPast,
        ...edited(actor, now),
      },
      select: { id: true },
    });
    await tx.$executeRaw`
      INSERT INTO target_share (target_id, department_id, period_id, value)
      SELECT ${id}, department_id, period_id, value FROM target_share WHERE target_id = ${present.id} ORDER BY 2, 3`;
    return { targetId: id, code: indicator.code, year, versionNo };
  },
  refusals,
});

/** Corrects what a draft says, apart from its split. */
export const editDraft = defineCommand({
  name: 'target.editDraft',
  input: editDraftInput,
  permission: 'target.manage',
  load: loadTarget,
  run: async ({ tx, input: { targetId, rowVersion, value, effectiveOn, note, changesPast }, before: { target }, actor, now }) => {
    onlyDraft(target);
    if (value !== null) checkValue(target.indicator, value, 'value');
    if (changesPast && target.kind !== 'ADJUSTED') throw new Refusal('targets.refused.onlyAdjusted');
    const day = effectiveOn ?? firstDay(target.year);
    const present = await tx.target.findFirst({
      where: { indicatorId: target.indicatorId, year: target.year, state: 'IN_FORCE' },
      select: { effectiveOn: true },
    });
    assertInYear(day, target.year);
    if (present) assertNotBefore(present, day);
    await tx.target.update({
      where: asSeen(targetId, rowVersion),
      data: {
        value: value ?? undefined,
        effectiveOn: toColumn(day),
        note,
        changesPast,
        ...changedBy({ actor, now }),
      },
    });
    return { targetId, code: target.indicator.code, year: target.year };
  },
  refusals,
});

/**
 * Takes a draft away, with its split: the indicator stands as if it had never been prepared, the next version may begin, and the history
 * keeps what the draft said. What was ever in force is never taken. Of two people at one draft the second is told.
 */
export const discardDraft = defineCommand({
  name: 'target.discardDraft',
  input: discardDraftInput,
  permission: 'target.manage',
  load: loadTarget,
  run: async ({ tx, input: { targetId, rowVersion }, before: { target } }) => {
    onlyDraft(target);
    const [gone] = await tx.$queryRaw<{ discarded: boolean }[]>`SELECT target_discard(${targetId}::int, ${rowVersion}::int) AS discarded`;
    if (!gone?.discarded) throw new Refusal('common.refused.conflict');
    return { code: target.indicator.code, year: target.year };
  },
  refusals,
});

/** Replaces the whole split of a draft, department × quarter, in one statement; puts it in force in the same act when asked. */
export const splitTarget = defineCommand({
  name: 'target.split',
  input: splitTargetInput,
  permission: 'target.manage',
  load: loadTarget,
  run: async ({ tx, input, before: { target }, actor, now }) => {
    const { targetId, rowVersion, inForce, unsplitReason } = input;
    onlyDraft(target);
    const { indicator, year } = target;
    const value = input.value ?? target.value.toFixed();
    checkValue(indicator, value, 'value');
    await checkShares(tx, year, dayOf(now), [{ indicator, rows: input.shares, path: 'shares' }]);
    const shares = await withPastKept(tx, target, input.shares, dayOf(now));
    await tx.target.update({ where: asSeen(targetId, rowVersion), data: { value, ...changedBy({ actor, now }) } });
    await replaceShares(tx, dayOf(now), [{ id: targetId, year, aggregation: indicator.aggregation, value, rows: shares }]);
    if (inForce) await takeForce(tx, target, reasonFor(indicator, value, shares, unsplitReason), { actor, now });
    return { targetId, code: indicator.code, year, state: inForce ? ('IN_FORCE' as const) : ('DRAFT' as const) };
  },
  refusals,
});

/** From now on this version counts: what was in force before it is superseded in the same transaction, and neither changes again. */
export const putInForce = defineCommand({
  name: 'target.putInForce',
  input: putInForceInput,
  permission: 'target.manage',
  load: loadTarget,
  run: async ({ tx, input: { targetId, rowVersion, unsplitReason }, before: { target }, actor, now }) => {
    onlyDraft(target);
    const shares = await sharesOfTarget(tx, targetId);
    const reason = reasonFor(target.indicator, target.value.toFixed(), shares, unsplitReason);
    await tx.target.update({ where: asSeen(targetId, rowVersion), data: { ...changedBy({ actor, now }) } });
    await takeForce(tx, target, reason, { actor, now });
    return { targetId, code: target.indicator.code, year: target.year };
  },
  refusals,
});

/** A version takes effect on the day of the one before it, or later. */
function assertNotBefore(present: { effectiveOn: Date }, effectiveOn: Day): void {
  if (effectiveOn < dayOfColumn(present.effectiveOn))
    throw new InvalidInput([{ path: 'effectiveOn', key: 'targets.field.beforePresent', params: {} }]);
}

/** A version of a year takes effect in that year, by whichever calendar it is counted (domain.md D5: from 15/12 of the year before). */
function assertInYear(effectiveOn: Day, year: number): void {
  if (effectiveOn < quarterDays(year, 1, 'ADMIN_14').startsOn || effectiveOn > quarterDays(year, 4).endsOn)
    throw new InvalidInput([{ path: 'effectiveOn', key: 'targets.field.notInYear', params: { year: String(year) } }]);
}

function onlyDraft({ state }: { state: string }): void {
  if (state !== 'DRAFT') throw new Refusal('targets.refused.notDraft');
}

/** The reason to keep with the target: none when its shares add up; asked for when they must and do not. */
function reasonFor(
  { aggregation, decimals, unit }: MeasuredIndicator & { unit: string },
  value: string,
  shares: readonly ShareRow[],
  reason: string | null,
  path = 'unsplitReason',
): string | null {
  const given = shares.map(quarters).filter((row) => row.some((share) => share !== null));
  const total = given.length === 0 ? null : (splitTotal(aggregation, given) ?? '0');
  const state = splitState(aggregation, value, total);
  if (!needsReason(aggregation, state)) return null;
  if (reason !== null) return reason;
  const rest = total === null ? null : leftWords(value, total, decimals);
  throw new InvalidInput([
    rest === null
      ? { path, key: 'targets.field.notSplit', params: {} }
      : { path, key: `targets.field.split.${rest.kind}`, params: { left: rest.left, unit } },
  ]);
}

async function takeForce(
  tx: Tx,
  { id, indicatorId, year }: { id: number; indicatorId: number; year: number },
  unsplitReason: string | null,
  stamp: Stamp,
) {
  await tx.target.updateMany({
    where: { indicatorId, year, state: 'IN_FORCE' },
    data: { state: 'SUPERSEDED', ...changedBy(stamp) },
  });
  await tx.target.update({ where: { id }, data: { state: 'IN_FORCE', unsplitReason, ...changedBy(stamp) } });
}
