import { describe, expect, it } from 'vitest';
import { byUrgency, dutyOf, pressure } from './rules';

const day = (text: string) => new Date(`${text}T10:00:00+07:00`);
const file = { kind: 'REPORT', state: null, opensAt: day('2026-09-20'), dueAt: day('2026-10-05'), lockAt: day('2026-10-20') } as const;

describe('a duty', () => {
  it('follows the calendar and the file', () => {
    expect(dutyOf(file, day('2026-09-01'))).toBeNull();
    expect(dutyOf(file, day('2026-10-02'))).toBe('fill');
    expect(dutyOf(file, day('2026-10-06'))).toBe('overdue');
    expect(dutyOf(file, day('2026-10-21'))).toBeNull();
    expect(dutyOf({ ...file, state: 'SUBMITTED' }, day('2026-10-02'))).toBeNull();
    expect(dutyOf({ ...file, state: 'RETURNED' }, day('2026-10-21'))).toBe('correct');
  });
  it('presses as its day comes near', () => {
    expect([pressure('2026-10-05', '2026-10-01'), pressure('2026-10-05', '2026-10-02'), pressure('2026-10-05', '2026-10-06')]).toEqual([
      undefined,
      'warn',
      'bad',
    ]);
  });
  it('what was returned comes first', () => {
    const duties = [
      { duty: 'fill', dueAt: day('2026-10-01') },
      { duty: 'correct', dueAt: day('2026-10-09') },
      { duty: 'overdue', dueAt: day('2026-09-01') },
    ] as const;
    expect([...duties].sort(byUrgency).map(({ duty }) => duty)).toEqual(['correct', 'overdue', 'fill']);
  });
});
