import { describe, expect, it } from 'vitest';
import { awardYears, isExcellentRun, partyMoney } from './commendation';

describe('commendation', () => {
  it('case 6: two badges of 30 years at 1.390.000 are 2 × 2.085.000 đ', () => {
    expect(partyMoney(15, 1_390_000)).toBe(2_085_000);
    expect(partyMoney(15, 1_390_000, 2)).toBe(4_170_000);
  });
  it('is not rounded: 0,3 of 1.390.000 is 417.000 đ', () => {
    expect(partyMoney(3, 1_390_000)).toBe(417_000);
  });
  it('case 7: the award of 2017 is for 2013 to 2017, and every one of them counts', () => {
    const years = awardYears(2017);
    expect(years).toEqual({ yearFrom: 2013, yearTo: 2017 });
    expect(isExcellentRun([2012, 2013, 2014, 2015, 2016, 2017], years)).toBe(true);
    expect(isExcellentRun([2013, 2014, 2016, 2017], years)).toBe(false);
  });
});
