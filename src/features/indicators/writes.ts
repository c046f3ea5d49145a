import 'server-only';
import { NotFound, problemAt, Refusal } from '@/domain/errors';
import type { Tx } from '@/server/db';
import type { Aggregation } from './rules';
import type { Definition, NewIndicator } from './schema';

type Edited = { updatedAt: Date; updatedById: number };

/** Two statements: first what stands alone, then what is worked out from it. */
export async function createAll(
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

/** The indicators that definitions name as their parts, by code; unknown codes are missing. */
export async function partsByCode(tx: Tx, definitions: readonly Definition[]): Promise<Map<string, Part>> {
  const codes = definitions
    .flatMap(({ numerator, denominator, weight }) => [numerator, denominator, weight])
    .filter((code) => code !== null);
  if (codes.length === 0) return new Map();
  const rows = await tx.indicator.findMany({ where: { code: { in: codes } }, select: { id: true, code: true, aggregation: true } });
  return new Map(rows.map(({ code, ...part }) => [code, part]));
}

/** The row of a definition. An unknown code, or a part that is itself worked out, is refused at its field. */
export function columns(
  { area, numerator, denominator, weight, ...plain }: Definition,
  areaIds: ReadonlyMap<string, number>,
  parts: ReadonlyMap<string, Part>,
  path: string,
) {
  const idOf = (name: 'numerator' | 'denominator' | 'weight', code: string | null) => {
    if (code === null) return null;
    const part = parts.get(code);
    if (!part) throw problemAt(`${path}${name}`, 'indicators.field.unknownCode', { code });
    if (part.aggregation === 'RATIO' || part.aggregation === 'WEIGHTED_AVG')
      throw problemAt(`${path}${name}`, 'indicators.field.partIsComputed');
    return part.id;
  };
  const areaId = areaIds.get(area);
  if (areaId === undefined) throw problemAt(`${path}area`, 'indicators.field.unknownCode', { code: area });
  return {
    ...plain,
    areaId,
    numeratorId: idOf('numerator', numerator),
    denominatorId: idOf('denominator', denominator),
    weightId: idOf('weight', weight),
  };
}

/** Codes in a sentence, each once: «OPD, IPD». */
export const codes = (indicators: readonly { code: string }[]) => [...new Set(indicators.map(({ code }) => code))].join(', ');

type Pairs = { indicatorId: number; departmentIds: readonly number[]; required: boolean }[];

/**
 * Assigns from a day on (or from the department's first, if that is later), in two statements however many pairs there are. Throws
 * NotFound for an unknown department, a Refusal for one that is gone by then.
 */
export async function assignAll(tx: Tx, pairs: Pairs, validFrom: string): Promise<{ added: number; changed: number }> {
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
