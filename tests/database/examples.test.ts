import { beforeAll, expect, it } from 'vitest';
import { dayOfColumn, toColumn } from '@/domain/date';
import { QUARTERS, quarterDays } from '@/domain/period';
import { rounded, type Verdict } from '@/features/indicators/rules';
import type { Db } from '@/server/db';
import { aDepartment, anIndicator, asSystem, freshDb } from '../support/db';
import { EXAMPLES, type WorkedExample } from '../support/examples';

let db: Db;
beforeAll(async () => {
  db = await freshDb();
});

/** The indicators of an example, parts before what is worked out from them; answers with their ids by code. */
async function create(indicators: WorkedExample['indicators']): Promise<Map<string, number>> {
  const ids = new Map<string, number>();
  const isDerived = (code: string) => Boolean(indicators[code]?.numeratorCode ?? indicators[code]?.weightCode);
  for (const code of Object.keys(indicators).sort((one, other) => Number(isDerived(one)) - Number(isDerived(other)))) {
    const indicator = indicators[code];
    if (!indicator) continue;
    const id = (part?: string) => (part === undefined ? null : (ids.get(part) ?? null));
    const row = await anIndicator(db, undefined, {
      direction: indicator.direction,
      aggregation: indicator.aggregation,
      decimals: indicator.decimals,
      denominatorDays: indicator.denominatorDays,
      scale: indicator.scale,
      numeratorId: id(indicator.numeratorCode),
      denominatorId: id(indicator.denominatorCode),
      weightId: id(indicator.weightCode),
      rangeLow: indicator.range?.low,
      rangeHigh: indicator.range?.high,
      hardMin: null,
    });
    ids.set(code, row.id);
  }
  return ids;
}

async function periodsOf(year: number): Promise<number[]> {
  return asSystem(db, async (tx) => {
    const days = QUARTERS.map((quarter) => ({ quarter, ...quarterDays(year, quarter) }));
    await tx.period.createMany({
      data: [
        { kind: 'YEAR', year, index: 1, startsOn: toColumn(`${year}-01-01`), endsOn: toColumn(`${year}-12-31`) },
        ...days.map(({ quarter, startsOn, endsOn }) => ({
          kind: 'QUARTER' as const,
          year,
          index: quarter,
          startsOn: toColumn(startsOn),
          endsOn: toColumn(endsOn),
        })),
      ],
      skipDuplicates: true,
    });
    const rows = await tx.period.findMany({ where: { year }, orderBy: { startsOn: 'asc' } });
    const [whole, quarters] = [rows.find(({ kind }) => kind === 'YEAR'), rows.filter(({ kind }) => kind === 'QUARTER')];
    expect(quarters.map(({ startsOn }) => dayOfColumn(startsOn))).toEqual(days.map(({ startsOn }) => startsOn));
    return [whole?.id ?? 0, ...quarters.map(({ id }) => id)];
  });
}

type Row = { indicatorId: number; plan: number; actual: number; met: boolean | null; exceeded: boolean | null; completion: number | null };

it.each(EXAMPLES.map((example) => [example.name, example] as const))('the database says the same: %s', async (_name, example) => {
  const [whole, ...quarters] = await periodsOf(example.year);
  const { id: departmentId } = await aDepartment(db);
  const ids = await create(example.indicators);
  const cells = (['PLAN', 'ACTUAL'] as const).flatMap((measure) =>
    Object.entries(measure === 'PLAN' ? example.plan : example.actual).flatMap(([code, values]) =>
      values.flatMap((value, index) =>
        value === null ? [] : [{ departmentId, measure, indicatorId: ids.get(code) ?? 0, periodId: quarters[index] ?? 0, value }],
      ),
    ),
  );
  await asSystem(db, (tx) =>
    tx.figure.createMany({ data: cells.map((cell) => ({ ...cell, rowVersion: 1, updatedById: 1, updatedAt: new Date() })) }),
  );
  const rows = await db.$queryRaw<Row[]>`
    SELECT indicator_id AS "indicatorId", compared_plan::float8 AS plan, actual::float8, is_met AS met, is_exceeded AS exceeded, completion::float8
    FROM department_figures(ARRAY[${whole ?? 0}]::int[], ARRAY[${departmentId}]::int[], NULL)`;
  const said = Object.fromEntries(
    Object.keys(example.expect).map((code) => {
      const row = rows.find(({ indicatorId }) => indicatorId === ids.get(code));
      const judged: Verdict = row?.exceeded ? 'exceeded' : row?.met ? 'met' : row?.met === false ? 'notMet' : 'none';
      const decimals = example.indicators[code]?.decimals ?? 0;
      const value = (number: number | null | undefined) => rounded(number ?? null, decimals);
      return [code, { plan: value(row?.plan), actual: value(row?.actual), verdict: judged, completion: row?.completion ?? null }];
    }),
  );
  expect(said).toEqual(example.expect);
});
