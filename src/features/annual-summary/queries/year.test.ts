import { aDepartment, anActor, anIndicator, aQuarter, asSystem, assign, freshDb } from '@tests/support/db';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '@/domain/actor';
import { toColumn } from '@/domain/date';
import { QUARTERS } from '@/domain/period';
import { figureHistory, recordHistory } from '@/features/audit-trail/queries';
import { board } from '@/features/submissions/queries/board';
import type { Db } from '@/server/db';
import { yearSummary as yearSummaryShape } from '../schema';
import { departmentDrill, indicatorDrill } from './drill';
import { yearSummary } from './year';

let db: Db;
let director: Actor;
let reporter: Actor;
let union: Actor;
let [visits, days, beds, satisfied, answers]: number[] = [];
let [noi, ngoai]: { id: number; code: string }[] = [];
const periods = new Map<string, number>();
const now = new Date('2026-10-20T02:30:00Z');

type Grid = { department: number; indicator: number; year: number; measure: 'PLAN' | 'ACTUAL'; values: (number | null)[] };

/** Four quarters of one department and indicator, as the runtime role under a name. */
async function write(grids: Grid[]) {
  const updatedAt = now;
  const data = grids.flatMap(({ department, indicator, year, measure, values }) =>
    values.flatMap((value, index) =>
      value === null
        ? []
        : [
            {
              departmentId: department,
              periodId: periods.get(`${year}/${index + 1}`) ?? 0,
              measure,
              indicatorId: indicator,
              value,
              rowVersion: 1,
              updatedById: 1,
              updatedAt,
            },
          ],
    ),
  );
  await asSystem(db, (tx) => tx.figure.createMany({ data }));
}

beforeAll(async () => {
  db = await freshDb();
  const due = { opensOn: '2026-09-01', dueOn: '2026-10-05', lockOn: '2026-12-20' };
  for (const year of [2025, 2026])
    for (const quarter of QUARTERS) {
      const report = quarter === 4 && year === 2026 ? { opensOn: '2026-12-01', dueOn: '2027-01-05', lockOn: '2027-01-20' } : due;
      periods.set(`${year}/${quarter}`, (await aQuarter(db, year, quarter, { report })).id);
    }
  await aQuarter(db, 2019, 1);
  const [kcb, economy] = await asSystem(db, async (tx) => [
    await tx.area.create({ data: { code: 'KCB', name: 'Cấp cứu – Khám bệnh – Chữa bệnh', isCore: true, sortOrder: -2 } }),
    await tx.area.create({ data: { code: 'CHAT_LUONG', name: 'Chất lượng', isCore: false, sortOrder: -1 } }),
  ]);
  const inArea = { areaId: kcb?.id };
  visits = (await anIndicator(db, 'OPD', { ...inArea, isHeadline: true, sortOrder: 1 })).id;
  days = (await anIndicator(db, 'IPD_DAYS', { ...inArea, direction: 'NONE', sortOrder: 2 })).id;
  beds = (await anIndicator(db, 'BED_PLAN', { ...inArea, direction: 'NONE', aggregation: 'LAST', sortOrder: 3 })).id;
  const ratio = {
    ...inArea,
    unit: '%',
    decimals: 1,
    aggregation: 'RATIO',
    numeratorId: days,
    denominatorId: beds,
    denominatorDays: true,
    scale: 100,
  } as const;
  await anIndicator(db, 'BOR_PLAN', { ...ratio, direction: 'RANGE', rangeLow: 85, rangeHigh: 95, isHeadline: true, sortOrder: 4 });
  answers = (await anIndicator(db, 'SAT_ANSWERS', { areaId: economy?.id, direction: 'NONE', sortOrder: 5 })).id;
  satisfied = (
    await anIndicator(db, 'SAT_IN', {
      areaId: economy?.id,
      unit: '%',
      decimals: 1,
      aggregation: 'WEIGHTED_AVG',
      weightId: answers,
      sortOrder: 6,
    })
  ).id;
  noi = await aDepartment(db, 'NOI');
  ngoai = await aDepartment(db, 'NGOAI');
  // One that came too late for the year, and one that has nothing to report.
  await aDepartment(db, 'MOI', { establishedOn: '2027-01-01' });
  const store = await aDepartment(db, 'KHO');
  const retired = await anIndicator(db, 'FAX', { areaId: kcb?.id, toYear: 2024, sortOrder: 99 });
  await asSystem(db, (tx) =>
    tx.indicatorAssignment.createMany({
      data: [
        // given by mistake and taken back on the same day; and never taken back though the indicator is used no more
        { departmentId: store.id, indicatorId: visits ?? 0, validFrom: toColumn('2026-08-03'), validTo: toColumn('2026-08-03') },
        { departmentId: store.id, indicatorId: retired.id, validFrom: toColumn('2010-01-01') },
      ],
    }),
  );
  for (const { id } of [noi, ngoai]) await assign(db, id, [visits, days, beds, satisfied, answers]);
  await asSystem(db, async (tx) => {
    const assigned = {
      indicatorId: visits ?? 0,
      year: 2026,
      versionNo: 1,
      kind: 'ASSIGNED',
      value: 4000,
      effectiveOn: toColumn('2026-01-10'),
    } as const;
    const { id: targetId } = await tx.target.create({ data: assigned });
    const data = QUARTERS.flatMap((quarter) =>
      [noi, ngoai].map((department) => ({
        targetId,
        departmentId: department?.id ?? 0,
        periodId: periods.get(`2026/${quarter}`) ?? 0,
        value: 500,
      })),
    );
    await tx.targetShare.createMany({ data });
    await tx.target.update({ where: { id: targetId }, data: { state: 'IN_FORCE' } });
  });
  director = await anActor(db, 'DIRECTOR');
  reporter = await anActor(db, 'REPORTER', noi.id);
  union = await anActor(db, 'UNION');

  const of = (department: number, indicator: number, year: number, measure: 'PLAN' | 'ACTUAL', values: (number | null)[]): Grid => ({
    department,
    indicator,
    year,
    measure,
    values,
  });
  await write([
    of(noi.id, visits, 2025, 'ACTUAL', [500, 500, 500, 500]),
    of(ngoai.id, visits, 2025, 'ACTUAL', [400, 400, 400, 400]),
    of(noi.id, visits, 2025, 'PLAN', [450, 450, 500, 500]),
    of(ngoai.id, visits, 2025, 'PLAN', [400, 400, 400, 400]),
    of(noi.id, visits, 2026, 'PLAN', [500, 500, 500, 500]),
    of(ngoai.id, visits, 2026, 'PLAN', [500, 500, 500, 500]),
    of(noi.id, visits, 2026, 'ACTUAL', [550, 560, 570, null]),
    of(ngoai.id, visits, 2026, 'ACTUAL', [450, 460, 470, null]),
    of(noi.id, days, 2026, 'ACTUAL', [9_000, 9_000, 9_200, null]),
    of(ngoai.id, days, 2026, 'ACTUAL', [8_000, 8_100, 8_200, null]),
    of(noi.id, beds, 2026, 'ACTUAL', [100, 100, 110, null]),
    of(ngoai.id, beds, 2026, 'ACTUAL', [100, 100, 100, null]),
    of(noi.id, satisfied, 2026, 'ACTUAL', [90, 92, 91, null]),
    of(noi.id, answers, 2026, 'ACTUAL', [100, 100, 200, null]),
    of(ngoai.id, satisfied, 2026, 'ACTUAL', [80, 84, 85, null]),
    of(ngoai.id, answers, 2026, 'ACTUAL', [100, 300, 100, null]),
  ]);
  await asSystem(db, async (tx) => {
    const place = { periodId: periods.get('2026/3') ?? 0, kind: 'REPORT' as const };
    const handedIn = { roundNo: 1, submittedById: reporter.id, submittedAt: now, step: 'PLANNING' as const };
    const { id } = await tx.submission.create({ data: { ...place, departmentId: noi?.id ?? 0 } });
    await tx.submission.update({ where: { id }, data: { state: 'SUBMITTED', ...handedIn } });
  });
});

const figure = async (code: string, actor = director, quarter: 1 | 2 | 3 | 4 | null = null) =>
  (await yearSummary(actor, 2026, { quarter: quarter }, now))?.figures.find((row) => row.code === code);

describe('the year', () => {
  it('answers in the documented shape, as plain JSON', async () => {
    const summary = await yearSummary(director, 2026, { quarter: null }, now);
    expect(yearSummaryShape.parse(JSON.parse(JSON.stringify(summary)))).toEqual(summary);
    expect(summary?.span).toMatchObject({ quarters: [1, 2, 3], isComplete: false, isPartial: false, endsOn: '2026-09-30' });
  });
  it('adds counts, works ratios out of their parts and weighs averages', async () => {
    expect(await figure('OPD')).toMatchObject({
      actual: 3060,
      target: 4000,
      basis: 3000,
      basisKind: 'pace',
      completion: 102,
      verdict: 'exceeded',
      previous: 2700,
    });
    // 51.500 / (200 × 181 + 210 × 92) × 100
    expect(await figure('BOR_PLAN')).toMatchObject({ actual: 92.8, verdict: 'met' });
    // (90×100 + 92×100 + 91×200 + 80×100 + 84×300 + 85×100) / 900
    expect(await figure('SAT_IN')).toMatchObject({ actual: 86.8, verdict: 'none' });
  });
  it('shows one quarter by its own plan', async () => {
    expect(await figure('OPD', director, 2)).toMatchObject({
      actual: 1020,
      basis: 1000,
      basisKind: 'plan',
      previous: 900,
      completion: 102,
    });
    expect(await figure('OPD', director, 4)).toMatchObject({ actual: null, verdict: 'none' });
  });
  it('puts departments in order of their gap, with their areas and the report they owe', async () => {
    const summary = await yearSummary(director, 2026, { quarter: null }, now);
    expect(summary?.departments.map(({ code }) => code)).toEqual(['NGOAI', 'NOI', 'KHO']);
    const [first, , last] = summary?.departments ?? [];
    expect(first).toMatchObject({
      completion: 92,
      gap: -8,
      met: 0,
      withTarget: 1,
      previousCompletion: 100,
      areas: [{ area: 'KCB', completion: 92 }],
    });
    expect(first?.report).toMatchObject({ state: 'late', dueOn: '2026-10-05', daysLate: 15 });
    expect(last).toMatchObject({ code: 'KHO', gap: null, report: null, areas: [] });
    expect(summary?.submissions).toEqual({ quarter: 3, dueOn: '2026-10-05', total: 2, submitted: 1, approved: 0, returned: 0, late: 1 });
  });
  it('asks nobody for what was taken back at once, or is used no more', async () => {
    const summary = await yearSummary(director, 2026, { quarter: 3 }, now);
    expect(summary?.departments.find(({ code }) => code === 'KHO')?.report).toBeNull();
    const [startsOn, endsOn] = ['2026-07-01', '2026-09-30'];
    const deadline = { opensAt: new Date('2026-09-01'), dueAt: new Date('2026-10-05'), lockAt: new Date('2026-12-20') };
    const rows = await board(director, { id: periods.get('2026/3') ?? 0, startsOn, endsOn }, 'REPORT', deadline, now);
    expect(rows.map(({ code, required }) => [code, required])).toEqual([
      ['NGOAI', 5],
      ['NOI', 5],
    ]);
    expect((await indicatorDrill(director, 2026, 'OPD'))?.departments.map(({ code }) => code)).toEqual(['NGOAI', 'NOI']);
  });
  it('gives everybody the hospital, and departments only as far as the role reaches', async () => {
    const [all, own, none] = await Promise.all(
      [director, reporter, union].map((actor) => yearSummary(actor, 2026, { quarter: null }, now)),
    );
    expect(own?.departments.map(({ code }) => code)).toEqual(['NOI']);
    expect(none?.departments).toEqual([]);
    expect(own?.figures).toEqual(all?.figures);
    expect(none?.submissions).toEqual(all?.submissions);
  });
  it('is empty, not wrong, without figures, and unknown without a period', async () => {
    const empty = await yearSummary(director, 2019, { quarter: null }, now);
    expect(empty?.figures.every(({ actual, verdict }) => actual === null && verdict === 'none')).toBe(true);
    expect(empty?.span).toMatchObject({ quarters: [], isPartial: false });
    expect(await yearSummary(director, 2031, { quarter: null }, now)).toBeNull();
  });
});

describe('where a figure comes from', () => {
  it('is the departments, by quarter, adding up to the hospital', async () => {
    const drill = await indicatorDrill(director, 2026, 'OPD');
    expect(drill?.departments.map(({ code, figure }) => [code, figure.actual, figure.basis])).toEqual([
      ['NGOAI', 1380, 1500],
      ['NOI', 1680, 1500],
    ]);
    const sum = (quarter: number) => drill?.departments.reduce((total, { figure }) => total + (figure.quarters[quarter]?.actual ?? 0), 0);
    for (const quarter of [0, 1, 2]) expect(sum(quarter)).toBe(drill?.figure.quarters[quarter]?.actual);
    expect(drill?.departments[1]?.figure).toMatchObject({ previous: 1500, completion: 112, verdict: 'exceeded' });
  });
  it('works a department’s ratio out of its own parts, and weighs its own average', async () => {
    const drill = await indicatorDrill(director, 2026, 'BOR_PLAN');
    // 27.200 / (100 × 181 + 110 × 92) × 100
    expect(drill?.departments.find(({ code }) => code === 'NOI')?.figure.actual).toBe(96.4);
    expect(drill?.parts.map(({ code }) => code)).toEqual(['IPD_DAYS', 'BED_PLAN']);
    const average = await indicatorDrill(director, 2026, 'SAT_IN');
    expect(average?.departments.find(({ code }) => code === 'NGOAI')?.figure).toMatchObject({ actual: 83.4 });
    expect(average?.departments.find(({ code }) => code === 'NGOAI')?.figure.quarters[1]?.actual).toBe(84);
  });
  it('shows a reporter the own department only', async () => {
    const drill = await indicatorDrill(reporter, 2026, 'OPD');
    expect(drill?.departments.map(({ code, isOpen }) => [code, isOpen])).toEqual([['NOI', true]]);
    expect(drill?.figure.actual).toBe(3060);
    expect(await indicatorDrill(director, 2026, 'NO_SUCH')).toBeNull();
  });
  it('goes down to the cells of a department, for who may read it', async () => {
    const drill = await departmentDrill(reporter, 2026, 'OPD', 'NOI');
    expect(drill?.cells.filter(({ measure }) => measure === 'ACTUAL').map(({ quarter, value }) => [quarter, value])).toEqual([
      [1, '550'],
      [2, '560'],
      [3, '570'],
    ]);
    expect(drill?.cells[0]).toMatchObject({ by: 'Hệ thống', at: now.toISOString(), indicator: { code: 'OPD' } });
    expect((await departmentDrill(director, 2026, 'BOR_PLAN', 'NOI'))?.cells.map(({ indicator }) => indicator.code)).toContain('BED_PLAN');
    expect(await departmentDrill(reporter, 2026, 'OPD', 'NGOAI')).toBeNull();
    expect(await departmentDrill(union, 2026, 'OPD', 'NOI')).toBeNull();
    expect(await departmentDrill(director, 2026, 'OPD', 'NONE')).toBeNull();
    for (const odd of ['\u0000', 'NOI\u0000', "NOI'", '\ud800']) expect(await departmentDrill(director, 2026, 'OPD', odd)).toBeNull();
  });
});

describe('history', () => {
  it('of a cell: who, when, old beside new, newest first', async () => {
    const key = { departmentId: noi?.id ?? 0, periodId: periods.get('2026/1') ?? 0, measure: 'ACTUAL' as const, indicatorId: visits ?? 0 };
    const later = new Date('2026-10-21T01:00:00Z');
    await db.$transaction(async (tx) => {
      await tx.$executeRaw`SELECT set_config('app.actor', ${String(reporter.id)}, true), set_config('app.command', 'figure.save', true)`;
      await tx.figure.update({
        where: { departmentId_periodId_measure_indicatorId: key },
        data: { value: 555, remark: 'đếm lại', rowVersion: 2, updatedAt: later, updatedById: reporter.id },
      });
    });
    const history = await figureHistory(director, key);
    expect(history).toMatchObject([
      {
        by: reporter.displayName,
        at: later.toISOString(),
        command: 'figure.save',
        value: { before: '550', after: '555' },
        remark: { before: null, after: 'đếm lại' },
      },
      { by: 'Hệ thống', value: { before: null, after: '550' }, source: 'TYPED' },
    ]);
    expect(await figureHistory(director, key, 1)).toHaveLength(1);
    expect(await figureHistory(union, key)).toEqual([]);
    expect(await figureHistory(reporter, { ...key, departmentId: ngoai?.id ?? 0 })).toEqual([]);
  });
  it('of a record, for who may read the record', async () => {
    const submission = await db.submission.findFirstOrThrow();
    const record = { table: 'submission' as const, id: submission.id };
    expect((await recordHistory(reporter, record))[0]).toMatchObject({
      op: 'UPDATE',
      changes: expect.arrayContaining([{ column: 'state', before: 'DRAFT', after: 'SUBMITTED' }]),
    });
    for (const stranger of [union, await anActor(db, 'REPORTER', ngoai?.id)]) expect(await recordHistory(stranger, record)).toEqual([]);
    expect(await recordHistory(director, { ...record, id: 999_999 })).toEqual([]);
    expect(await recordHistory(director, { table: 'account', id: reporter.id })).toEqual([]);
  });
});
