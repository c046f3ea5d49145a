import { aDepartment, anActor, anIndicator, asSystem, freshDb } from '@tests/support/db';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '@/domain/actor';
import { toColumn } from '@/domain/date';
import { QUARTERS, type Quarter, quartersOf, type YearCalendar, type YearPart } from '@/domain/period';
import { departmentPeriod } from '@/features/annual-summary/queries/department';
import { indicatorDrill } from '@/features/annual-summary/queries/drill';
import { yearSummary } from '@/features/annual-summary/queries/year';
import { aggregate, type QuarterValue, together, weighed } from '@/features/indicators/rules';
import { periodsOfYear } from '@/features/periods/rules';
import { daysIn } from '@/features/targets/rules/pace';
import type { Db } from '@/server/db';

/** Quarters, half years, nine months and years of drawn figures, read through the app and worked out again from the raw cells. */
const CALENDARS: Record<number, YearCalendar> = { 2025: 'CALENDAR', 2026: 'CALENDAR', 2027: 'ADMIN_14' };
const YEARS = [2025, 2026, 2027];
const NOW = new Date('2028-02-01T02:00:00Z');
const DEPARTMENTS = 6;

let db: Db;
let director: Actor;
const departments: { id: number; code: string }[] = [];
const ids: Record<string, number> = {};
/** «department/year/quarter/measure/code» → value. */
const figures = new Map<string, number>();
const keyOf = (department: number, year: number, quarter: number, measure: string, code: string) =>
  [department, year, quarter, measure, code].join('/');

beforeAll(async () => {
  db = await freshDb();
  director = await anActor(db, 'DIRECTOR');
  const add = async (code: string, more: Parameters<typeof anIndicator>[2] = {}) => {
    ids[code] = (await anIndicator(db, code, { decimals: 2, ...more })).id;
  };
  await add('COUNT');
  await add('COMPLAINTS', { direction: 'DOWN' });
  await add('BED_DAYS', { direction: 'NONE' });
  await add('BEDS', { aggregation: 'LAST' });
  await add('SCORE', { aggregation: 'WEIGHTED_AVG', weightId: ids.COUNT });
  await add('STAY', { aggregation: 'RATIO', direction: 'DOWN', numeratorId: ids.BED_DAYS, denominatorId: ids.COUNT });
  const beds = { aggregation: 'RATIO', denominatorDays: true, scale: 100, numeratorId: ids.BED_DAYS, denominatorId: ids.BEDS } as const;
  await add('OCCUPANCY', { ...beds, direction: 'RANGE', rangeLow: 40, rangeHigh: 80 });
  for (let index = 0; index < DEPARTMENTS; index++) departments.push(await aDepartment(db));
  const periods = await asSystem(db, async (tx) => {
    await tx.period.createMany({
      data: YEARS.flatMap((year) =>
        periodsOfYear(year, CALENDARS[year] ?? 'CALENDAR').map(({ startsOn, endsOn, ...row }) => ({
          ...row,
          year,
          calendar: CALENDARS[year] ?? 'CALENDAR',
          startsOn: toColumn(startsOn),
          endsOn: toColumn(endsOn),
        })),
      ),
    });
    return tx.period.findMany({ where: { kind: 'QUARTER' } });
  });
  const cell = fc.option(
    fc.integer({ min: 1, max: 90_000 }).map((steps) => steps / 100),
    { nil: null, freq: 40 },
  );
  const typed = ['COUNT', 'COMPLAINTS', 'BED_DAYS', 'BEDS', 'SCORE'];
  const places = departments.flatMap(({ id }) =>
    periods.flatMap((period) => (['PLAN', 'ACTUAL'] as const).flatMap((measure) => typed.map((code) => ({ id, period, measure, code })))),
  );
  const drawn = fc.sample(cell, { numRuns: places.length, seed: 20_261_123 });
  const data = places.flatMap(({ id, period, measure, code }, index) => {
    const value = drawn[index] ?? null;
    if (value === null) return [];
    figures.set(keyOf(id, period.year, period.index, measure, code), value);
    const row = { departmentId: id, periodId: period.id, measure, indicatorId: ids[code] ?? 0, value };
    return [{ ...row, rowVersion: 1, updatedById: 1, updatedAt: NOW }];
  });
  await asSystem(db, (tx) => tx.figure.createMany({ data }));
});

const RULES = {
  COUNT: { aggregation: 'SUM' },
  COMPLAINTS: { aggregation: 'SUM' },
  BEDS: { aggregation: 'LAST' },
  SCORE: { aggregation: 'WEIGHTED_AVG' },
  STAY: { aggregation: 'RATIO', numerator: 'SUM', denominator: 'SUM' },
  OCCUPANCY: { aggregation: 'RATIO', numerator: 'SUM', denominator: 'LAST', denominatorDays: true, scale: 100 },
} as const;
type Code = keyof typeof RULES;

/** Some quarters of some departments, worked out from the cells that were written. */
function byHand(code: Code, year: number, quarters: readonly Quarter[], some: readonly { id: number }[]): number | null {
  const values = quarters.map((quarter) => {
    const days = daysIn(year, quarter, CALENDARS[year] ?? 'CALENDAR');
    const at = (id: number, of: string) => figures.get(keyOf(id, year, quarter, 'ACTUAL', of)) ?? null;
    const own = some.map(({ id }): QuarterValue => {
      if (code === 'SCORE') {
        const one = weighed(days, at(id, code), at(id, 'COUNT'));
        return one.weight === null ? { days, value: null, weight: null } : one;
      }
      if (code === 'STAY') return { days, value: null, numerator: at(id, 'BED_DAYS'), denominator: at(id, 'COUNT') };
      if (code === 'OCCUPANCY') return { days, value: null, numerator: at(id, 'BED_DAYS'), denominator: at(id, 'BEDS') };
      return { days, value: at(id, code) };
    });
    return together(days, own);
  });
  return aggregate({ decimals: 2, denominatorDays: false, scale: 1, ...RULES[code] }, values);
}

const PARTS: (YearPart | null)[] = ['h1', 'h2', 'm9', null];

describe.each(YEARS.slice(1))('%i', (year) => {
  it.each([...QUARTERS.map((quarter) => ({ quarter })), ...PARTS.map((part) => ({ quarter: null, ...(part && { part }) }))])(
    'the hospital of %j equals its quarters, beside the same ones of the year before',
    async (asked) => {
      const summary = await yearSummary(director, year, asked, NOW);
      expect(summary?.calendar).toBe(CALENDARS[year]);
      for (const code of Object.keys(RULES) as Code[]) {
        const figure = summary?.figures.find((one) => one.code === code);
        expect(figure?.actual, code).toBe(byHand(code, year, quartersOf(asked), departments));
        expect(figure?.previous, code).toBe(byHand(code, year - 1, quartersOf(asked), departments));
      }
    },
  );

  it('says each quarter alone and to date, with the parts of a ratio', async () => {
    for (const code of Object.keys(RULES) as Code[]) {
      const drill = await indicatorDrill(director, year, code, { quarter: null }, NOW);
      for (const { quarter, actual, toDate } of drill?.figure.quarters ?? []) {
        expect(actual, `${code} ${quarter}`).toBe(byHand(code, year, [quarter], departments));
        expect(toDate.actual, `${code} to ${quarter}`).toBe(
          byHand(
            code,
            year,
            QUARTERS.filter((one) => one <= quarter),
            departments,
          ),
        );
      }
      if (code === 'OCCUPANCY') {
        const [numerator, denominator] = drill?.parts ?? [];
        const beds = denominator?.figure.quarters.map(
          ({ quarter, actual }) => (actual ?? 0) * daysIn(year, quarter, CALENDARS[year] ?? 'CALENDAR'),
        );
        const days = beds?.reduce((total, one) => total + one, 0) ?? 0;
        expect(drill?.figure.actual).toBeCloseTo(((numerator?.figure.actual ?? 0) / days) * 100, 2);
      }
    }
  });

  it.each(PARTS)('departments over %s: the page, the database and the rollup agree', async (part) => {
    const asked = { quarter: null, ...(part && { part }) };
    const summary = await yearSummary(director, year, asked, NOW);
    for (const { id, code } of departments) {
      const own = await departmentPeriod(director, id, year, asked, NOW);
      const row = summary?.departments.find((one) => one.code === code);
      const { withTarget, reported, met, exceeded } = row ?? {};
      expect(own?.tally, code).toEqual({ withTarget, reported, met, exceeded });
      for (const one of own?.indicators ?? [])
        if (one.code in RULES)
          expect(one.actual, `${code} ${one.code}`).toBe(departmentByHand(one.code as Code, year, quartersOf(asked), id));
    }
  });
});

/** A department's value counts only quarters in which all that it needs is there, as a sheet shows it. */
function departmentByHand(code: Code, year: number, quarters: readonly Quarter[], id: number): number | null {
  return byHand(code, year, quarters, [{ id }]);
}

it('days of a year that closes on the 14th move the occupancy of its beds', () => {
  expect(QUARTERS.map((quarter) => daysIn(2027, quarter, 'ADMIN_14'))).toEqual([90, 92, 92, 91]);
  expect(QUARTERS.map((quarter) => daysIn(2027, quarter, 'CALENDAR'))).toEqual([90, 91, 92, 92]);
});
