import 'server-only';
import { problemAt, Refusal } from '@/domain/errors';
import { defineCommand } from '@/server/command';
import type { Prisma, Tx } from '@/server/db';
import { asSeen, changedBy } from '@/server/versioned';
import {
  assignIndicatorInput,
  assignIndicatorsInput,
  createAreaInput,
  createCatalogueInput,
  createIndicatorInput,
  editIndicatorInput,
  retireIndicatorInput,
  unassignIndicatorInput,
} from './schema';
import { assignAll, codes, columns, createAll, partsByCode } from './writes';

const refusals = {
  area_code_key: 'indicators.refused.areaCodeTaken',
  indicator_code_key: 'indicators.refused.codeTaken',
  indicator_years: 'indicators.field.years',
  indicator_assignment_no_overlap: 'indicators.refused.assignmentOverlaps',
} as const;

/** Nothing of an indicator belongs to a department: whoever may manage them may manage all. */
const anywhere = async () => ({});

/** A new area of work (lĩnh vực). */
export const createArea = defineCommand({
  name: 'area.create',
  input: createAreaInput,
  permission: 'indicator.manage',
  load: anywhere,
  run: ({ tx, input }) => tx.area.create({ data: input, select: { id: true, code: true } }),
  refusals,
});

/** A new indicator. */
export const createIndicator = defineCommand({
  name: 'indicator.create',
  input: createIndicatorInput,
  permission: 'indicator.manage',
  load: anywhere,
  run: async ({ tx, input, actor, now }) => {
    await createAll(tx, [input], { updatedAt: now, updatedById: actor.id }, () => '');
    return { code: input.code };
  },
  refusals,
});

/** Areas and indicators, all or none. The answer gives the ids by code. */
export const createCatalogue = defineCommand({
  name: 'indicator.createCatalogue',
  input: createCatalogueInput,
  permission: 'indicator.manage',
  load: anywhere,
  run: async ({ tx, input, actor, now }) => {
    await tx.area.createMany({ data: input.areas });
    const edited = { updatedAt: now, updatedById: actor.id };
    const created = await createAll(tx, input.indicators, edited, (index) => `indicators.${index}.`);
    return { ids: Object.fromEntries(created) };
  },
  refusals,
});

/** The indicator as it stands, and what is worked out from it. */
async function loadIndicator(tx: Tx, { indicatorId }: { indicatorId: number }) {
  const indicator = await tx.indicator.findUnique({ where: { id: indicatorId } });
  if (!indicator) return null;
  const usedBy = await tx.indicator.findMany({
    where: { OR: [{ numeratorId: indicatorId }, { denominatorId: indicatorId }, { weightId: indicatorId }] },
    select: { code: true, toYear: true },
  });
  return { departmentId: null, indicator, usedBy };
}

/** Changes a definition. When figures hang on what changed, every rollup is worked out again in the same transaction. */
export const editIndicator = defineCommand({
  name: 'indicator.edit',
  input: editIndicatorInput,
  permission: 'indicator.manage',
  load: loadIndicator,
  run: async ({ tx, input, before: { indicator, usedBy }, actor, now }) => {
    const { indicatorId, rowVersion, ...definition } = input;
    const areaIds = new Map((await tx.area.findMany({ select: { id: true, code: true } })).map(({ id, code }) => [code, id]));
    const parts = await partsByCode(tx, [definition]);
    // It is a part of itself as what it is about to become.
    if (parts.has(indicator.code)) parts.set(indicator.code, { id: indicatorId, aggregation: definition.aggregation });
    const changed = columns(definition, areaIds, parts, '');
    const isComputed = changed.aggregation === 'RATIO' || changed.aggregation === 'WEIGHTED_AVG';
    if (isComputed && usedBy.length > 0) throw new Refusal('indicators.refused.isPart', { codes: codes(usedBy) });
    if (changed.aggregation === 'RATIO' && indicator.aggregation !== 'RATIO' && (await hasTypedResults(tx, indicatorId)))
      throw new Refusal('indicators.refused.hasFigures', { code: indicator.code });
    await tx.indicator.update({
      where: asSeen(indicatorId, rowVersion),
      data: { ...changed, ...changedBy({ actor, now }) },
    });
    const partIds = [indicator, changed].flatMap((one) => [one.numeratorId, one.denominatorId, one.weightId]);
    const touched = [indicatorId, ...partIds.filter((id) => id !== null)];
    const rebuilt = movesRollups(indicator, changed) && (await tx.figure.findFirst({ where: { indicatorId: { in: touched } } })) !== null;
    if (rebuilt) await tx.$queryRaw`SELECT rollup_rebuild()::text`;
    return { code: indicator.code, rebuilt };
  },
  refusals,
});

type Row = Prisma.IndicatorGetPayload<object>;
const IN_ROLLUPS = [
  'areaId',
  'direction',
  'aggregation',
  'numeratorId',
  'denominatorId',
  'denominatorDays',
  'weightId',
  'scale',
  'decimals',
  'rangeLow',
  'rangeHigh',
] as const satisfies (keyof Row)[];

/** Whether the database's sums and verdicts may come out differently. Decimals compare by their canonical text. */
function movesRollups(before: Row, after: Pick<ReturnType<typeof columns>, (typeof IN_ROLLUPS)[number]>): boolean {
  return IN_ROLLUPS.some((key) => String(before[key]) !== String(after[key]));
}

function hasTypedResults(tx: Tx, indicatorId: number) {
  return tx.figure.findFirst({ where: { indicatorId, measure: { not: 'PLAN' }, period: { kind: { not: 'YEAR' } } } });
}

/** Says in which year an indicator is used last; its figures stay. Refused while something living is worked out from it. */
export const retireIndicator = defineCommand({
  name: 'indicator.retire',
  input: retireIndicatorInput,
  permission: 'indicator.manage',
  load: loadIndicator,
  run: async ({ tx, input: { indicatorId, rowVersion, toYear }, before: { indicator, usedBy }, actor, now }) => {
    const longer = usedBy.filter((user) => toYear !== null && (user.toYear === null || user.toYear > toYear));
    if (longer.length > 0) throw new Refusal('indicators.refused.isPart', { codes: codes(longer) });
    await tx.indicator.update({
      where: asSeen(indicatorId, rowVersion),
      data: { toYear, ...changedBy({ actor, now }) },
    });
    return { code: indicator.code };
  },
  refusals,
});

async function existing(tx: Tx, { indicatorId }: { indicatorId: number }) {
  return (await tx.indicator.count({ where: { id: indicatorId } })) === 1 ? {} : null;
}

/** Departments must report an indicator from a day on. One that already does only changes whether it is required, or begins earlier. */
export const assignIndicator = defineCommand({
  name: 'indicator.assign',
  input: assignIndicatorInput,
  permission: 'indicator.manage',
  load: existing,
  run: ({ tx, input: { validFrom, ...pair } }) => assignAll(tx, [pair], validFrom),
  refusals,
});

/** Who reports what, for many indicators in one statement. */
export const assignIndicators = defineCommand({
  name: 'indicator.assignMany',
  input: assignIndicatorsInput,
  permission: 'indicator.manage',
  load: anywhere,
  run: async ({ tx, input: { validFrom, assignments } }) => {
    const rows = await tx.indicator.findMany({
      where: { code: { in: assignments.map(({ indicator }) => indicator) } },
      select: { id: true, code: true },
    });
    const ids = new Map(rows.map(({ id, code }) => [code, id]));
    const pairs = assignments.map(({ indicator, ...pair }, index) => {
      const indicatorId = ids.get(indicator);
      if (indicatorId === undefined) throw problemAt(`assignments.${index}.indicator`, 'indicators.field.unknownCode', { code: indicator });
      return { indicatorId, ...pair };
    });
    return assignAll(tx, pairs, validFrom);
  },
  refusals,
});

/** Departments report an indicator no longer from a day on; what they reported stays. One that had not begun yet never does. */
export const unassignIndicator = defineCommand({
  name: 'indicator.unassign',
  input: unassignIndicatorInput,
  permission: 'indicator.manage',
  load: existing,
  run: async ({ tx, input: { indicatorId, departmentIds, validTo } }) => ({
    ended: await tx.$executeRaw`
      UPDATE indicator_assignment SET valid_to = greatest(valid_from, ${validTo}::date)
      WHERE indicator_id = ${indicatorId} AND department_id = ANY (${departmentIds}::int[]) AND valid_to IS NULL`,
  }),
});
