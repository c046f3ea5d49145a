import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { formatChange, formatDecimal, formatEntry, formatNumber, formatOfficialCount, formatPercent, readNumber } from './number';

describe('reading a typed number', () => {
  test.each([
    ['1.5', '1.5'],
    ['0.125', '0.125'],
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
    '012.345',
    '0 125',
    '0,123,456',
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

describe('whatever the number', () => {
  /** Canonical decimals as the database keeps them: up to 15 digits, four decimals, no trailing zeros, no «-0». */
  const canonical = fc
    .record({
      negative: fc.boolean(),
      whole: fc.bigInt({ min: 0n, max: 999_999_999_999_999n }),
      fraction: fc.integer({ min: 0, max: 9_999 }),
    })
    .map(({ negative, whole, fraction }) => {
      const digits = String(fraction).padStart(4, '0').replace(/0+$/, '');
      const text = digits ? `${whole}.${digits}` : String(whole);
      return negative && text !== '0' ? `-${text}` : text;
    });

  it('what is shown is read back, at any number of decimals', () => {
    fc.assert(
      fc.property(canonical, fc.nat(4), (value, decimals) => {
        expect(readNumber(formatEntry(value, decimals))).toEqual({ ok: true, value });
      }),
    );
  });

  it('a total with fixed decimals is exact as well', () => {
    expect(formatDecimal('999999999999999.9999', 4)).toBe('999.999.999.999.999,9999');
    expect([formatDecimal('-1234.5', 1), formatDecimal('0', 2), formatDecimal(null)]).toEqual(['−1.234,5', '0,00', '–']);
    fc.assert(
      fc.property(canonical, (value) => {
        expect(readNumber(formatDecimal(value, 4))).toEqual({ ok: true, value });
      }),
    );
  });

  const typed = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 40 }),
    fc.string({ unit: fc.constantFrom(...'0123456789.,-+−–% \u00a0\u202f\tkK²１'), maxLength: 24 }),
    fc.tuple(fc.constantFrom('', '-', '+', '− '), canonical, fc.constantFrom('', '%', ' %')).map((parts) => parts.join('')),
  );

  it('nothing that is typed throws, and what is accepted shows again as the same value', () => {
    fc.assert(
      fc.property(typed, (text) => {
        const read = readNumber(text);
        if (!read.ok) {
          expect(['notANumber', 'tooLarge', 'tooPrecise']).toContain(read.problem);
          return;
        }
        if (read.value !== null) expect(read.value).toMatch(/^(0|-?(?!0$)(0|[1-9]\d{0,14})(\.\d{0,3}[1-9])?)$/);
        expect(readNumber(formatEntry(read.value))).toEqual(read);
      }),
      { numRuns: 500 },
    );
  });

  it('no digit is lost, added or moved: what is accepted has the digits that were typed', () => {
    fc.assert(
      fc.property(typed, (text) => {
        const read = readNumber(text);
        if (!read.ok || read.value === null) return;
        const digits = text.normalize('NFKC').replace(/\D/g, '');
        const strip = (some: string) => some.replace(/^0+|0+$/g, '');
        expect(strip(read.value.replace(/\D/g, ''))).toBe(strip(digits));
        // scaling: only a dot that groups by threes, or a comma of several groups, may vanish
        if (!/[.,\s\u00a0\u202f]/.test(text.trim().replace(/\s*%$/, '')))
          expect(Number(read.value)).toBe(Number(digits) * (read.value.startsWith('-') ? -1 : 1));
      }),
      { numRuns: 500 },
    );
  });

  it('a comma alone is decimal, a dot groups only before exactly three digits', () => {
    fc.assert(
      fc.property(fc.nat(999), fc.stringMatching(/^\d{1,4}$/), (whole, fraction) => {
        const value = (text: string) => Number(`${whole}.${text}`);
        const comma = readNumber(`${whole},${fraction}`);
        const dot = readNumber(`${whole}.${fraction}`);
        expect(comma.ok && Number(comma.value)).toBe(value(fraction));
        expect(dot.ok && Number(dot.value)).toBe(fraction.length === 3 && whole > 0 ? whole * 1000 + Number(fraction) : value(fraction));
      }),
    );
  });
});
