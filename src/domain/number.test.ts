import { describe, expect, it, test } from 'vitest';
import { formatChange, formatEntry, formatNumber, formatOfficialCount, formatPercent, readNumber } from './number';

describe('reading a typed number', () => {
  test.each([
    ['1.5', '1.5'],
    ['1,5', '1.5'],
    ['1.234', '1234'],
    ['1.234,5', '1234.5'],
    ['1.234.567,25', '1234567.25'],
    ['1234,5', '1234.5'],
    ['386.420', '386420'],
    ['1,234,567', '1234567'],
    ['1,234.5', '1234.5'],
    ['12,345', '12.345'],
    [' 1 234 ', '1234'],
    ['93,1 %', '93.1'],
    ['−5', '-5'],
    ['-0', '0'],
    ['007', '7'],
    ['１２', '12'],
    ['0', '0'],
    ['2,50', '2.5'],
    ['1 234,5', '1234.5'],
    ['- 1 234 567', '-1234567'],
    ['93,1%', '93.1'],
  ])('«%s» is %s', (typed, value) => {
    expect(readNumber(typed)).toEqual({ ok: true, value });
  });

  it('takes blank as not entered, not as zero', () => {
    expect(readNumber('  ')).toEqual({ ok: true, value: null });
  });

  test.each([
    'abc',
    '1.2.3',
    '1,2,3',
    '1e5',
    'NaN',
    '12a',
    '=1+1',
    '-',
    '١٢',
    '1.23.456',
    '5²',
    '1.234²',
    '12①',
    '½',
    '12 34',
    '12\n34',
    '1 2',
    '1.234 567',
    '5 %%',
  ])('«%s» cannot be read', (typed) => {
    expect(readNumber(typed)).toEqual({ ok: false, problem: 'notANumber' });
  });

  it('says when a number has more digits than are kept', () => {
    expect(readNumber('1234567890123456')).toEqual({ ok: false, problem: 'tooLarge' });
    expect(readNumber('1,23456')).toEqual({ ok: false, problem: 'tooPrecise' });
  });

  it('reads back what it shows', () => {
    for (const value of ['0', '7', '1234', '1234.5', '386420', '-12.25', '812600000000'])
      expect(readNumber(formatEntry(value))).toEqual({ ok: true, value });
  });
});

describe('showing numbers', () => {
  it('groups with dots and keeps decimals', () => {
    expect(formatNumber(386420)).toBe('386.420');
    expect(formatNumber(19.047, 2)).toBe('19,05');
    expect(formatNumber(-8.9, 1)).toBe('−8,9');
    expect([formatNumber(-0.04, 1), formatEntry('-0')]).toEqual(['0,0', '0']);
    expect(formatNumber(null)).toBe('–');
    expect(formatNumber(Number.NaN)).toBe('–');
  });
  it('puts a no-break space before the percent sign', () => {
    expect(formatPercent(104.44)).toBe('104,4\u00a0%');
    expect(formatPercent((8 / 42) * 100, 2)).toBe('19,05\u00a0%');
    expect(formatPercent(null)).toBe('–');
  });
  it('signs a change', () => {
    expect(formatChange(5.2)).toBe('+5,2');
    expect(formatChange(-0.3)).toBe('−0,3');
    expect([formatChange(0.01), formatChange(-0.01)]).toEqual(['0,0', '0,0']);
  });
  it('writes official counts with a leading zero', () => {
    expect([8, 2, 36, 0].map(formatOfficialCount)).toEqual(['08', '02', '36', '00']);
  });
});
