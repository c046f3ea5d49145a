import { expect, it } from 'vitest';
import { milestoneIn, presentationOf, runsOfFive } from './runs';

it('finds five excellent years in a row, and starts to count anew after them', () => {
  expect(runsOfFive([2013, 2014, 2015, 2016, 2017])).toEqual([2017]);
  expect(runsOfFive([2013, 2014, 2016, 2017, 2018, 2019])).toEqual([]);
  expect(runsOfFive([2022, 2013, 2014, 2015, 2016, 2017, 2018, 2019, 2020, 2021])).toEqual([2017, 2022]);
});
it('knows a badge of 45 years only since 2016', () => {
  expect([milestoneIn(45, 2015), milestoneIn(45, 2016), milestoneIn(35, 2020), milestoneIn(30, 2018)]).toEqual([false, true, false, true]);
});
it('gives a badge on the next of the four days', () => {
  expect(['2026-02-03', '2026-02-04', '2026-11-08'].map(presentationOf)).toEqual(['2026-02-03', '2026-05-19', '2027-02-03']);
});
