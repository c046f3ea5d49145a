/** A number as people in Việt Nam type it, read into a canonical decimal («1234.5»), or why it cannot be read. */
export type ReadNumber = { ok: true; value: string | null } | { ok: false; problem: 'notANumber' | 'tooLarge' | 'tooPrecise' };

const GROUPED_VI = /^[1-9]\d{0,2}(\.\d{3})+(,\d+)?$/; // 1.234  1.234.567,25
const GROUPED_EN = /^([1-9]\d{0,2}(,\d{3}){2,}(\.\d+)?|[1-9]\d{0,2}(,\d{3})+\.\d+)$/; // 1,234,567  1,234.5
const GROUPED_SPACE = /^[+-]?[1-9]\d{0,2}(\s\d{3})+([.,]\d+)?$/; // 1 234 567,25
const DECIMAL_COMMA = /^\d+,\d+$/; // 1234,5
const PLAIN = /^(\d+|(0|[1-9]\d*)\.\d+)$/; // 1234  1.5  0.125

/**
 * Reads a typed or pasted number (domain.md G). «.» groups only when exactly three digits follow each one,
 * so `1.5` is one and a half and `1.234` is one thousand two hundred and thirty-four; a single «,» is always decimal.
 * Nothing is grouped under a leading zero: `0.125` is an eighth, and `012.345` could be either, so it is none.
 * A space groups in the same way and nowhere else: «12 34» is two numbers, and «5²» is none.
 * Blank is null («chưa có»), which is not zero. At most 15 digits before and 4 after the comma, as the database keeps them.
 */
export function readNumber(typed: string): ReadNumber {
  // NFKC would make 52 of «5²» and 1 of «①».
  if (/\p{No}/u.test(typed)) return { ok: false, problem: 'notANumber' };
  let text = typed
    .normalize('NFKC')
    .replace(/[\u200b\ufeff]/g, '')
    .trim()
    .replace(/[−–]/g, '-')
    .replace(/^([+-])\s+/, '$1')
    .replace(/\s*%$/, '');
  if (GROUPED_SPACE.test(text)) text = text.replace(/\s/g, '').replace(',', '.');
  if (text === '') return { ok: true, value: null };
  const negative = text.startsWith('-');
  text = text.replace(/^[+-]/, '');
  if (GROUPED_VI.test(text)) text = text.replaceAll('.', '').replace(',', '.');
  else if (GROUPED_EN.test(text)) text = text.replaceAll(',', '');
  else if (DECIMAL_COMMA.test(text)) text = text.replace(',', '.');
  else if (!PLAIN.test(text)) return { ok: false, problem: 'notANumber' };
  const [whole = '', fraction = ''] = text.split('.');
  const digits = whole.replace(/^0+(?=\d)/, '');
  const decimals = fraction.replace(/0+$/, '');
  if (digits.length > 15) return { ok: false, problem: 'tooLarge' };
  if (decimals.length > 4) return { ok: false, problem: 'tooPrecise' };
  const value = decimals ? `${digits}.${decimals}` : digits;
  return { ok: true, value: negative && value !== '0' ? `-${value}` : value };
}

/** «45 %»: read as 45, which only a cell that counts in per cent may take. */
export const endsInPercent = (typed: string): boolean => /[%％]\s*$/.test(typed);

/** Digits after the point of a canonical decimal; 0 of a blank. */
export const decimalsOf = (value: string | null): number => value?.split('.')[1]?.length ?? 0;

const formats = new Map<string, Intl.NumberFormat>();
function format(minimum: number, maximum: number): Intl.NumberFormat {
  const key = `${minimum}/${maximum}`;
  const known =
    formats.get(key) ??
    new Intl.NumberFormat('vi-VN', { minimumFractionDigits: minimum, maximumFractionDigits: maximum, signDisplay: 'negative' });
  formats.set(key, known);
  return known;
}

const MINUS = '\u2212';
const NO_VALUE = '–';

/** `386420` → «386.420»; null → «–». Fixed decimals, so that a column lines up; the minus sign is «−». */
export function formatNumber(value: number | null | undefined, decimals = 0): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return NO_VALUE;
  return format(decimals, decimals).format(value).replace('-', MINUS);
}

/**
 * What a writable cell shows: every digit that was entered, at least the indicator's decimals, blank when empty. A canonical
 * decimal is written digit by digit: as a binary fraction «999999999999999.9999» would be another number.
 */
export function formatEntry(value: string | number | null, decimals = 0): string {
  return value === null ? '' : exactly(format(decimals, 4), value).replace('-', MINUS);
}

/** A canonical decimal with fixed decimals, exact however long it is: `1234.5` → «1.234,5»; null → «–». */
export function formatDecimal(value: string | null, decimals = 0): string {
  return value === null ? NO_VALUE : exactly(format(decimals, decimals), value).replace('-', MINUS);
}

/** Intl reads a decimal text without going through a binary fraction; TypeScript's types do not know it yet. */
function exactly(shape: Intl.NumberFormat, value: string | number): string {
  return shape.format((value === '-0' ? '0' : value) as number);
}

/** `104.4` → «104,4 %» with a no-break space; the argument is in percent. null → «–». */
export function formatPercent(percent: number | null | undefined, decimals = 1): string {
  const text = formatNumber(percent, decimals);
  return text === NO_VALUE ? text : `${text}\u00a0%`;
}

/** `5.2` → «+5,2», `-0.3` → «−0,3», 0 → «0,0». */
export function formatChange(value: number | null | undefined, decimals = 1): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return NO_VALUE;
  const text = formatNumber(value, decimals);
  return value > 0 && Number(value.toFixed(decimals)) !== 0 ? `+${text}` : text;
}

/** Official prose writes counts below ten with a leading zero: «08 chi bộ» (domain.md G). */
export function formatOfficialCount(count: number): string {
  return count >= 0 && count < 10 ? `0${count}` : formatNumber(count);
}
