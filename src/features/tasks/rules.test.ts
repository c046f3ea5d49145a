import { describe, expect, it, test } from 'vitest';
import { checkResult, partnerNames, taskStanding } from './rules';

describe('a task', () => {
  test.each([
    [{ state: 'PLANNED', doneOn: null, dueOn: '2026-09-30' }, 'planned'],
    [{ state: 'IN_PROGRESS', doneOn: null, dueOn: '2026-09-30' }, 'inProgress'],
    [{ state: 'IN_PROGRESS', doneOn: null, dueOn: '2026-09-01' }, 'overdue'],
    [{ state: 'DONE', doneOn: '2026-09-01', dueOn: '2026-09-01' }, 'doneOnTime'],
    [{ state: 'DONE', doneOn: '2026-09-02', dueOn: '2026-09-01' }, 'doneLate'],
    [{ state: 'SUSPENDED', doneOn: null, dueOn: '2026-01-01' }, 'suspended'],
  ] as const)('%o stands %s on 15/09', (task, standing) => {
    expect(taskStanding(task, '2026-09-15')).toBe(standing);
  });

  it('is reported so that the parts fit together', () => {
    const done = { state: 'DONE', percent: 80, doneOn: '2026-09-10', isExceeded: true } as const;
    expect(checkResult(done, '2026-09-15')).toEqual({ percent: 100 });
    expect(() => checkResult({ ...done, doneOn: null }, '2026-09-15')).toThrow('tasks.refused.doneNeedsDay');
    expect(() => checkResult({ ...done, doneOn: '2026-09-16' }, '2026-09-15')).toThrow('tasks.refused.doneInFuture');
    expect(() => checkResult({ ...done, state: 'IN_PROGRESS' }, '2026-09-15')).toThrow('tasks.refused.dayNeedsDone');
    expect(() => checkResult({ ...done, state: 'IN_PROGRESS', doneOn: null }, '2026-09-15')).toThrow('tasks.refused.exceededNeedsDone');
  });

  it('has partners one a line, each once', () => {
    expect(partnerNames('BV Hạ Lâm\n  BV  Hạ Lâm \n\nSở Y tế')).toEqual(['BV Hạ Lâm', 'Sở Y tế']);
    expect(partnerNames(null)).toEqual([]);
  });
});
