import 'server-only';
import { InvalidInput, NotFound, Refusal } from '@/domain/errors';
import { defineCommand } from '@/server/command';
import type { Prisma, Tx } from '@/server/db';
import type { Aggregation } from './rules';
import {
  assignIndicatorInput,
  assignIndicatorsInput,
  createAreaInput,
  createCatalogueInput,
  createIndicatorInput,
  type Definition,
  editIndicatorInput,
  type NewIndicator,
  retireIndicatorInput,
  unassignIndicatorInput,
} from './schema';

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

type Edited = { updatedAt: Date; updatedById: number };

/** Two statements: first what stands alone, then what is worked out from it. */
async function createAll(
  tx: Tx,
  indicators: readonly NewIndicator[],
  edited: Edited,
  pathOf: (index: number) => string,
): Promise<Map<string, number>> {
  const areaIds = new Map((await tx.area.findMany({ select: { id: true, code: true } })).map(({ id, code }) => [code, id]));
  const parts = await partsByCode(tx, indicators);
  const ids = new Map<string, number>();
  const isDerived = ({ numerator, weight }: Definition) => numerator !== null || weight !== null;
  for (const derived of [false, true]) {
    const rows = indicators.flatMap((indicator, index) => {
      if (isDerived(indicator) !== derived) return [];
      const { code, toYear, ...definition } = indicator;
      return [{ code, toYear, ...columns(definition, areaIds, parts, pathOf(index)), ...edited }];
    });
    if (rows.length === 0) continue;
    for (const { id, code, aggregation } of await tx.indicator.createManyAndReturn({
      data: rows,
      select: { id: true, code: true, aggregation: true },
    })) {
      ids.set(code, id);
      parts.set(code, { id, aggregation });
    }
  }
  return ids;
}

type Part = { id: number; aggregation: Aggregation };

async function partsByCode(tx: Tx, definitions: readonly Definition[]): Promise<Map<string, Part>> {
  const codes = definitions
    .flatMap(({ numerator, denominator, weight }) => [numerator, denominator, weight])
    .filter((code) => code !== null);
  if (codes.length === 0) return new Map();
  const rows = await tx.indicator.findMany({ where: { code: { in: codes } }, select: { id: true, code: true, aggregation: true } });
  return new Map(rows.map(({ code, ...part }) => [code, part]));
}

/** The row of a definition. An unknown code, or a part that is itself worked out, is refused at its field. */
function columns(
  { area, numerator, denominator, weight, ...plain }: Definition,
  areaIds: ReadonlyMap<string, number>,
  parts: ReadonlyMap<string, Part>,
  path: string,
) {
  const idOf = (name: 'numerator' | 'denominator' | 'weight', code: string | null) => {
    if (code === null) return null;
    const part = parts.get(code);
    if (!part) throw problem(`${path}${name}`, 'indicators.field.unknownCode', { code });
    if (part.aggregation === 'RATIO' || part.aggregation === 'WEIGHTED_AVG')
      throw problem(`${path}${name}`, 'indicators.field.partIsComputed');
    return part.id;
  };
  const areaId = areaIds.get(area);
  if (areaId === undefined) throw problem(`${path}area`, 'indicators.field.unknownCode', { code: area });
  return {
    ...plain,
    areaId,
    numeratorId: idOf('numerator', numerator),
    denominatorId: idOf('denominator', denominator),
    weightId: idOf('weight', weight),
  };
}

function problem(
  path: string,
  key: 'indicators.field.unknownCode' | 'indicators.field.partIsComputed',
  params: Record<string, string> = {},
): InvalidInput {
  return new InvalidInput([{ path, key, params }]);
}

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
      where: { id: indicatorId, rowVersion },
      data: { ...changed, rowVersion: { increment: 1 }, updatedAt: now, updatedById: actor.id },
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

const codes = (indicators: readonly { code: string }[]) => [...new Set(indicators.map(({ code }) => code))].join(', ');

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
      where: { id: indicatorId, rowVersion },
      data: { toYear, rowVersion: { increment: 1 }, updatedAt: now, updatedById: actor.id },
    });
    return { code: indicator.code };
  },
  refusals,
});

async function existing(tx: Tx, { indicatorId }: { indicatorId: number }) {
  return (await tx.indicator.count({ where: { id: indicatorId } })) === 1 ? {} : null;
}

type Pairs = { indicatorId: number; departmentIds: readonly number[]; required: boolean }[];

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
      if (indicatorId === undefined) throw problem(`assignments.${index}.indicator`, 'indicators.field.unknownCode', { code: indicator });
      return { indicatorId, ...pair };
    });
    return assignAll(tx, pairs, validFrom);
  },
  refusals,
});

async function assignAll(tx: Tx, pairs: Pairs, validFrom: string): Promise<{ added: number; changed: number }> {
  const flat = pairs.flatMap(({ departmentIds, ...pair }) =>
    [...new Set(departmentIds)].map((departmentId) => ({ ...pair, departmentId })),
  );
  const wanted = [...new Set(flat.map(({ departmentId }) => departmentId))];
  const departments = await tx.department.findMany({ where: { id: { in: wanted } }, select: { code: true, dissolvedOn: true } });
  if (departments.length < wanted.length) throw new NotFound();
  const gone = departments.filter(({ dissolvedOn }) => dissolvedOn !== null && dissolvedOn.toISOString().slice(0, 10) <= validFrom);
  if (gone.length > 0) throw new Refusal('indicators.refused.departmentGone', { codes: codes(gone) });
  const [indicatorIds, departmentIds, required] = [
    flat.map(({ indicatorId }) => indicatorId),
    flat.map(({ departmentId }) => departmentId),
    flat.map((pair) => pair.required),
  ];
  const changed = await tx.$executeRaw`
    UPDATE indicator_assignment a SET required = x.required, valid_from = least(a.valid_from, greatest(${validFrom}::date, d.established_on))
    FROM unnest(${indicatorIds}::int[], ${departmentIds}::int[], ${required}::bool[]) AS x (indicator_id, department_id, required)
      JOIN department d ON d.id = x.department_id
    WHERE a.indicator_id = x.indicator_id AND a.department_id = x.department_id AND a.valid_to IS NULL
      AND (a.required <> x.required OR a.valid_from > greatest(${validFrom}::date, d.established_on))`;
  const added = await tx.$executeRaw`
    INSERT INTO indicator_assignment (indicator_id, department_id, required, valid_from)
    SELECT x.indicator_id, x.department_id, x.required, greatest(${validFrom}::date, d.established_on)
    FROM unnest(${indicatorIds}::int[], ${departmentIds}::int[], ${required}::bool[]) AS x (indicator_id, department_id, required)
      JOIN department d ON d.id = x.department_id
    WHERE NOT EXISTS (
      SELECT 1 FROM indicator_assignment a
      WHERE a.indicator_id = x.indicator_id AND a.department_id = x.department_id AND a.valid_to IS NULL)
    ORDER BY 1, 2`;
  return { added, changed };
}

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
