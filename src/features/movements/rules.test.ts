import { describe, expect, it } from 'vitest';
import type { Actor, Role } from '@/domain/actor';
import { daysOf, keeps, standingOf } from './rules';

const as = (role: Role): Actor => ({ id: 9, displayName: 'x', grants: [{ role, departmentId: null }] });

describe('a movement', () => {
  it('is kept by the award desk; the union keeps its own', () => {
    expect(keeps(as('EMULATION'), 'PROVINCE')).toBe(true);
    expect([keeps(as('UNION'), 'UNION'), keeps(as('UNION'), 'UNIT')]).toEqual([true, false]);
    expect(keeps(as('DIRECTOR'), 'UNION')).toBe(false);
  });
  it.each([
    [null, null, null, 'undated'],
    ['2022-01-01', '2022-12-31', null, 'toReview'],
    ['2022-01-01', '2022-12-31', '2022-12-20', 'reviewed'],
    ['2026-01-01', null, null, 'running'],
    ['2026-01-01', '2026-08-15', null, 'running'],
    ['2026-09-01', '2027-01-01', null, 'coming'],
  ])('from %s to %s, reviewed %s, is %s', (startsOn, endsOn, finalOn, standing) => {
    expect(standingOf({ startsOn, endsOn, finalOn }, '2026-08-15')).toBe(standing);
  });
  it.each([
    ['2022-01-01', '2022-12-31', '2022-01-01', '2022-12-31'],
    ['2022-01-01', null, '2022-01-01', '2026-08-15'],
    ['2027-01-01', null, '2027-01-01', '2027-01-01'],
    [null, '2022-12-31', '2022-12-31', '2022-12-31'],
    [null, null, '2026-08-15', '2026-08-15'],
  ])('from %s to %s is of the departments from %s to %s', (startsOn, endsOn, first, last) => {
    expect(daysOf({ startsOn, endsOn }, '2026-08-15')).toEqual({ startsOn: first, endsOn: last });
  });
});
