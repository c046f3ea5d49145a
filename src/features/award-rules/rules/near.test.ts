import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ofCollective, ofYear, person, register, rule, unit } from '../../../../tests/support/award-facts';
import type { DatedRule } from './conditions';
import { eligibilityOf } from './eligibility';
import type { CollectiveFacts, Held, PersonFacts, RegisterFacts } from './facts';

const STREAK = rule('CSTDB', { rule: 'STREAK', params: { code: 'CSTDCS', years: 3 } });
const only = (rules: DatedRule[], code: string, subject: PersonFacts | CollectiveFacts, of: RegisterFacts) =>
  eligibilityOf(rules, code, subject, of);

describe('only one thing is missing only where something speaks for it', () => {
  const two = rule('BK_B', { rule: 'STREAK', params: { code: 'CSTDCS', years: 2 } });
  const order = rule('HCLD1', { rule: 'FORMER', params: { code: 'BK_TTG' } });
  const clean = rule('LDTT', { rule: 'NOT_DISCIPLINED', params: {} });
  const good = rule('LDTT', { rule: 'RATED', params: { levels: ['EXCELLENT', 'GOOD'], years: 1 } });
  const better = [rule('CSTDCS', { rule: 'SAME_YEAR', params: { code: 'LDTT' } }), rule('CSTDCS', { rule: 'NOT_DISCIPLINED', params: {} })];
  const rating = (level: 'GOOD' | 'COMPLETED', isDisciplined = false) => ({ ratings: [{ year: 2024, level, isDisciplined }] });
  it.each<[string, DatedRule[], string, PersonFacts, string]>([
    ['the order below, which is all that is asked', [order], 'HCLD1', person(), 'lacksMore'],
    ['a streak that has not begun', [two], 'BK_B', person(), 'lacksMore'],
    ['one year of two', [two], 'BK_B', person(ofYear('CSTDCS', 2024)), 'lacksOne'],
    ['one year of three', [STREAK], 'CSTDB', person(ofYear('CSTDCS', 2024)), 'lacksMore'],
    ['two years of three', [STREAK], 'CSTDB', person(ofYear('CSTDCS', 2023, 2024)), 'lacksOne'],
    ['rated too low, and merely not disciplined', [good, clean], 'LDTT', person([], rating('COMPLETED')), 'lacksMore'],
    ['rated well and disciplined', [good, clean], 'LDTT', person([], rating('GOOD', true)), 'lacksOne'],
    ['not lao động tiên tiến, and merely not disciplined', better, 'CSTDCS', person([], rating('GOOD')), 'lacksMore'],
    ['lao động tiên tiến and disciplined', better, 'CSTDCS', person(ofYear('LDTT', 2024), rating('GOOD', true)), 'lacksOne'],
  ])('%s', (_name, rules, code, subject, verdict) => {
    expect(only(rules, code, subject, register(2024)).verdict).toBe(verdict);
  });
  const SHARE = rule('TTLDTT', { rule: 'SHARE_ABOVE', params: { code: 'LDTT', percent: 50 } });
  it.each([
    [0, 'lacksMore'],
    [9, 'lacksMore'],
    [10, 'lacksOne'],
    [11, 'qualifies'],
  ])('%i of 20 where more than half is asked', (held, verdict) => {
    expect(only([SHARE], 'TTLDTT', unit({ members: { LDTT: held } }), register(2024)).verdict).toBe(verdict);
  });
  it('a title that asks only that nobody was disciplined is nobody’s by that', () => {
    const clean = ofCollective('CO_B', { rule: 'NOT_DISCIPLINED', params: {} });
    expect(only([clean], 'CO_B', unit(), register(2024))).toMatchObject({ verdict: 'unknown', findings: [{ standing: 'met' }] });
  });
  it('a hundred people with nothing are none of them near, of any title of one condition', () => {
    for (const asked of [two, order, STREAK]) expect(only([asked], asked.typeCode, person(), register(2024)).verdict).toBe('lacksMore');
  });
});

describe('rows whose text nobody has compared with the law', () => {
  const two: DatedRule = { ...rule('BK_B', { rule: 'STREAK', params: { code: 'CSTDCS', years: 2 } }), isUncertain: true };
  it.each([
    [[2023, 2024], 'unknown', 'met'],
    [[2024], 'unknown', 'notMet'],
    [[], 'lacksMore', 'notMet'],
  ] as const)('chiến sĩ thi đua cơ sở in %j: %s, never a claim', (years, verdict, standing) => {
    expect(only([two], 'BK_B', person(ofYear('CSTDCS', ...years)), register(2024))).toMatchObject({
      ...{ verdict, findings: [{ standing, isUncertain: true }] },
    });
  });
});

describe('the orders of Labour', () => {
  // law of 2003: class II, five years of tập thể lao động xuất sắc, three flags of the ministry or two of the Government
  const FIRST: DatedRule[] = [
    ofCollective('HCLD1', { rule: 'FORMER', params: { code: 'HCLD2' } }),
    ofCollective('HCLD1', { rule: 'STREAK', params: { code: 'TTLDXS', years: 5 } }),
    ofCollective('HCLD1', { rule: 'COUNT_EITHER', params: { code: 'CO_B', count: 3, orCode: 'CO_CP', orCount: 2, years: 5 } }),
  ];
  const of = register(2020, { ofCollectives: new Set(['HCLD2', 'TTLDXS', 'CO_B', 'CO_CP']) });
  const base = [...ofYear('HCLD2', 2014), ...ofYear('TTLDXS', 2016, 2017, 2018, 2019, 2020)];
  it.each<[string, Held[], string]>([
    ['three flags of the ministry', [...base, ...ofYear('CO_B', 2016, 2018, 2020)], 'qualifies'],
    ['two flags of the Government', [...base, ...ofYear('CO_CP', 2017, 2019)], 'qualifies'],
    ['two of the ministry and one of the Government', [...base, ...ofYear('CO_B', 2016, 2018), ...ofYear('CO_CP', 2019)], 'lacksOne'],
    ['a flag too early', [...base, ...ofYear('CO_B', 2015, 2018, 2020)], 'lacksOne'],
    ['four years of five, and no flag', [...ofYear('HCLD2', 2014), ...ofYear('TTLDXS', 2016, 2017, 2018, 2020)], 'lacksMore'],
    ['all but the class below', [...base.slice(1), ...ofYear('CO_CP', 2017, 2019)], 'lacksOne'],
  ])('class I of a collective: %s', (_name, awards, verdict) => {
    expect(only(FIRST, 'HCLD1', unit({ awards }), of).verdict).toBe(verdict);
  });
  it('class I asks of a person nothing that it asks of a collective', () => {
    expect(only(FIRST, 'HCLD1', person(), of)).toMatchObject({ verdict: 'unknown', findings: [] });
  });
  const THIRD: DatedRule[] = [
    rule('HCLD3', { rule: 'FORMER', params: { code: 'BK_TTG', years: 5 } }),
    rule('HCLD3', { rule: 'RATED_WITHIN', params: { levels: ['EXCELLENT'], count: 1, years: 5 } }),
  ];
  const rated = (...levels: ('EXCELLENT' | 'GOOD')[]) => ({
    ratings: levels.map((level, place) => ({ year: 2024 - levels.length + 1 + place, level, isDisciplined: false })),
  });
  it.each<[string, Held[], ReturnType<typeof rated>, string]>([
    ['five years after, one of them excellent', ofYear('BK_TTG', 2019), rated('GOOD', 'EXCELLENT', 'GOOD', 'GOOD', 'GOOD'), 'qualifies'],
    ['four years after', ofYear('BK_TTG', 2020), rated('GOOD', 'EXCELLENT', 'GOOD', 'GOOD', 'GOOD'), 'lacksOne'],
    ['never excellent', ofYear('BK_TTG', 2019), rated('GOOD', 'GOOD', 'GOOD', 'GOOD', 'GOOD'), 'lacksOne'],
    ['never excellent as far as is on record', ofYear('BK_TTG', 2019), rated('GOOD', 'GOOD'), 'unknown'],
    ['of an unknown year', [{ code: 'BK_TTG', from: null, to: null }], rated('EXCELLENT'), 'unknown'],
  ])('class III of a person: %s', (_name, awards, ratings, verdict) => {
    expect(only(THIRD, 'HCLD3', person(awards, ratings), register(2024)).verdict).toBe(verdict);
  });
});

describe('always', () => {
  it('who lacks only one thing has another condition of substance met, or is one short of the one', () => {
    const some = fc.uniqueArray(fc.integer({ min: 2018, max: 2024 }), { maxLength: 7 });
    const asks = [
      STREAK,
      rule('CSTDB', { rule: 'SAME_YEAR', params: { code: 'LDTT' } }),
      rule('CSTDB', { rule: 'NOT_DISCIPLINED', params: {} }),
    ];
    fc.assert(
      fc.property(some, some, fc.boolean(), (cs, ld, isDisciplined) => {
        const subject = person([...ofYear('CSTDCS', ...cs), ...ofYear('LDTT', ...ld)], {
          ratings: [{ year: 2024, level: 'GOOD', isDisciplined }],
        });
        const { verdict, findings } = only(asks, 'CSTDB', subject, register(2024));
        const ground = findings.some(({ rule: of, standing }) => of !== 'NOT_DISCIPLINED' && standing === 'met');
        const held = [2022, 2023, 2024].filter((year) => cs.includes(year)).length;
        if (verdict === 'lacksOne') expect(ground || held === 2).toBe(true);
        if (held === 0 && !ld.includes(2024)) expect(verdict).toBe('lacksMore');
      }),
    );
  });
});
