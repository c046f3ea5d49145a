import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ofYear, person, register, rule, unit } from '../../../../tests/support/award-facts';
import type { DatedRule } from './conditions';
import { rulesOf } from './conditions';
import { eligibilityOf } from './eligibility';
import type { CollectiveFacts, Held, PersonFacts, RegisterFacts } from './facts';

const STREAK = rule('CSTDB', { rule: 'STREAK', params: { code: 'CSTDCS', years: 3 } });
const only = (rules: DatedRule[], code: string, subject: PersonFacts | CollectiveFacts, of: RegisterFacts) =>
  eligibilityOf(rules, code, subject, of);

describe('AWD-R3: chiến sĩ thi đua cấp bộ after three years of chiến sĩ thi đua cơ sở', () => {
  it.each<[string, Held[], number, 'met' | 'notMet' | 'unknown', number[]]>([
    ['three running', ofYear('CSTDCS', 2022, 2023, 2024), 2024, 'met', []],
    ['across the change of the law of 2024', ofYear('CSTDCS', 2023, 2024, 2025), 2025, 'met', []],
    ['more than three', ofYear('CSTDCS', 2019, 2020, 2021, 2022, 2023), 2023, 'met', []],
    ['a gap in the middle', ofYear('CSTDCS', 2022, 2024), 2024, 'notMet', [2023]],
    ['two years late', ofYear('CSTDCS', 2020, 2021, 2022), 2024, 'notMet', [2023, 2024]],
    ['none', [], 2024, 'notMet', [2022, 2023, 2024]],
    ['a range of years', [{ code: 'CSTDCS', from: 2022, to: 2024 }], 2024, 'met', []],
    ['twice for one year is once', ofYear('CSTDCS', 2023, 2023, 2024), 2024, 'notMet', [2022]],
    [
      'one of no known year may fill the gap',
      [...ofYear('CSTDCS', 2022, 2024), { code: 'CSTDCS', from: null, to: null }],
      2024,
      'unknown',
      [2023],
    ],
    [
      'one of no known year fills no two gaps',
      [...ofYear('CSTDCS', 2024), { code: 'CSTDCS', from: null, to: null }],
      2024,
      'notMet',
      [2022, 2023],
    ],
  ])('%s', (_name, awards, year, standing, gaps) => {
    const { findings } = only([STREAK], 'CSTDB', person(awards), register(year));
    expect(findings).toMatchObject([{ standing, years: { gaps } }]);
  });
  it('an honour is held once: who has had it in any year is not due it again', () => {
    const asks = [rule('TTND', { rule: 'FORMER', params: { code: 'TTUT' } })];
    const both = [...ofYear('TTUT', 2015), ...ofYear('TTND', 2020)];
    expect(only(asks, 'TTND', person(both), register(2025, { ofPersons: new Set(['TTUT', 'TTND']) })).verdict).toBe('holds');
    expect(only(asks, 'TTND', person(both), register(2019, { ofPersons: new Set(['TTUT', 'TTND']) })).verdict).toBe('qualifies');
    expect(only([], 'HCLD2', person([{ code: 'HCLD2', from: null, to: null }]), register(2025)).verdict).toBe('holds');
    expect(only([], 'LDTT', person(ofYear('LDTT', 2020)), register(2025)).verdict).not.toBe('holds');
  });
  it('years of practice are never taken for met', () => {
    const asks = [rule('TTUT', { rule: 'PRACTICE', params: { years: 15 } })];
    expect(only(asks, 'TTUT', person(), register(2025)).verdict).toBe('unknown');
  });
  it('does not take a year of which the register has nobody for a gap', () => {
    const of = register(2025, { isRecorded: (_, year) => year !== 2025 });
    expect(only([STREAK], 'CSTDB', person(ofYear('CSTDCS', 2023, 2024)), of)).toMatchObject({
      verdict: 'unknown',
      only: { years: { held: [2023, 2024], gaps: [], unrecorded: [2025] } },
    });
    // one year is a gap and another is open: more than one short
    expect(only([STREAK], 'CSTDB', person(ofYear('CSTDCS', 2023)), of).verdict).toBe('lacksMore');
  });
  it('says nothing of a collective, which cannot hold the title', () => {
    expect(only([{ ...STREAK, typeCode: 'BK_B' }], 'BK_B', unit(), register(2024))).toMatchObject({ verdict: 'unknown', findings: [] });
    const asked = { ...STREAK, typeCode: 'BK_B', subject: 'COLLECTIVE' as const };
    expect(only([asked], 'BK_B', unit(), register(2024))).toMatchObject({ verdict: 'unknown', findings: [{ standing: 'unknown' }] });
  });
});

describe('AWD-R4: chiến sĩ thi đua toàn quốc after two of the ministry, each on three years of its own', () => {
  const TWO = rule('CSTDTQ', { rule: 'CONSECUTIVE', params: { code: 'CSTDB', count: 2, yearsEach: 3, of: 'CSTDCS' } });
  const six = ofYear('CSTDCS', 2018, 2019, 2020, 2021, 2022, 2023);
  it.each<[string, Held[], 'met' | 'notMet' | 'unknown']>([
    ['2020 and 2023 on six years', [...six, ...ofYear('CSTDB', 2020, 2023)], 'met'],
    ['only one', [...six, ...ofYear('CSTDB', 2023)], 'notMet'],
    ['one, and one of no known year', [...six, ...ofYear('CSTDB', 2023), { code: 'CSTDB', from: null, to: null }], 'unknown'],
    ['a year between them without the lower title', [...six.filter(({ from }) => from !== 2021), ...ofYear('CSTDB', 2020, 2023)], 'notMet'],
    ['two that share a year', [...six, ...ofYear('CSTDB', 2021, 2023)], 'notMet'],
    ['the two latest of three', [...ofYear('CSTDCS', 2010, 2011, 2012), ...six, ...ofYear('CSTDB', 2012, 2020, 2023)], 'met'],
    ['four years apart, none without the lower title', [...ofYear('CSTDCS', 2017), ...six, ...ofYear('CSTDB', 2019, 2023)], 'met'],
    ['one of them after the year', [...six, ...ofYear('CSTDB', 2020, 2024)], 'notMet'],
  ])('%s', (_name, awards, standing) => {
    expect(only([TWO], 'CSTDTQ', person(awards), register(2023)).findings).toMatchObject([{ standing }]);
  });
  it('names the year that breaks the row', () => {
    const broken = [...six.filter(({ from }) => from !== 2021), ...ofYear('CSTDB', 2020, 2023)];
    expect(only([TWO], 'CSTDTQ', person(broken), register(2023)).only).toMatchObject({ title: 'CSTDCS', years: { gaps: [2021] } });
  });
});

describe('shares, exactly at their limits', () => {
  const MAX = rule('CSTDCS', { rule: 'SHARE_MAX', params: { code: 'LDTT', percent: 15 } });
  it.each([
    [15, 100, 'met'],
    [16, 100, 'notMet'],
    [3, 20, 'met'],
    [1, 7, 'met'],
    [1, 6, 'notMet'],
    [1, 0, 'unknown'],
  ] as const)('AWD-R2: %i of %i lao động tiên tiến, with this one among them, is %s of 15 per cent', (part, whole, standing) => {
    const of = register(2023, { holders: { CSTDCS: part - 1, LDTT: whole } });
    expect(only([MAX], 'CSTDCS', person(), of).findings).toMatchObject([{ part: 'limit', standing, share: { part, whole } }]);
  });
  it('does not count who holds it already once more', () => {
    const of = register(2023, { holders: { CSTDCS: 15, LDTT: 100 } });
    expect(only([MAX], 'CSTDCS', person(ofYear('CSTDCS', 2023)), of)).toMatchObject({ verdict: 'holds', findings: [{ standing: 'met' }] });
  });
  const FINE: DatedRule[] = [
    rule('TTLDXS', { rule: 'COMPLETED_SHARE', params: { percent: 100 } }),
    rule('TTLDXS', { rule: 'SHARE_MIN', params: { code: 'LDTT', percent: 70 } }),
    rule('TTLDXS', { rule: 'COUNT_MIN', params: { code: 'CSTDCS', count: 1 } }),
    rule('TTLDXS', { rule: 'NOT_DISCIPLINED', params: {} }),
    rule('TTLDTT', { rule: 'SHARE_ABOVE', params: { code: 'LDTT', percent: 50 } }),
  ];
  it.each<[string, Partial<CollectiveFacts>, string, string]>([
    ['70 per cent exactly', { members: { LDTT: 14, CSTDCS: 1 } }, 'TTLDXS', 'qualifies'],
    ['one short of 70 per cent', { members: { LDTT: 13, CSTDCS: 1 } }, 'TTLDXS', 'lacksOne'],
    ['no chiến sĩ thi đua', { members: { LDTT: 14 } }, 'TTLDXS', 'lacksOne'],
    [
      'one did not complete',
      { staff: { staff: 20, completed: 19, disciplined: 0 }, members: { LDTT: 14, CSTDCS: 1 } },
      'TTLDXS',
      'lacksOne',
    ],
    [
      'one was disciplined and one did not complete',
      { staff: { staff: 20, completed: 19, disciplined: 1 }, members: { LDTT: 14, CSTDCS: 1 } },
      'TTLDXS',
      'lacksMore',
    ],
    ['nobody counted the staff', { staff: null, members: { LDTT: 14, CSTDCS: 1 } }, 'TTLDXS', 'unknown'],
    [
      'nobody counted who completed',
      { staff: { staff: 20, completed: null, disciplined: 0 }, members: { LDTT: 14, CSTDCS: 1 } },
      'TTLDXS',
      'unknown',
    ],
    ['half exactly is not more than half', { members: { LDTT: 10 } }, 'TTLDTT', 'lacksOne'],
    ['more than half', { members: { LDTT: 11 } }, 'TTLDTT', 'qualifies'],
    ['none on record at all', { staff: { staff: 0, completed: 0, disciplined: 0 } }, 'TTLDTT', 'unknown'],
  ])('AWD-R5, R6: %s', (_name, more, code, verdict) => {
    expect(only(FINE, code, unit(more), register(2025)).verdict).toBe(verdict);
  });
  it('does not say «none» of a title that nobody has for the year yet', () => {
    expect(only(FINE, 'TTLDTT', unit(), register(2025, { isRecorded: () => false })).only).toMatchObject({
      standing: 'unknown',
      share: { part: null },
    });
  });
});

describe('the rest of a title', () => {
  const CSTD: DatedRule[] = [
    rule('CSTDCS', { rule: 'SAME_YEAR', params: { code: 'LDTT' } }),
    rule('CSTDCS', { rule: 'EVIDENCE', params: { anyOf: ['INITIATIVE'] } }, 2014, 2023),
    rule('CSTDCS', { rule: 'EVIDENCE', params: { anyOf: ['EXCELLENT', 'INITIATIVE', 'RESEARCH'] } }, 2024),
    rule('CSTDCS', { rule: 'NOT_DISCIPLINED', params: {} }),
  ];
  const rated = (year: number, level: 'EXCELLENT' | 'GOOD' | 'NOT_COMPLETED', isDisciplined = false) => [{ year, level, isDisciplined }];
  it('asks an initiative until 2023, and takes an excellent year for it from 2024', () => {
    const of = (year: number) => person(ofYear('LDTT', year), { ratings: rated(year, 'EXCELLENT') });
    expect(only(CSTD, 'CSTDCS', of(2023), register(2023))).toMatchObject({
      verdict: 'unknown',
      only: { rule: 'EVIDENCE', evidence: { anyOf: ['INITIATIVE'] } },
    });
    expect(only(CSTD, 'CSTDCS', of(2024), register(2024)).verdict).toBe('qualifies');
    const shown = person(ofYear('LDTT', 2023), { ratings: rated(2023, 'GOOD'), evidence: ['INITIATIVE'] });
    expect(only(CSTD, 'CSTDCS', shown, register(2023)).verdict).toBe('qualifies');
  });
  it('AWD-R1: without lao động tiên tiến of the same year lacks one thing', () => {
    const without = person(ofYear('LDTT', 2023), { ratings: rated(2024, 'EXCELLENT') });
    expect(only(CSTD, 'CSTDCS', without, register(2024))).toMatchObject({
      verdict: 'lacksOne',
      only: { rule: 'SAME_YEAR', title: 'LDTT' },
    });
  });
  it('AWD-R7: disciplined or not having completed the duties', () => {
    const held = ofYear('LDTT', 2024);
    expect(only(CSTD, 'CSTDCS', person(held, { ratings: rated(2024, 'EXCELLENT', true) }), register(2024))).toMatchObject({
      verdict: 'lacksOne',
      only: { rule: 'NOT_DISCIPLINED' },
    });
    const failed = person(held, { ratings: rated(2024, 'NOT_COMPLETED'), evidence: ['RESEARCH'] });
    expect(only(CSTD, 'CSTDCS', failed, register(2024))).toMatchObject({ verdict: 'lacksOne', only: { rule: 'NOT_DISCIPLINED' } });
  });
  it('five years of good work, three titles within them, and the award below', () => {
    const rules: DatedRule[] = [
      rule('BK_TTG', { rule: 'FORMER', params: { code: 'BK_B' } }),
      rule('BK_TTG', { rule: 'RATED', params: { levels: ['EXCELLENT', 'GOOD'], years: 5 } }),
      rule('BK_TTG', { rule: 'COUNT_WITHIN', params: { code: 'CSTDCS', count: 3, years: 5 } }),
    ];
    const ratings = [2020, 2021, 2022, 2023, 2024].map((year) => ({ year, level: 'GOOD' as const, isDisciplined: false }));
    const full = person([...ofYear('CSTDCS', 2020, 2022, 2024), { code: 'BK_B', from: null, to: null }], { ratings });
    expect(only(rules, 'BK_TTG', full, register(2024)).verdict).toBe('qualifies');
    const late = person([...ofYear('CSTDCS', 2019, 2022, 2024), ...ofYear('BK_B', 2021)], { ratings });
    expect(only(rules, 'BK_TTG', late, register(2024))).toMatchObject({ verdict: 'lacksOne', only: { count: { held: 2, asked: 3 } } });
    const unrated = person(full.awards.slice(), { ratings: ratings.slice(1) });
    expect(only(rules, 'BK_TTG', unrated, register(2024))).toMatchObject({
      verdict: 'unknown',
      only: { years: { unrecorded: [2020], gaps: [] } },
    });
    const later = person([...ofYear('CSTDCS', 2020, 2022, 2024), ...ofYear('BK_B', 2025)], { ratings });
    expect(only(rules, 'BK_TTG', later, register(2024))).toMatchObject({ verdict: 'lacksOne', only: { rule: 'FORMER' } });
  });
  it('does not wait for the ballots of the council', () => {
    const rules = [STREAK, rule('CSTDB', { rule: 'COUNCIL_SHARE', params: { percent: 90 } })];
    const { verdict, findings } = only(rules, 'CSTDB', person(ofYear('CSTDCS', 2022, 2023, 2024)), register(2024));
    expect([verdict, findings.map(({ part }) => part)]).toEqual(['qualifies', ['merit', 'vote']]);
  });
  it('a condition that cannot be read is not met, and neither is a title without one', () => {
    expect(only([{ ...STREAK, condition: null }], 'CSTDB', person(ofYear('CSTDCS', 2022, 2023, 2024)), register(2024)).verdict).toBe(
      'unknown',
    );
    expect(only([], 'AHLD', person(), register(2024)).verdict).toBe('unknown');
  });
});

describe('always', () => {
  const years = fc.uniqueArray(fc.integer({ min: 2004, max: 2030 }), { maxLength: 20 });
  it('a streak holds exactly when every one of its years does, and the gaps are the rest', () => {
    fc.assert(
      fc.property(years, fc.integer({ min: 2008, max: 2030 }), fc.integer({ min: 1, max: 5 }), (held, year, length) => {
        const asks = rule('CSTDB', { rule: 'STREAK', params: { code: 'CSTDCS', years: length } });
        const [found] = only([asks], 'CSTDB', person(ofYear('CSTDCS', ...held)), register(year)).findings;
        const asked = Array.from({ length }, (_, back) => year - back);
        expect(found?.standing).toBe(asked.every((one) => held.includes(one)) ? 'met' : 'notMet');
        expect([...(found?.years?.gaps ?? []), ...(found?.years?.held ?? [])].sort()).toEqual(asked.sort());
      }),
    );
  });
  it('another title never takes away a condition that is met', () => {
    fc.assert(
      fc.property(years, years, fc.integer({ min: 2010, max: 2030 }), (held, more, year) => {
        const asks = [STREAK, rule('CSTDB', { rule: 'COUNT_WITHIN', params: { code: 'CSTDCS', count: 2, years: 5 } })];
        const standings = (all: number[]) =>
          only(asks, 'CSTDB', person(ofYear('CSTDCS', ...all)), register(year)).findings.map(({ standing }) => standing);
        const [before, after] = [standings(held), standings([...held, ...more])];
        before.forEach((standing, place) => {
          if (standing === 'met') expect(after[place]).toBe('met');
        });
      }),
    );
  });
  it('qualifies only when nothing is missing and nothing is unknown', () => {
    fc.assert(
      fc.property(years, years, fc.boolean(), fc.boolean(), (cs, ld, isRecorded, isRated) => {
        const asks = [
          STREAK,
          rule('CSTDB', { rule: 'SAME_YEAR', params: { code: 'LDTT' } }),
          rule('CSTDB', { rule: 'NOT_DISCIPLINED', params: {} }),
        ];
        const subject = person([...ofYear('CSTDCS', ...cs), ...ofYear('LDTT', ...ld)], {
          ratings: isRated ? [{ year: 2020, level: 'GOOD', isDisciplined: false }] : [],
        });
        const { verdict, findings } = only(asks, 'CSTDB', subject, register(2020, { isRecorded: () => isRecorded }));
        expect(verdict === 'qualifies').toBe(findings.every(({ standing }) => standing === 'met'));
        if (verdict === 'lacksOne') expect(findings.filter(({ standing }) => standing === 'notMet')).toHaveLength(1);
      }),
    );
  });
  it('of the conditions of one kind the one that began last counts, in its years', () => {
    const rows = [
      rule('CSTDCS', { rule: 'SHARE_MAX', params: { code: 'LDTT', percent: 15 } }, 2014),
      rule('CSTDCS', { rule: 'SHARE_MAX', params: { code: 'LDTT', percent: 20 } }, 2024, 2025),
    ];
    const percent = (year: number) => rulesOf(rows, 'CSTDCS', year).map(({ condition }) => condition?.params);
    expect(percent(2013)).toEqual([]);
    expect([2023, 2024, 2025, 2026].map((year) => percent(year).map((params) => (params as { percent: number }).percent))).toEqual([
      [15],
      [20],
      [20],
      [15],
    ]);
  });
});
