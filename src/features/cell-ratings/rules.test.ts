import { describe, expect, it } from 'vitest';
import { EMPTY_TALLY } from '@/features/tasks/rules';
import {
  ballotProblems,
  briefLevel,
  countsAfter,
  evidenceShares,
  factsOf,
  initialsOf,
  isEarly,
  isShown,
  levelWarnings,
  mayAct,
  memberProblems,
  readPastedMembers,
} from './rules';

const keys = (problems: { path: string; key: string }[]) => problems.map(({ path, key }) => `${path} ${key}`);
const meeting = {
  ...{ level: 'EXCELLENT' as const, score: null, note: null, eligibleVoters: 20, present: 18 },
  ...{ excellent: 16, good: 1, completed: 0, notCompleted: 0, invalid: 1 },
};

describe('ballots of a meeting', () => {
  it('are no more than those present, who are no more than those who may vote', () => {
    expect(ballotProblems(meeting)).toEqual([]);
    expect(keys(ballotProblems({ ...meeting, good: 2 }))).toEqual(['excellent cellRatings.refused.ballotsAbove']);
    expect(keys(ballotProblems({ ...meeting, present: 21 }))).toEqual(['present cellRatings.refused.presentAbove']);
  });
});

describe('members of a cell', () => {
  const counts = {
    total: 22,
    exempt: 2,
    exemptReason: 'Miễn công tác',
    eligible: 20,
    rated: 19,
    excellent: 3,
    good: 15,
    completed: 1,
    notCompleted: 0,
  };
  it('hold total ≥ eligible ≥ rated = the four levels', () => {
    expect(memberProblems(counts)).toEqual([]);
    expect(keys(memberProblems({ ...counts, exemptReason: null }))).toEqual(['exemptReason cellRatings.refused.exemptNeedsReason']);
    expect(keys(memberProblems({ ...counts, eligible: 21 }))).toEqual(['eligible cellRatings.refused.eligibleAbove']);
    expect(keys(memberProblems({ ...counts, eligible: 18 }))).toEqual(['rated cellRatings.refused.ratedAbove']);
    expect(keys(memberProblems({ ...counts, good: 16 }))).toEqual(['rated cellRatings.refused.levelsSum']);
  });
});

describe('the cap', () => {
  const counts = { total: 42, excellent: 8, good: 34, rated: 42, decided: 0 };
  it('counts what is about to be decided: a ninth, and a place given up by an appeal', () => {
    const decided = { ...counts, decided: 8 };
    expect(countsAfter(decided, [{ from: 'GOOD', isDecided: false, to: 'EXCELLENT' }])).toEqual({
      ...decided,
      excellent: 9,
      good: 33,
      decided: 9,
    });
    expect(countsAfter(decided, [{ from: 'EXCELLENT', isDecided: true, to: 'GOOD' }])).toEqual({
      ...decided,
      excellent: 7,
      good: 35,
      decided: 7,
    });
    expect(countsAfter(decided, [{ from: 'EXCELLENT', isDecided: true, to: 'EXCELLENT' }])).toEqual(decided);
    expect(countsAfter(decided, [{ from: null, isDecided: false, to: 'COMPLETED' }])).toEqual({ ...decided, rated: 43 });
  });
});

describe('the road of a rating', () => {
  it('goes step by step, and back only by a return or an appeal', () => {
    expect(mayAct('selfRate', 'DRAFT')).toBe(true);
    expect(mayAct('meet', 'DRAFT')).toBe(false);
    expect(mayAct('decide', 'CELL_REVIEWED')).toBe(false);
    expect(mayAct('decide', 'APPRAISED')).toBe(true);
    expect(mayAct('decide', 'DECIDED')).toBe(false);
    expect(mayAct('decide', 'APPEALED')).toBe(true);
    expect(mayAct('appeal', 'APPRAISED')).toBe(false);
  });
  it('is early before the last day of what is rated', () => {
    expect(isEarly('2026-12-30', 2026, 0)).toBe(true);
    expect(isEarly('2026-12-31', 2026, 0)).toBe(false);
    expect(isEarly('2026-03-30', 2026, 1)).toBe(true);
    expect(isEarly('2027-01-05', 2026, 4)).toBe(false);
  });
});

describe('evidence', () => {
  const evidence = {
    departments: 1,
    planned: { ...EMPTY_TALLY, onTime: 8, late: 1, overdue: 1, exceeded: 3, open: 5, cancelled: 2 },
    unplanned: { ...EMPTY_TALLY, onTime: 4 },
    targets: { judged: 0, met: 0, exceeded: 0 },
  };
  it('takes shares of the planned tasks that came due, unplanned ones apart', () => {
    expect(evidenceShares(evidence)).toEqual({ judged: 10, done: 90, onTime: 80, late: 10, overdue: 10, exceeded: 30, unfinished: 1 });
    expect(evidenceShares({ ...evidence, planned: EMPTY_TALLY }).done).toBeNull();
  });
  it('filters the sheet: proposed excellent, self other than appraised, late tasks', () => {
    const row = { level: 'GOOD' as const, selfLevel: 'EXCELLENT' as const, appraisedLevel: 'GOOD' as const, evidence };
    expect((['all', 'excellent', 'differs', 'late'] as const).map((filter) => isShown(filter, row))).toEqual([true, false, true, true]);
    expect(isShown('excellent', { ...row, appraisedLevel: null })).toBe(true);
    expect(isShown('differs', { ...row, appraisedLevel: null })).toBe(false);
    expect(isShown('late', { ...row, evidence: { ...evidence, planned: EMPTY_TALLY } })).toBe(false);
  });
});

it('names a level briefly in a column, and an older one as its year has it', () => {
  const labels = [
    'Hoàn thành xuất sắc nhiệm vụ',
    'Hoàn thành tốt nhiệm vụ',
    'Hoàn thành nhiệm vụ',
    'Không hoàn thành nhiệm vụ',
    'Trong sạch, vững mạnh',
  ];
  const brief = labels.map(briefLevel);
  expect(brief).toEqual(['Xuất sắc', 'Tốt', 'Hoàn thành', 'Không hoàn thành', 'Trong sạch, vững mạnh']);
  expect(brief.map(initialsOf)).toEqual(['XS', 'T', 'HT', 'KHT', 'TSVM']);
});

describe('the suggested level', () => {
  const evidence = {
    departments: 2,
    planned: { ...EMPTY_TALLY, onTime: 23, late: 1, overdue: 1, exceeded: 8, open: 4 },
    unplanned: { ...EMPTY_TALLY, onTime: 3 },
    targets: { judged: 0, met: 0, exceeded: 0 },
  };
  const known = { score: '95.7', discipline: null, evidence, members: { rated: 13, notCompleted: 7 }, units: null, isAllFixed: null };
  it('goes by the planned tasks that came due, the latest score, discipline and those below', () => {
    expect(factsOf(known)).toEqual({
      ...{ score: 95.7, isDisciplined: false, isAllFixed: null, members: { rated: 13, notCompleted: 7 } },
      tasks: { total: 25, done: 24, onTime: 23, exceeded: 8, late: 1 },
    });
    expect(factsOf({ ...known, score: null, discipline: 'WARNING' })).toMatchObject({ score: null, isDisciplined: true });
  });
  it('is told where another level is chosen, where half of the members have not completed, where the head is above the unit', () => {
    const suggestion = { level: 'GOOD', reason: 'CONDITIONS', conditions: [], isUncertain: false, warnings: ['MEMBERS'] } as const;
    const said = { ...suggestion, conditions: [], warnings: ['MEMBERS' as const] };
    expect(levelWarnings('EXCELLENT', said, null)).toEqual(['ABOVE_SUGGESTED', 'MEMBERS']);
    expect(levelWarnings('COMPLETED', said, 'GOOD')).toEqual(['BELOW_SUGGESTED', 'MEMBERS', 'HEAD_ABOVE']);
    expect(levelWarnings('GOOD', { ...said, warnings: [] }, 'GOOD')).toEqual([]);
    expect(levelWarnings('NOT_COMPLETED', { ...said, level: null }, null)).toEqual([]);
    expect(levelWarnings('EXCELLENT', null, null)).toEqual([]);
    expect(levelWarnings(null, said, 'EXCELLENT')).toEqual([]);
  });
});

describe('members pasted from Excel', () => {
  const cells = [
    { partyBodyId: 1, code: 'CB-NOI', name: 'Chi bộ Nội' },
    { partyBodyId: 2, code: 'CB-NGOAI', name: 'Chi bộ Ngoại' },
  ];
  const paste = (...rows: string[][]) => readPastedMembers(rows.map((row) => row.join('\t')).join('\r\n'), cells);
  const counts = ['14', '1', '13', '13', '2', '11', '0', '0', 'Miễn công tác'];
  it('are read by code or name with the workbook’s own columns; headings and sums are passed over', () => {
    const heading = ['STT', 'Mã', 'Chi bộ', 'Tổng số', 'Miễn'];
    const { rows, problems } = paste(
      heading,
      ['1', 'CB-NOI', 'Chi bộ Nội', ...counts],
      ['chi bo ngoai', '1.200', '', '1200', '1200', '240', '960', '0', '0'],
      [...['', '', 'Toàn đảng bộ', '1.214', '1', '1.213']],
    );
    expect(problems).toEqual([]);
    expect(
      rows.map(({ partyBodyId, counts: { total, exempt, exemptReason, good } }) => [partyBodyId, total, exempt, exemptReason, good]),
    ).toEqual([
      [1, 14, 1, 'Miễn công tác', 11],
      [2, 1200, 0, null, 960],
    ]);
  });
  it('are told row by row when they do not fit', () => {
    const { rows, problems } = paste(
      ['CB-LA', ...counts],
      ['CB-NOI', '14', '0', '14', 'x', '2', '12', '0', '0'],
      ['CB-NGOAI', '14', '0', '14', '14', '3', '12', '0', '0'],
      ['CB-NOI', ...counts],
      ['CB-NOI', ...counts],
    );
    expect(rows).toHaveLength(1);
    expect(problems.map(({ key, params }) => [key.split('.').at(-1), params?.row])).toEqual([
      ['unknown', 1],
      ['notACount', 2],
      ['levelsSum', 3],
      ['twice', 5],
    ]);
  });
});
