import { describe, expect, it } from 'vitest';
import { disciplinedOf, disciplineOf, type MatrixRating, matrixOf, type Penalty, type Sum, standingOf, sumTogether } from './rules';

const rating = (code: string, year: number, quarter = 0, more: Partial<MatrixRating> = {}): MatrixRating => ({
  ...{ partyBodyId: Number(code), code, name: `Chi bộ ${code}`, isCurrent: true, campaignId: year * 10 + quarter },
  ...{ year, quarter, level: 'GOOD', short: 'HTTNV', label: 'Hoàn thành tốt nhiệm vụ', isDecided: true, ...more },
});

describe('cell × year', () => {
  it('has the latest year first and its quarters after it, the last of them first', () => {
    const { spans } = matrixOf([rating('1', 2026, 1), rating('1', 2025), rating('1', 2026, 3), rating('1', 2026), rating('1', 2017)]);
    expect(spans.map(({ year, quarter }) => `${year}/${quarter}`)).toEqual(['2026/0', '2026/3', '2026/1', '2025/0', '2017/0']);
  });
  it('keeps each level under the name of its own year, and says where there was no rating', () => {
    const old = { short: 'TSVM', label: 'Trong sạch, vững mạnh', level: 'EXCELLENT' } as const;
    const { rows } = matrixOf([rating('1', 2018), rating('2', 2018), rating('2', 2017, 0, old)]);
    expect(rows.map(({ code, cells }) => [code, ...cells.map((cell) => cell?.short)])).toEqual([
      ['1', 'HTTNV', undefined],
      ['2', 'HTTNV', 'TSVM'],
    ]);
  });
  it('shows a cell that was never rated, and one that was merged after those that exist', () => {
    const none = { campaignId: null, level: null, short: '', label: '' };
    const { spans, rows } = matrixOf([rating('1', 2014, 0, { isCurrent: false }), rating('2', 2018), rating('3', 2018, 0, none)]);
    expect(rows.map(({ code }) => code)).toEqual(['2', '3', '1']);
    expect(rows[1]?.cells).toEqual([null, null]);
    expect(spans).toHaveLength(2);
    expect(matrixOf([rating('3', 2018, 0, none)])).toMatchObject({ spans: [], rows: [{ code: '3', cells: [] }] });
  });
});

describe('counts of a year', () => {
  it('518 of 42 cells are known once all have written; with three missing they are at least that', () => {
    expect(standingOf({ sum: 518, missing: 0, cells: 42 })).toBe('known');
    expect(standingOf({ sum: 480, missing: 3, cells: 42 })).toBe('partial');
    expect(standingOf({ sum: 0, missing: 42, cells: 42 })).toBe('unknown');
    expect(standingOf({ sum: 0, missing: 0, cells: 0 })).toBe('unknown');
    expect(standingOf({ sum: 0, missing: 0, cells: 42 })).toBe('known');
  });
});

it('518 at the end of 2018 are 483 official and 35 on probation, known once both are', () => {
  const [official, probationary] = [
    { sum: 483, missing: 0, cells: 42 },
    { sum: 35, missing: 0, cells: 42 },
  ];
  expect(sumTogether([official, probationary])).toEqual({ sum: 518, missing: 0, cells: 42 });
  expect(standingOf(sumTogether([official, { ...probationary, missing: 1 }]))).toBe('partial');
});

describe('discipline', () => {
  const of = (sums: Partial<Record<Penalty, Partial<Sum>>>, missing = 0) => {
    const none = { sum: 0, missing, cells: 42 };
    const full = (penalty: Penalty): Sum => ({ ...none, ...sums[penalty] });
    return disciplineOf({ reprimanded: full('reprimanded'), warned: full('warned'), removed: full('removed'), expelled: full('expelled') });
  };
  it('2018: nobody, said only because every cell wrote a zero (case 5)', () => {
    expect(of({})).toEqual({ says: 'none' });
    expect(disciplinedOf(of({}))).toBe(0);
  });
  it('a blank is no zero', () => {
    expect(of({}, 42)).toEqual({ says: 'unknown' });
    expect(of({}, 3)).toEqual({ says: 'noneSoFar', missing: 3, cells: 42 });
    expect(of({ expelled: { missing: 1 } })).toEqual({ says: 'noneSoFar', missing: 1, cells: 42 });
    expect([disciplinedOf(of({}, 42)), disciplinedOf(of({}, 3))]).toEqual([null, null]);
  });
  it('is told by its form', () => {
    const said = of({ reprimanded: { sum: 1 }, warned: { sum: 2 } });
    expect(said).toEqual({
      says: 'some',
      count: 3,
      by: [
        { penalty: 'reprimanded', count: 1 },
        { penalty: 'warned', count: 2 },
      ],
      missing: 0,
    });
    expect(disciplinedOf(said)).toBe(3);
    expect(disciplinedOf(of({ warned: { sum: 2 } }, 1))).toBeNull();
  });
});
