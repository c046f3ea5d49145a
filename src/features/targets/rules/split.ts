import { formatDecimal } from '@/domain/number';
import type { Quarter } from '@/domain/period';
import type { Aggregation } from '@/features/indicators/rules';

/**
 * Targets are added up exactly: canonical decimals («1234.5», at most four decimals) become whole ten-thousandths. Binary fractions
 * would make 0,1 + 0,2 differ from 0,3, and a split that adds up would be refused.
 */
const DECIMALS = 4;
const ONE = 10_000n;

function units(canonical: string): bigint {
  const negative = canonical.startsWith('-');
  const [whole = '0', fraction = ''] = canonical.replace('-', '').split('.');
  const value = BigInt(whole) * ONE + BigInt(fraction.padEnd(DECIMALS, '0').slice(0, DECIMALS));
  return negative ? -value : value;
}

function canonical(value: bigint): string {
  const [sign, size] = value < 0n ? ['-', -value] : ['', value];
  const fraction = String(size % ONE)
    .padStart(DECIMALS, '0')
    .replace(/0+$/, '');
  return `${sign}${size / ONE}${fraction && `.${fraction}`}`;
}

/** Σ of canonical decimals; blanks (null) count nothing. */
export function sum(values: readonly (string | null)[]): string {
  return canonical(values.reduce((total, value) => total + (value === null ? 0n : units(value)), 0n));
}

/** What is left of a value when the shares are taken from it: negative when more was given than there is. */
export function remainder(value: string, shares: readonly (string | null)[]): string {
  return canonical(units(value) - units(sum(shares)));
}

/** Digits after the comma of a canonical decimal. */
export function decimalsOf(value: string): number {
  return value.split('.')[1]?.length ?? 0;
}

/**
 * Divides a value by weights into parts of at most `decimals` digits after the comma that add up to it exactly (largest remainder:
 * what rounding leaves goes, one smallest unit each, to the parts that lost most; the earlier one of equals).
 * Weights that are all zero or unknown divide evenly. A value below zero divides like its opposite.
 */
export function splitByWeights(value: string, weights: readonly (number | null)[], decimals: number): string[] {
  if (weights.length === 0) return [];
  if (units(value) < 0n) return splitByWeights(canonical(-units(value)), weights, decimals).map((part) => canonical(-units(part)));
  const step = 10n ** BigInt(DECIMALS - decimals);
  const shares = wholes(weights);
  const all = shares.some((share) => share > 0n) ? shares : shares.map(() => 1n);
  const whole = all.reduce((total, share) => total + share, 0n);
  // Steps of the smallest unit; a value with finer digits keeps them in the first part.
  const steps = units(value) / step;
  const parts = all.map((share, index) => ({ index, floor: (steps * share) / whole, lost: (steps * share) % whole }));
  let left = steps - parts.reduce((total, { floor }) => total + floor, 0n);
  for (const part of [...parts].sort((one, other) => Number(other.lost - one.lost) || one.index - other.index)) {
    if (left <= 0n) break;
    part.floor += 1n;
    left -= 1n;
  }
  const fine = units(value) - steps * step;
  return parts.map(({ index, floor }) => canonical(floor * step + (index === 0 ? fine : 0n)));
}

/** Weights as whole numbers in the same proportions, to about fifteen digits; unknown and negative ones are nothing. */
function wholes(weights: readonly (number | null)[]): bigint[] {
  const sizes = weights.map((weight) => (weight !== null && weight > 0 && Number.isFinite(weight) ? weight : 0));
  const largest = Math.max(...sizes);
  const exponent = largest > 0 ? Math.min(18, 14 - Math.floor(Math.log10(largest))) : 0;
  // powers of ten only: 93,1 and 186,2 stay one to two
  return sizes.map((size) => BigInt(Math.round(exponent < 0 ? size / 10 ** -exponent : size * 10 ** exponent)));
}

/** What a target gives: SUM adds departments and quarters, LAST adds departments and repeats over quarters, the rest is a limit for each. */
export type SplitKind = 'sum' | 'last' | 'limit';

/** What a split means for an indicator that is aggregated like this (domain.md D3). */
export function splitKind(aggregation: Aggregation): SplitKind {
  return aggregation === 'SUM' ? 'sum' : aggregation === 'LAST' ? 'last' : 'limit';
}

/** One department's four quarters; null is not given. */
export type QuarterShares = readonly [string | null, string | null, string | null, string | null];

/**
 * The number that must equal the target: all shares of a SUM; for LAST the departments of the last quarter that has any
 * (1.300 beds in Quý I and 1.700 in Quý IV are a year of 1.700); null for limits, which do not add up.
 */
export function splitTotal(aggregation: Aggregation, rows: readonly QuarterShares[]): string | null {
  const kind = splitKind(aggregation);
  if (kind === 'limit') return null;
  if (kind === 'sum') return sum(rows.flat());
  const quarter = [3, 2, 1, 0].find((index) => rows.some((row) => row[index] != null));
  return sum(rows.map((row) => (quarter === undefined ? null : (row[quarter] ?? null))));
}

/** Chưa phân bổ · đã phân bổ đủ · lệch với chỉ tiêu · mức riêng cho đơn vị (tỷ lệ). */
export type SplitState = 'none' | 'full' | 'differs' | 'limits';

/** `total` is null when nothing has been given to any department. */
export function splitState(aggregation: Aggregation, value: string, total: string | null): SplitState {
  if (total === null) return 'none';
  if (splitKind(aggregation) === 'limit') return 'limits';
  return units(total) === units(value) ? 'full' : 'differs';
}

/** Whether a target may take force only with a reason: a SUM that is not split or does not add up, a LAST that was split and does not. */
export function needsReason(aggregation: Aggregation, state: SplitState): boolean {
  return state === 'differs' || (state === 'none' && aggregation === 'SUM');
}

/** Column totals of a matrix, Quý I to IV. */
export function quarterTotals(rows: readonly (readonly (string | null)[])[]): [string, string, string, string] {
  const of = (quarter: Quarter) => sum(rows.map((row) => row[quarter - 1] ?? null));
  return [of(1), of(2), of(3), of(4)];
}

/** What is left, ready to be said: «1.234» still to give (`short`) or given too much (`over`); null when it fits. */
export function leftWords(value: string, total: string, decimals: number): { kind: 'short' | 'over'; left: string } | null {
  const left = remainder(value, [total]);
  if (left === '0') return null;
  const digits = Math.max(decimals, decimalsOf(left));
  return left.startsWith('-')
    ? { kind: 'over', left: formatDecimal(left.slice(1), digits) }
    : { kind: 'short', left: formatDecimal(left, digits) };
}
