import { describe, expect, it, test } from 'vitest';
import { boardStatus, canonicalJson, mayWrite, statusSentence, whatIsMissing } from './rules';

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
