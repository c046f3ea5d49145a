import { describe, expect, it } from 'vitest';
import { setOfYear } from './levels';

const sets = [
  { subject: 'CELL', fromYear: 2014, toYear: 2017, name: 'HD 27' },
  { subject: 'CELL', fromYear: 2018, toYear: 2018, name: 'HD 16' },
  { subject: 'CELL', fromYear: 2019, toYear: 2022, name: 'HD 21' },
  { subject: 'CELL', fromYear: 2025, toYear: null, name: 'HD 43' },
  { subject: 'MEMBER', fromYear: 2018, toYear: null, name: 'members' },
];

describe('which set counts', () => {
  it('is the evaluation year: 2018, decided on 09/01/2019, follows the set of 2018', () => {
    const decidedOn = new Date('2019-01-09');
    expect(setOfYear(sets, 'CELL', 2018)?.name).toBe('HD 16');
    expect(setOfYear(sets, 'CELL', decidedOn.getFullYear())?.name).toBe('HD 21');
  });
  it('is the one still open for years to come, of its own subject, and none where a year has no set', () => {
    expect(setOfYear(sets, 'CELL', 2031)?.name).toBe('HD 43');
    expect(setOfYear(sets, 'MEMBER', 2031)?.name).toBe('members');
    expect(setOfYear(sets, 'CELL', 2023)).toBeNull();
    expect(setOfYear(sets, 'CELL', 2007)).toBeNull();
  });
});
