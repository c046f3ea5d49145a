import { describe, expect, it } from 'vitest';
import { bonusOf, salaryOn } from './money';

const salaries = [
  { validFrom: '2024-07-01', amount: 2_340_000 },
  { validFrom: '2018-07-01', amount: 1_390_000 },
  { validFrom: '2026-07-01', amount: 2_530_000 },
];

describe('money of a commendation', () => {
  it('case 6: two badges of 30 years decided in 2018 are 2 × 2.085.000 đ', () => {
    const baseSalary = salaryOn(salaries, '2018-11-07') ?? 0;
    expect(baseSalary).toBe(1_390_000);
    expect(bonusOf({ multiple: '1.5', baseSalary, roundUpTo: 1, count: 2 })).toBe(2 * 2_085_000);
  });
  it('Party money is not rounded: 0,3 × 1.390.000 = 417.000', () => {
    expect(bonusOf({ multiple: '0.3', baseSalary: 1_390_000, roundUpTo: 1, count: 1 })).toBe(417_000);
  });
  it('case 19: other money is rounded up to 10.000, by the day of the decision', () => {
    const on = (day: string, multiple: string) =>
      bonusOf({ multiple, baseSalary: salaryOn(salaries, day) ?? 0, roundUpTo: 10_000, count: 1 });
    expect([on('2026-06-30', '1.0'), on('2026-07-01', '1.0'), on('2026-07-01', '0.3')]).toEqual([2_340_000, 2_530_000, 760_000]);
    expect([on('2026-07-01', '1.5'), on('2026-07-01', '4.5')]).toEqual([3_800_000, 11_390_000]);
  });
  it('knows no salary before the first', () => {
    expect(salaryOn(salaries, '2018-06-30')).toBeNull();
  });
});
