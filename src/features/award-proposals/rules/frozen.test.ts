import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changedSince, type FrozenFinding, freeze, withoutRatings } from './frozen';

const finding = (ruleId: number, more: Partial<FrozenFinding> = {}): FrozenFinding => ({
  ...{ ruleId, rule: 'STREAK', part: 'merit', standing: 'met', source: 'x', isUncertain: false },
  ...{ title: 'CSTDCS', years: { held: [2024, 2025], gaps: [], unrecorded: [] } },
  condition: { rule: 'STREAK', params: { code: 'CSTDCS', years: 2 } },
  ...more,
});
const AT = new Date('2026-12-03T07:05:00Z');
const kept = (...findings: FrozenFinding[]) => freeze({ verdict: 'qualifies', findings }, AT);

describe('what has changed since the vote', () => {
  it.each<[string, FrozenFinding[], FrozenFinding[], number[]]>([
    ['nothing', [finding(1)], [finding(1)], []],
    ['a title was revoked', [finding(1)], [finding(1, { standing: 'notMet', years: { held: [2025], gaps: [2024], unrecorded: [] } })], [1]],
    ['the same standing on another ground', [finding(1)], [finding(1, { undated: 1 })], [1]],
    ['the row was corrected', [finding(1)], [finding(1, { condition: { rule: 'STREAK', params: { code: 'CSTDCS', years: 3 } } })], [1]],
    ['a row is asked no more, another only since', [finding(1)], [finding(2)], [1, 2]],
    [
      'the share of the hospital moved within its limit',
      [finding(3, { part: 'limit', share: { part: 5, whole: 42, percent: 15, sign: 'atMost' } })],
      [finding(3, { part: 'limit', share: { part: 6, whole: 44, percent: 15, sign: 'atMost' } })],
      [],
    ],
    ['the share passed its limit', [finding(3, { part: 'limit' })], [finding(3, { part: 'limit', standing: 'notMet' })], [3]],
  ])('%s', (_name, before, now, changed) => {
    expect(changedSince(kept(...before), { findings: now })).toEqual(changed);
  });
  it('always: what was read back from the database is what was kept', () => {
    const years = fc.array(fc.integer({ min: 2000, max: 2030 }), { maxLength: 4 });
    const one = fc.record({ held: years, gaps: years, unrecorded: years });
    fc.assert(
      fc.property(fc.array(one, { maxLength: 5 }), (all) => {
        const findings = all.map((of, place) => finding(place, { years: of }));
        // jsonb keeps keys in an order of its own
        const turned = JSON.parse(JSON.stringify(findings.map((of) => Object.fromEntries(Object.entries(of).reverse()))));
        expect(changedSince({ findings: turned }, { findings })).toEqual([]);
      }),
    );
  });
});

it('a reader who may not see ratings sees nothing that rests on one', () => {
  const rated = finding(1, { rule: 'RATED', years: { held: [2025], gaps: [], unrecorded: [] } });
  const seen = withoutRatings(kept(rated, finding(2)));
  expect(seen).toMatchObject({
    at: '2026-12-03T07:05:00.000Z',
    verdict: 'unknown',
    findings: [{ standing: 'unknown' }, { standing: 'met' }],
  });
  expect(seen.findings[0]?.years).toBeUndefined();
  expect(changedSince(seen, withoutRatings(kept(rated, finding(2))))).toEqual([]);
});
