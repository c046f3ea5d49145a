/**
 * Party money (domain.md B6): multiples of the base salary of the day of the decision, counted in tenths so that it is exact. It is not
 * rounded: 0,3 × 1.390.000 = 417.000 đ.
 */
export const partyMoney = (multipleInTenths: number, baseSalary: number, count = 1): number => (multipleInTenths * baseSalary * count) / 10;

/** The years of an award for a run of excellent years, by its last year: «5 năm 2013–2017». */
export const awardYears = (lastYear: number, length = 5): { yearFrom: number; yearTo: number } => ({
  yearFrom: lastYear - length + 1,
  yearTo: lastYear,
});

/** Whether each year of the award was excellent. */
export const isExcellentRun = (excellentYears: readonly number[], { yearFrom, yearTo }: { yearFrom: number; yearTo: number }): boolean =>
  Array.from({ length: yearTo - yearFrom + 1 }, (_, index) => yearFrom + index).every((year) => excellentYears.includes(year));
