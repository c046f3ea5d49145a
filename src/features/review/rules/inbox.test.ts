import { expect, it } from 'vitest';
import { exceptionsOf, filtered, quarterKey } from './inbox';

const file = { outliers: 0, flagged: 0, submittedById: 7, isSecond: false };

it('a file with something to look at is not approved unseen', () => {
  expect(exceptionsOf(file, 1)).toEqual([]);
  expect(exceptionsOf({ ...file, outliers: 2 }, 1)).toEqual(['outliers']);
  expect(exceptionsOf({ ...file, flagged: 1, outliers: 1 }, 7)).toEqual(['own', 'outliers', 'flagged']);
});

it('the inbox shows what its address asks for', () => {
  const rows = [
    { kind: 'PLAN' as const, year: 2026, quarter: 4, group: 'CLINICAL_DEPT' },
    { kind: 'REPORT' as const, year: 2026, quarter: 3, group: 'CLINICAL_DEPT' },
    { kind: 'REPORT' as const, year: 2026, quarter: 3, group: 'FUNCTIONAL_OFFICE' },
  ];
  expect(filtered(rows, { kind: null, quarter: null, group: null })).toEqual(rows);
  expect(filtered(rows, { kind: 'REPORT', quarter: null, group: null })).toEqual(rows.slice(1));
  expect(filtered(rows, { kind: null, quarter: '2026-4', group: null })).toEqual(rows.slice(0, 1));
  expect(filtered(rows, { kind: 'REPORT', quarter: '2026-3', group: 'FUNCTIONAL_OFFICE' })).toEqual(rows.slice(2));
  expect(rows.map(quarterKey)).toEqual(['2026-4', '2026-3', '2026-3']);
});
