import { describe, expect, it } from 'vitest';
import { rolloverChoices } from '../schema';
import { countsOf, type KnownTask, planOf, type RolloverWorld } from './plan';

const department = (id: number, more: object = {}) => ({
  ...{ id, code: `D${id}`, name: `Khoa ${id}`, establishedOn: '2010-01-01', dissolvedOn: null, heirId: id, isHospital: false },
  ...more,
});
const task = (id: number, more: Partial<KnownTask> = {}): KnownTask => ({
  ...{ id, title: `Việc ${id}`, leadId: 1, quarter: 3, startsOn: '2026-07-01', dueOn: '2026-09-15', state: 'IN_PROGRESS', percent: 40 },
  ...{ recurrence: null, supporting: [] },
  ...more,
});
const world = (more: Partial<RolloverWorld> = {}): RolloverWorld => ({
  ...{
    year: 2027,
    calendar: 'CALENDAR',
    holidays: [],
    deadlines: [],
    assignments: [],
    targets: [],
    taken: [],
    tasks: [],
    known: [],
    closed: [],
  },
  departments: [
    department(1),
    department(2),
    department(3, { dissolvedOn: '2027-01-01', heirId: 2 }),
    department(4, { dissolvedOn: '2026-10-01' }),
  ],
  ...more,
});
const choices = (more: object = {}) => rolloverChoices.parse(more);

describe('unfinished tasks', () => {
  it('go to the first quarter, on its last day unless due in it a year later', () => {
    const { unfinished } = planOf(world({ tasks: [task(1), task(2, { dueOn: '2026-02-10', quarter: 1 })] }), choices());
    expect(unfinished.map(({ copies }) => copies)).toEqual([
      [{ quarter: 1, startsOn: '2027-01-01', dueOn: '2027-03-31', leadId: 1 }],
      [{ quarter: 1, startsOn: '2027-01-01', dueOn: '2027-02-10', leadId: 1 }],
    ]);
  });

  it('or to the same days a year later', () => {
    const { unfinished } = planOf(world({ tasks: [task(1)] }), choices({ unfinishedTo: 'YEAR_LATER' }));
    expect(unfinished[0]?.copies).toEqual([{ quarter: 3, startsOn: '2027-07-01', dueOn: '2027-09-15', leadId: 1 }]);
  });

  it('of a department that is gone pass to its successor, to the one who was named, or wait to be decided', () => {
    const tasks = [task(1, { leadId: 3, supporting: [2, 4] }), task(2, { leadId: 4 })];
    const { unfinished } = planOf(world({ tasks }), choices());
    expect(unfinished[0]).toMatchObject({ outcome: 'copy', leadId: 2, leadName: 'Khoa 2', fromName: 'Khoa 3', supporting: [] });
    expect(unfinished[1]).toMatchObject({ outcome: 'blocked', reason: 'leadGone', copies: [] });
    const named = planOf(world({ tasks }), choices({ leads: { t2: 1 } }));
    expect(named.unfinished[1]).toMatchObject({ outcome: 'copy', leadId: 1 });
    // who is gone by then cannot be named either
    expect(planOf(world({ tasks }), choices({ leads: { t2: 4 } })).unfinished[1]).toMatchObject({ outcome: 'blocked' });
  });

  it('are not added to a plan that was handed in, nor made twice', () => {
    const shut = planOf(world({ tasks: [task(1)], closed: [{ departmentId: 1, quarter: 1 }] }), choices());
    expect(shut.unfinished[0]).toMatchObject({ outcome: 'blocked', reason: 'planClosed' });
    const there = planOf(world({ tasks: [task(1)], known: [{ leadId: 1, quarter: 1, title: 'VIỆC  1' }] }), choices());
    expect(there.unfinished[0]).toMatchObject({ outcome: 'blocked', reason: 'exists' });
  });
});

it('recurring tasks begin anew: yearly in their quarter, quarterly in all four from the latest one', () => {
  const tasks = [
    task(1, { recurrence: 'YEARLY', state: 'DONE' }),
    task(2, { recurrence: 'QUARTERLY', title: 'Giao ban', quarter: 1, startsOn: null, dueOn: '2026-01-31' }),
    task(3, { recurrence: 'QUARTERLY', title: 'Giao ban', quarter: 2, startsOn: null, dueOn: '2026-04-30', state: 'DONE' }),
  ];
  const { recurring, unfinished } = planOf(world({ tasks }), choices());
  expect(unfinished).toEqual([]);
  expect(recurring.map(({ id }) => id)).toEqual([1, 3]);
  expect(recurring[1]?.copies.map(({ quarter, dueOn }) => [quarter, dueOn])).toEqual([
    [1, '2027-01-30'],
    [2, '2027-04-30'],
    [3, '2027-07-30'],
    [4, '2027-10-30'],
  ]);
  expect(recurring[0]?.copies).toEqual([{ quarter: 3, startsOn: '2027-07-01', dueOn: '2027-09-15', leadId: 1 }]);
});

describe('targets', () => {
  const target = (indicatorId: number, more: object = {}) => ({
    ...{ indicatorId, code: `I${indicatorId}`, name: 'Lượt khám', unit: 'lượt', decimals: 0, aggregation: 'SUM' as const },
    ...{ direction: 'UP' as const, toYear: null, hardMin: '0', hardMax: null, value: '100' },
    shares: [
      { departmentId: 1, quarter: 1 as const, value: '60' },
      { departmentId: 3, quarter: 1 as const, value: '40' },
    ],
    ...more,
  });
  const plan = (targets: ReturnType<typeof target>[], more: object = {}, taken: number[] = []) =>
    planOf(world({ targets, taken }), choices({ percent: '5', ...more })).targets;

  it('move by the general percentage, those better when lower by their own, single ones as they are told', () => {
    const rows = plan(
      [target(1), target(2, { direction: 'DOWN' }), target(3), target(4, { aggregation: 'RATIO', value: '92.5', decimals: 1 })],
      { percentDown: '-10', percents: { i3: '2' } },
    );
    expect(rows.map(({ next, percent, isOwnPercent }) => [next, percent, isOwnPercent])).toEqual([
      ['105', '5', false],
      ['90', '-10', false],
      ['102', '2', true],
      ['92.5', null, false],
    ]);
    expect(rows[0]?.shares).toEqual([
      { departmentId: 1, quarter: 1, value: '63' },
      { departmentId: 2, quarter: 1, value: '42' },
    ]);
    expect(rows[0]?.moved).toEqual(['Khoa 3']);
  });

  it('of an indicator that ends, that is there already, or beyond its limits are not made', () => {
    const rows = plan([target(1, { toYear: 2026 }), target(2), target(3, { hardMax: '102' })], {}, [2]);
    expect(rows.map(({ reason }) => reason)).toEqual(['indicatorEnds', 'exists', 'tooBig']);
    expect(rows.every(({ outcome }) => outcome === 'blocked')).toBe(true);
  });
});

it('assignments that end with the year go on, those of departments that are gone are told', () => {
  const assignment = (id: number, departmentId: number, more: object = {}) => ({
    ...{
      id,
      departmentId,
      indicatorId: id,
      indicatorCode: `I${id}`,
      indicatorName: 'Lượt khám',
      required: true,
      validTo: '2027-01-01',
      indicatorToYear: null,
    },
    ...more,
  });
  const assignments = [
    assignment(1, 1),
    assignment(2, 1, { indicatorToYear: 2026 }),
    assignment(3, 1, { validTo: null }),
    assignment(4, 4),
    // the successor reports it already
    assignment(5, 3, { indicatorId: 6 }),
    assignment(6, 2, { validTo: null }),
  ];
  const { reporters } = planOf(world({ assignments }), choices());
  expect(reporters.map(({ id, outcome, reason, newValidTo }) => [id, outcome, reason, newValidTo])).toEqual([
    [1, 'copy', null, '2028-01-01'],
    [2, 'blocked', 'indicatorEnds', '2027-01-01'],
    [4, 'blocked', 'departmentGone', '2027-01-01'],
  ]);
});

it('what is ticked off or whose part is off is left, and counted', () => {
  const tasks = [task(1), task(2), task(3, { leadId: 4 })];
  const ticked = planOf(world({ tasks }), choices({ without: { unfinished: [2] } }));
  expect(countsOf(ticked).unfinished).toEqual({ copy: 1, left: 1, blocked: 1, rows: 3 });
  expect(countsOf(planOf(world({ tasks }), choices({ parts: ['targets'] }))).unfinished).toMatchObject({ copy: 0, left: 2 });
});
