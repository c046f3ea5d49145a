import { describe, expect, it, test } from 'vitest';
import {
  boardStatus,
  canonicalJson,
  isChased,
  type MatrixCell,
  matrixPlace,
  mayWrite,
  onTime,
  onTimeRate,
  statusSentence,
  whatIsMissing,
} from './rules';

describe('writing', () => {
  test.each([
    [null, 'open', true],
    [null, 'late', true],
    [null, 'notOpen', false],
    [null, 'locked', false],
    ['DRAFT', 'locked', false],
    ['RETURNED', 'locked', true],
    ['REOPENED', 'locked', true],
    ['SUBMITTED', 'open', false],
    ['APPROVED', 'open', false],
    ['LOCKED', 'open', false],
  ] as const)('in state %s while %s: %s', (state, phase, may) => {
    expect(mayWrite(state, phase)).toBe(may);
  });
});

describe('the status sentence', () => {
  const facts = { kind: 'REPORT', state: null, phase: 'open', daysLeft: 3, filled: 0, required: 23, pins: 0 } as const;
  it('says where it is and what is next', () => {
    expect(statusSentence(facts)).toMatchObject({ lead: 'submissions.sentence.empty', next: 'submissions.sentence.dueOn', tone: 'plain' });
    expect(statusSentence({ ...facts, filled: 5, phase: 'late', daysLeft: -2 })).toMatchObject({
      next: 'submissions.sentence.overdue',
      tone: 'bad',
    });
    expect(statusSentence({ ...facts, state: 'RETURNED', pins: 2 })).toMatchObject({ lead: 'submissions.sentence.returned', tone: 'warn' });
    expect(statusSentence({ ...facts, state: 'APPROVED', phase: 'locked' })).toMatchObject({ next: 'submissions.sentence.figuresLocked' });
  });
});

describe('the board', () => {
  it('puts the calendar before the stored state of what was not handed in', () => {
    expect(boardStatus(null, 'late', false, false)).toBe('late');
    expect(boardStatus('DRAFT', 'open', true, false)).toBe('extended');
    expect(boardStatus('DRAFT', 'open', false, false)).toBe('draft');
    expect(boardStatus('LOCKED', 'locked', false, false)).toBe('missing');
    expect(boardStatus('LOCKED', 'locked', false, true)).toBe('locked');
    expect(boardStatus('SUBMITTED', 'locked', false, false)).toBe('submitted');
  });
});

describe('handing in', () => {
  const cell = { indicatorId: 1, name: 'Lượt khám bệnh', required: true, computed: false, value: '6742', problem: null, unexplained: null };
  it('needs every required cell and no unreadable one', () => {
    expect(whatIsMissing([cell])).toEqual([]);
    expect(whatIsMissing([{ ...cell, value: null }])).toEqual([{ indicatorId: 1, name: 'Lượt khám bệnh', why: 'empty' }]);
    expect(whatIsMissing([{ ...cell, value: '0' }])).toEqual([]);
    expect(
      whatIsMissing([
        { ...cell, value: null, computed: true },
        { ...cell, value: null, required: false },
      ]),
    ).toEqual([]);
    expect(whatIsMissing([{ ...cell, required: false, value: null, problem: 'notANumber' }])).toMatchObject([{ why: 'unreadable' }]);
    expect(whatIsMissing([{ ...cell, unexplained: -24.5 }])).toMatchObject([{ why: 'unexplained', percent: -24.5 }]);
  });
});

describe('rounds', () => {
  it('hash the same whatever the order of keys', () => {
    expect(canonicalJson({ b: [1, { d: null, c: 'x' }], a: 1 })).toBe(canonicalJson({ a: 1, b: [1, { c: 'x', d: null }] }));
    expect(canonicalJson({ a: undefined })).toBe('{"a":null}');
  });
});

describe('the year’s board', () => {
  const now = new Date('2026-10-10T02:00:00Z');
  const due = (day: string) => new Date(`${day}T23:59:59.999+07:00`);
  const cell = (dueAt: Date, handedInAt: Date | null) => ({ dueAt, handedInAt }) as MatrixCell;
  const early = cell(due('2026-10-05'), new Date('2026-10-05T16:59:00Z'));
  const late = cell(due('2026-10-05'), new Date('2026-10-05T17:00:00Z'));
  const never = cell(due('2026-10-05'), null);
  const extended = cell(due('2026-10-16'), null);

  it('has plan and report of each quarter in order', () => {
    expect([matrixPlace(1, 'PLAN'), matrixPlace(1, 'REPORT'), matrixPlace(4, 'REPORT')]).toEqual([0, 1, 7]);
  });

  it('counts a minute after midnight as late, what is never handed in too, and what is not yet due not at all', () => {
    expect([early, late, never, extended].map((one) => onTime(one, now))).toEqual([true, false, false, null]);
    expect(onTimeRate([early, early, late, never, extended, null], now)).toBe(50);
    expect(onTimeRate([extended, null], now)).toBeNull();
  });

  it('asks for what is late or returned, or due within a fortnight', () => {
    const file = { status: 'none' as const, phase: 'open' as const, dueAt: due('2026-10-24') };
    expect(isChased(file, now)).toBe(true);
    expect(isChased({ ...file, dueAt: due('2026-10-25') }, now)).toBe(false);
    expect(isChased({ ...file, phase: 'notOpen' }, now)).toBe(false);
    expect(isChased({ ...file, status: 'submitted' }, now)).toBe(false);
    expect(isChased({ ...file, status: 'late', phase: 'late', dueAt: due('2026-10-05') }, now)).toBe(true);
  });
});
