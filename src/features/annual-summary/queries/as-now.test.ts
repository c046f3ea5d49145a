import { aDepartment, anActor, anIndicator, aQuarter, asSystem, freshDb } from '@tests/support/db';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '@/domain/actor';
import { toColumn } from '@/domain/date';
import { QUARTERS } from '@/domain/period';
import type { Db, Prisma } from '@/server/db';
import { type DepartmentRow, indicatorDrill } from './drill';
import { type Asked, yearSummary } from './year';

/** Numbers that look random and are the same every time. */
function chance(seed: number) {
  let state = seed;
  return (below: number) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * below);
  };
}

const YEARS = [2021, 2022, 2023];
const FIRST: Record<string, string> = { 1: '2021-01-01', 2: '2022-01-01', 3: '2023-01-01' };
const COUNT = 24;
let db: Db;
let director: Actor;
let departments: { id: number; establishedOn: string; dissolvedOn: string | null }[];
let visits: { id: number; code: string };
let satisfied: { code: string };

/**
 * A hospital that was reorganised at random: of 24 departments a third ends, each with a principal successor that is there, some of
 * them ended in turn; figures of three years wherever a department existed.
 */
beforeAll(async () => {
  db = await freshDb();
  director = await anActor(db, 'DIRECTOR');
  const lot = chance(20_261_122);
  visits = await anIndicator(db, 'OPD');
  const answers = await anIndicator(db, 'ANSWERS', { direction: 'NONE' });
  satisfied = await anIndicator(db, 'SAT', { aggregation: 'WEIGHTED_AVG', weightId: answers.id, decimals: 1, unit: '%' });
  const sat = await db.indicator.findUniqueOrThrow({ where: { code: 'SAT' } });
  departments = [];
  for (let place = 0; place < COUNT; place++) {
    const dissolvedOn = place < 8 ? (FIRST[String(1 + (place % 3))] ?? null) : place < 12 ? '2023-07-01' : null;
    const establishedOn = place >= 20 ? '2022-01-01' : '2010-01-01';
    const made = await aDepartment(db, `H${place}`, { establishedOn, dissolvedOn: dissolvedOn ?? undefined });
    departments.push({ id: made.id, establishedOn, dissolvedOn });
  }
  const decision = await asSystem(db, (tx) => tx.decision.create({ data: { kind: 'ORGANISATION', subject: 'Sắp xếp' } }));
  for (const [place, { id, dissolvedOn }] of departments.entries()) {
    // the last but one of those that end has no successor
    if (dissolvedOn === null || place === 10) continue;
    // an heir that lives longer, so that no two read each other
    const longer = departments.filter((one) => one.dissolvedOn === null || one.dissolvedOn > dissolvedOn);
    const heir = longer[lot(longer.length)];
    await asSystem(db, (tx) =>
      tx.departmentLineage.create({
        data: {
          fromId: id,
          toId: heir?.id ?? 0,
          kind: 'MERGED',
          effectiveOn: toColumn(dissolvedOn),
          isPrincipal: true,
          decisionId: decision.id,
        },
      }),
    );
  }
  const figures: Prisma.FigureCreateManyInput[] = [];
  for (const year of YEARS)
    for (const quarter of QUARTERS) {
      const period = await aQuarter(db, year, quarter);
      const days = { startsOn: `${year}-${String(quarter * 3 - 2).padStart(2, '0')}-01`, endsOn: `${year}-12-31` };
      for (const { id, establishedOn, dissolvedOn } of departments) {
        if (establishedOn > days.startsOn || (dissolvedOn !== null && dissolvedOn <= days.startsOn)) continue;
        for (const indicator of [visits, sat, answers])
          for (const measure of ['PLAN', 'ACTUAL'] as const) {
            if (lot(10) === 0) continue;
            const value = indicator.id === sat.id ? 80 + lot(200) / 10 : 10 + lot(1_000);
            figures.push({
              ...{ departmentId: id, periodId: period.id, measure, indicatorId: indicator.id, value, rowVersion: 1, updatedById: 1 },
              updatedAt: new Date(),
            });
          }
      }
    }
  await asSystem(db, (tx) => tx.figure.createMany({ data: figures }));
}, 120_000);

const SPANS = [
  { name: 'a year', asked: { quarter: null } },
  { name: 'Quý III', asked: { quarter: 3 } },
  { name: '6 tháng đầu năm', asked: { quarter: null, part: 'h1' } },
  { name: '9 tháng', asked: { quarter: null, part: 'm9' } },
] satisfies { name: string; asked: Asked }[];

const total = (rows: readonly (number | null)[]) => rows.reduce<number>((sum, value) => sum + (value ?? 0), 0);

describe.each(YEARS)('%i as was and as now', (year) => {
  it('give the same totals, quarter by quarter, and the hospital’s', async () => {
    const [was, now] = [
      await indicatorDrill(director, year, 'OPD'),
      await indicatorDrill(director, year, 'OPD', { quarter: null }, new Date(), 'now'),
    ];
    if (!was || !now) throw new Error('no drill');
    expect(now.departments.length).toBeLessThanOrEqual(was.departments.length);
    for (const quarter of QUARTERS)
      for (const measure of ['plan', 'actual'] as const) {
        const of = ({ departments: rows }: typeof was) => total(rows.map(({ figure }) => figure.quarters[quarter - 1]?.[measure] ?? null));
        expect(of(now), `${measure} of quarter ${quarter}`).toBe(of(was));
        expect(of(was)).toBe(was.figure.quarters[quarter - 1]?.[measure] ?? 0);
      }
    // last year, also of departments that are gone since, is read under who has it now
    expect(total(now.departments.map(({ figure }) => figure.previous))).toBeGreaterThanOrEqual(
      total(was.departments.map(({ figure }) => figure.previous)),
    );
  });

  it.each(SPANS)('give the same tallies of met and exceeded in $name, and every department once', async ({ asked }) => {
    const at = new Date();
    const [was, now] = [await yearSummary(director, year, asked, at), await yearSummary(director, year, asked, at, 'now')];
    if (!was || !now) throw new Error('no summary');
    expect([was.as, now.as]).toEqual(['was', 'now']);
    for (const key of ['withTarget', 'reported', 'met', 'exceeded'] as const)
      expect(total(now.departments.map((row) => row[key])), key).toBe(total(was.departments.map((row) => row[key])));
    const gathered = now.departments.flatMap(({ code, of }) => (of.length > 0 ? of.map((one) => one.code) : [code]));
    expect(gathered.sort()).toEqual(was.departments.map(({ code }) => code).sort());
    // the rest of the page is the same
    expect({ ...now, as: 'was', departments: [] }).toEqual({ ...was, departments: [] });
  });

  it.each(SPANS)('give the same sums of $name', async ({ asked }) => {
    const at = new Date();
    const [was, now] = [
      await indicatorDrill(director, year, 'OPD', asked, at),
      await indicatorDrill(director, year, 'OPD', asked, at, 'now'),
    ];
    const of = (rows: DepartmentRow[] | undefined) => total((rows ?? []).map(({ figure }) => figure.actual));
    expect(of(now?.departments)).toBe(of(was?.departments));
    expect(of(was?.departments)).toBe(was?.figure.actual ?? 0);
    expect([now?.figure, now?.span]).toEqual([was?.figure, was?.span]);
  });

  it('keep an average between the ones that it gathers', async () => {
    const now = await indicatorDrill(director, year, satisfied.code, { quarter: null }, new Date(), 'now');
    const values = (now?.departments ?? []).flatMap(({ figure }) => figure.quarters.flatMap(({ actual }) => actual ?? []));
    expect(values.length).toBeGreaterThan(0);
    expect(values.every((value) => value >= 80 && value <= 100)).toBe(true);
  });
});

it('names what became of a department, and what a successor adds up', async () => {
  const [was, now] = [
    await indicatorDrill(director, 2022, 'OPD'),
    await indicatorDrill(director, 2022, 'OPD', { quarter: null }, new Date(), 'now'),
  ];
  const became = (was?.departments ?? []).filter((row) => row.now !== null);
  expect(became.length).toBeGreaterThan(0);
  for (const { code, now: heir } of became) {
    const row = now?.departments.find((one) => one.code === heir?.code);
    expect(row?.of.map((one) => one.code)).toContain(code);
    expect(row?.isOpen).toBe(false);
  }
});

it('who sees only the own department reads only the own part', async () => {
  const [first] = departments.filter(({ dissolvedOn }) => dissolvedOn === null);
  const head = await anActor(db, 'DEPARTMENT_HEAD', first?.id ?? 0);
  for (const reading of ['was', 'now'] as const) {
    const summary = await yearSummary(head, 2023, { quarter: null }, new Date(), reading);
    expect(summary?.departments).toHaveLength(1);
    expect(summary?.departments[0]?.of).toEqual([]);
  }
});
