import { describe, expect, it } from 'vitest';
import type { SheetLine } from '@/features/figures/rules';
import type { Snapshot } from '@/features/submissions/schema';
import { attention, besidePlan, cellChanges, taskChanges, textChanges } from './changes';

type Frozen = Snapshot['figures'][number];
const cell = (indicatorId: number, value: string | null, more: Partial<Frozen> = {}): Frozen => ({
  ...{ indicatorId, code: `I${indicatorId}`, name: `Chỉ tiêu ${indicatorId}`, unit: 'lượt', decimals: 0, value },
  ...{ remark: null, isFlagged: false, by: 'Lại Thị Thu Hiền', at: '2026-10-05T07:05:00.000Z' },
  ...more,
});
const round = (figures: Frozen[], more: Partial<Snapshot> = {}): Snapshot => ({ figures, tasks: [], sections: {}, ...more });

describe('two rounds of a sheet', () => {
  it('differ cell by cell: how much, in per cent, by whom', () => {
    expect(cellChanges(round([cell(1, '3003')]), round([cell(1, '3724')]))).toMatchObject([
      {
        before: '3003',
        after: '3724',
        difference: 721,
        change: { kind: 'percent' },
        by: 'Lại Thị Thu Hiền',
        remarkBefore: undefined,
        only: null,
      },
    ]);
    const [{ change } = { change: null }] = cellChanges(round([cell(1, '3003')]), round([cell(1, '3724')]));
    expect(change?.by).toBeCloseTo(24.0, 1);
    expect(cellChanges(round([cell(1, '3003')]), round([cell(1, '3003')]))).toEqual([]);
  });
  it('move in points where the unit is a per cent', () => {
    const rate = { unit: '%', decimals: 1 };
    expect(cellChanges(round([cell(1, '88.4', rate)]), round([cell(1, '91.6', rate)]))).toMatchObject([
      { difference: 3.2, change: { kind: 'points', by: 3.2 } },
    ]);
  });
  it('begin and end cells, and have no per cent of nothing', () => {
    expect(cellChanges(round([cell(1, null)]), round([cell(1, '5')]))).toMatchObject([
      { before: null, after: '5', difference: null, change: null },
    ]);
    expect(cellChanges(round([cell(1, '0')]), round([cell(1, '5')]))).toMatchObject([{ difference: 5, change: null }]);
    expect(cellChanges(round([cell(1, '5')]), round([cell(2, '7')]))).toMatchObject([
      { indicatorId: 2, only: 'after' },
      { indicatorId: 1, only: 'before', after: null },
    ]);
    expect(cellChanges(round([]), round([cell(2, null)]))).toEqual([]);
  });
  it('differ in remarks and marks, but not where the earlier one kept none', () => {
    expect(cellChanges(round([cell(1, '5')]), round([cell(1, '5', { remark: 'Thêm một buồng khám.', isFlagged: true })]))).toMatchObject([
      { difference: null, remarkBefore: null, remark: 'Thêm một buồng khám.', flag: 'set' },
    ]);
    const { remark: _remark, isFlagged: _isFlagged, by: _by, at: _at, ...old } = cell(1, '5');
    expect(cellChanges(round([old]), round([cell(1, '5', { remark: 'Thêm một buồng khám.' })]))).toEqual([]);
  });
  it('put first what matters: new and emptied cells, then the largest moves, then words', () => {
    const before = round([cell(1, '100'), cell(2, '100'), cell(3, '100'), cell(4, '100', { remark: 'A' })]);
    const after = round([cell(1, '105'), cell(2, '60'), cell(3, null), cell(4, '100', { remark: 'B' })]);
    expect(cellChanges(before, after).map(({ indicatorId }) => indicatorId)).toEqual([3, 2, 1, 4]);
  });
});

describe('tasks and texts of two rounds', () => {
  const task = (taskId: number, more = {}) => ({
    taskId,
    title: 'Tập huấn',
    state: 'IN_PROGRESS',
    dueOn: '2026-09-30',
    percent: 60,
    result: null,
    ...more,
  });
  it('differ task by task, field by field', () => {
    const before = round([], { tasks: [task(1), task(2), task(3)] });
    const after = round([], { tasks: [task(1, { state: 'DONE', percent: 100 }), task(2), task(4)] });
    expect(taskChanges(before, after)).toEqual([
      {
        taskId: 1,
        title: 'Tập huấn',
        kind: 'changed',
        fields: [
          { field: 'state', before: 'IN_PROGRESS', after: 'DONE' },
          { field: 'percent', before: '60', after: '100' },
        ],
      },
      { taskId: 4, title: 'Tập huấn', kind: 'added', fields: [] },
      { taskId: 3, title: 'Tập huấn', kind: 'removed', fields: [] },
    ]);
  });
  it('differ text by text', () => {
    const before = round([], { sections: { limitations: 'Thiếu 2 bác sĩ', causes: null } });
    const after = round([], { sections: { limitations: 'Thiếu 3 bác sĩ', causes: null } });
    expect(textChanges(before, after)).toMatchObject([
      { section: 'limitations', pieces: [{}, { kind: 'removed' }, { kind: 'added' }, {}] },
    ]);
  });
});

describe('a first hand-in', () => {
  const line = (
    indicatorId: number,
    actual: string | null,
    more: { remark?: string; plan?: string; lastYear?: number } = {},
  ): SheetLine => {
    const blank = { text: '', value: null, version: 0, problem: null, remark: null, isFlagged: false, by: '', at: null };
    return {
      indicator: {
        ...{
          indicatorId,
          code: 'OPD',
          name: 'Lượt khám bệnh',
          unit: 'lượt',
          decimals: 0,
          areaId: 1,
          areaName: 'A',
          direction: 'UP',
          aggregation: 'SUM',
        },
        ...{
          numeratorId: null,
          denominatorId: null,
          numeratorAggregation: null,
          denominatorAggregation: null,
          denominatorDays: false,
          scale: 1,
        },
        ...{ weightId: null, hardMin: 0, hardMax: null, softChangePct: 20, rangeLow: null, rangeHigh: null, required: true },
      },
      plan: { ...blank, value: more.plan ?? null },
      actual: { ...blank, value: actual, remark: more.remark ?? null },
      ...{ share: '7000', lastYear: more.lastYear ?? null, earlier: [], history: [], days: 92 },
    };
  };
  it('is held against the plan and last year, what asks to be looked at first', () => {
    const rows = besidePlan(
      [
        line(1, '7100', { plan: '7000', lastYear: 6900 }),
        line(2, '6500', { plan: '7000', lastYear: 6900 }),
        line(3, '9000', { plan: '7000', lastYear: 6900, remark: 'Thêm hai buồng khám.' }),
        line(4, '9000', { plan: '7000', lastYear: 6900 }),
        line(5, null),
      ],
      'REPORT',
    );
    expect(rows.map(({ indicatorId }) => indicatorId)).toEqual([4, 3, 2, 5, 1]);
    expect(rows.map(attention)).toEqual([5, 4, 2, 1, 0]);
    expect(rows[0]).toMatchObject({ basis: 7000, large: 30.4, stands: { kind: 'percent' } });
  });
  it('of a plan is held against what was assigned', () => {
    const [row] = besidePlan([line(1, null, { plan: '6300', lastYear: 6000 })], 'PLAN');
    expect(row).toMatchObject({ value: 6300, basis: 7000, stands: { kind: 'percent', percent: 90 }, isMissed: false });
  });
});
