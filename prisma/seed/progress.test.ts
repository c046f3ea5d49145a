import { expect, test } from 'vitest';
import { DEPARTMENTS } from './departments';
import { courseOf } from './progress';
import { tasksOf } from './tasks';

const moved = DEPARTMENTS.flatMap((department) =>
  department.profile === null
    ? []
    : tasksOf(department, 2026, 4).map((task, place) => ({ task, lines: courseOf(task, [department.code, place]) })),
);

test('tasks of the running quarter are in every standing, and always in the same', () => {
  const last = moved.map(({ task, lines }) => {
    const line = lines.at(-1);
    if (!line) return task.dueOn <= '2026-11-21' ? 'overdue' : 'planned';
    if (line.state === 'DONE') return line.doneOn > task.dueOn ? 'late' : 'onTime';
    return line.state === 'SUSPENDED' ? 'suspended' : task.dueOn <= '2026-11-21' ? 'overdue' : 'inProgress';
  });
  for (const standing of ['planned', 'inProgress', 'overdue', 'onTime', 'late', 'suspended'])
    expect(last.filter((one) => one === standing).length, standing).toBeGreaterThan(0);
  const again = moved.map(({ task, lines: _lines }) => task.dueOn);
  expect(again).toEqual(DEPARTMENTS.flatMap((one) => (one.profile === null ? [] : tasksOf(one, 2026, 4).map(({ dueOn }) => dueOn))));
});

test('progress goes forward, before reports open, and nothing is done on a day to come', () => {
  for (const { lines } of moved) {
    const days = lines.map(({ on }) => on);
    expect(days).toEqual([...days].sort());
    for (const line of lines) {
      expect(line.on >= '2026-11-07' && line.on < '2026-11-15').toBe(true);
      expect(line.percent).toBeLessThanOrEqual(100);
      if (line.state === 'DONE') expect(line.doneOn <= line.on).toBe(true);
    }
  }
});
