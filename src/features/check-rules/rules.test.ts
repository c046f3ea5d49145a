import { describe, expect, it } from 'vitest';
import { asks, type Checked, type CheckRule, findingsOf, usualRange } from './rules';

const SURG_TOTAL = 1;
const SURG_1 = 2;
const SURG_2 = 3;
const OPD = 4;
const BHYT = 5;
const BOR = 6;
const row = (indicatorId: number, name: string, isCount = true) => ({ indicatorId, name, decimals: isCount ? 0 : 1, isCount });
const rows = [
  row(SURG_TOTAL, 'Tổng số phẫu thuật'),
  row(SURG_1, 'Phẫu thuật loại I'),
  row(SURG_2, 'Phẫu thuật loại II'),
  row(OPD, 'Lượt khám bệnh'),
  row(BHYT, 'Lượt khám BHYT'),
  row(BOR, 'Công suất giường kế hoạch', false),
];
const sheet = (values: Record<number, number | null>, more: Partial<Omit<Checked, 'valueOf'>> = {}): Checked => ({
  measure: 'ACTUAL',
  rows,
  pastOf: () => [],
  ...more,
  valueOf: (id) => values[id] ?? null,
});
type Kinds = { [Kind in CheckRule['kind']]: Extract<CheckRule, { kind: Kind }>['params'] };
const rule = <Kind extends CheckRule['kind']>(kind: Kind, indicatorId: number | null, params: Kinds[Kind], more: object = {}) =>
  ({ id: 1, kind, severity: 'BLOCK', measure: null, indicatorId, description: '', params, ...more }) as CheckRule;
const parts = rule('PARTS_SUM', SURG_TOTAL, { parts: [SURG_1, SURG_2, 99] });
const facts = (rules: CheckRule[], of: Checked) => findingsOf(rules, of).map((finding) => finding.facts);

describe('parts and their total', () => {
  it('says nothing when they add up, parts of other departments left out', () => {
    expect(facts([parts], sheet({ [SURG_TOTAL]: 512, [SURG_1]: 300, [SURG_2]: 212 }))).toEqual([]);
  });
  it('tells both sums when they do not', () => {
    expect(facts([parts], sheet({ [SURG_TOTAL]: 1512, [SURG_1]: 300, [SURG_2]: 213 }))).toEqual([{ value: '1.512', sum: '513' }]);
  });
  it('waits for blank parts, unless they are too many already', () => {
    expect(facts([parts], sheet({ [SURG_TOTAL]: 512, [SURG_1]: 300 }))).toEqual([]);
    expect(facts([parts], sheet({ [SURG_TOTAL]: 512, [SURG_1]: 600 }))).toEqual([{ value: '512', sum: '600' }]);
    expect(facts([parts], sheet({ [SURG_TOTAL]: 512 }))).toEqual([]);
    expect(facts([parts], sheet({ [SURG_1]: 512, [SURG_2]: 1 }))).toEqual([]);
  });
  it('adds decimals as people do', () => {
    const third = rule('PARTS_SUM', SURG_TOTAL, { parts: [SURG_1, SURG_2] });
    expect(facts([third], sheet({ [SURG_TOTAL]: 0.3, [SURG_1]: 0.1, [SURG_2]: 0.2 }))).toEqual([]);
  });
});

describe('a part and its whole', () => {
  const insured = rule('NOT_ABOVE', BHYT, { whole: OPD });
  it('may be as large as the whole and no larger', () => {
    expect(facts([insured], sheet({ [BHYT]: 6742, [OPD]: 6742 }))).toEqual([]);
    expect(facts([insured], sheet({ [BHYT]: 6743, [OPD]: 6742 }))).toEqual([
      { value: '6.743', whole: '6.742', wholeName: 'Lượt khám bệnh' },
    ]);
  });
  it('says nothing where the whole is not reported', () => {
    expect(facts([insured], sheet({ [BHYT]: 6743, [OPD]: 1 }, { rows: rows.filter(({ indicatorId }) => indicatorId !== OPD) }))).toEqual(
      [],
    );
  });
});

describe('a limit', () => {
  const occupancy = rule('WITHIN', BOR, { above: '100', below: null }, { severity: 'WARN', measure: 'ACTUAL' });
  it('asks why above it, of the sheet it is meant for', () => {
    expect(facts([occupancy], sheet({ [BOR]: 100 }))).toEqual([]);
    expect(facts([occupancy], sheet({ [BOR]: 103.4 }))).toEqual([{ value: '103,4', limit: '100', side: 'above' }]);
    expect(facts([occupancy], sheet({ [BOR]: 103.4 }, { measure: 'PLAN' }))).toEqual([]);
  });
  it('asks for a word once, and a correction always', () => {
    expect(asks({ severity: 'WARN' }, false)).toBe('remark');
    expect(asks({ severity: 'WARN' }, true)).toBe('nothing');
    expect(asks({ severity: 'BLOCK' }, true)).toBe('correction');
    expect(asks({ severity: 'INFO' }, false)).toBe('nothing');
  });
});

describe('a figure and its own past', () => {
  const past = [6100, 6400, 6250, 6700, 6300, 6500, 6450, 6800];
  const own = rule('OWN_PAST', null, { spread: 3.5, least: 6 }, { severity: 'INFO' });
  const of = (value: number, quarters: (number | null)[] = past) =>
    facts([own], sheet({ [OPD]: value }, { pastOf: (id) => (id === OPD ? quarters : []) }));
  it('lets the usual pass and points at a slipped digit', () => {
    expect(of(6742)).toEqual([]);
    expect(of(67420)).toEqual([{ value: '67.420', low: '5.647', high: '7.203', side: 'above' }]);
    expect(of(674)[0]?.side).toBe('below');
  });
  it('is not asked of a short past, and lets small counts move', () => {
    expect(of(67420, [6100, null, 6400, null, 6300])).toEqual([]);
    expect(usualRange([2, 3, 2, 2, 3, 2], { spread: 3.5, least: 6 }, true)).toEqual({ low: 0, high: 7 });
    expect(usualRange([4, 4, 4, 4, 4, 4], { spread: 3.5, least: 6 }, false)).toEqual({ low: 3.72, high: 4.28 });
  });
});
