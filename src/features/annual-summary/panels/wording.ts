import type { getTranslations } from 'next-intl/server';
import { dayOf, formatDay } from '@/domain/date';
import { formatChange, formatNumber, formatPercent } from '@/domain/number';
import { isQuarter, type Quarter, roman } from '@/domain/period';
import { percentOf, rounded, standing, type Tally } from '@/features/indicators/rules';
import { type Finding, findingOf, type Gap, inSentence } from '../rules/finding';
import { readable, spanName } from '../rules/year';
import type { IndicatorOfYear, Span, YearSummary } from '../schema';

export type T = Awaited<ReturnType<typeof getTranslations<'annualSummary'>>>;

/** «I, II» */
export const romans = (quarters: readonly number[]): string => quarters.filter(isQuarter).map(roman).join(', ');

/** The counted quarters as words: «9 tháng 2026», «Quý III/2026», «năm 2025». */
export function spanWords(t: T, year: number, quarters: readonly number[], asked: Quarter | null): string {
  const name = spanName(quarters, asked);
  if (name.kind === 'quarters') return t('span.quarters', { list: romans(name.quarters), year });
  return t(`span.${name.kind}`, { year, months: name.months });
}

/** The counted quarters without their year, for the closing row of a table: «9 tháng», «Cả năm». */
export function shortSpanWords(t: T, quarters: readonly number[], asked: Quarter | null): string {
  const name = spanName(quarters, asked);
  if (name.kind === 'quarters') return t('shortSpan.quarters', { list: romans(name.quarters) });
  return name.kind === 'months' ? t('shortSpan.months', { months: name.months }) : t('shortSpan.year');
}

/** What a sum over a span is called: by the quarters that count, or while none does by those one asked for. */
export function sumWords(t: T, { quarters, asked }: Pick<Span, 'quarters' | 'asked'>): string {
  return shortSpanWords(t, quarters.length > 0 ? quarters : asked, null);
}

/** The same inside the finding: « sau 9 tháng», « trong Quý III», nothing for a whole year. */
function afterWords(t: T, { span, quarter }: Pick<YearSummary, 'span' | 'quarter'>): string {
  const name = spanName(span.quarters, quarter);
  if (name.kind === 'months') return t('finding.after.months', { months: name.months });
  return name.kind === 'quarters' ? t('finding.after.quarters', { list: romans(name.quarters) }) : '';
}

/** A value of this figure as it is read: «386.420 lượt», «812,6 tỷ đồng», «98,6 %». `largest` decides the unit of money. */
export function valueWords(
  figure: Pick<IndicatorOfYear, 'unit' | 'decimals'>,
  value: number | null,
  largest: number | null = value,
): string {
  const { unit } = readable(figure.unit, largest, figure.decimals);
  return `${bareValue(figure, value, largest)}\u00a0${unit}`;
}

/** The number alone, in the same scale. */
export function bareValue(
  figure: Pick<IndicatorOfYear, 'unit' | 'decimals'>,
  value: number | null,
  largest: number | null = value,
): string {
  const { divisor, decimals } = readable(figure.unit, largest, figure.decimals);
  return formatNumber(value === null ? null : value / divisor, decimals);
}

/** The largest number of a figure: all of its numbers are shown in the unit that suits this one. */
export function largestOf({ actual, target, basis, quarters }: IndicatorOfYear): number | null {
  const all = [actual, target, basis, ...quarters.flatMap((row) => [row.actual, row.plan, row.previous])].filter((value) => value !== null);
  return all.length === 0 ? null : Math.max(...all.map(Math.abs));
}

/** «Hôm nay đáng lẽ 305.120 lượt (84,9 % chỉ tiêu năm), tính đến hết ngày 08/11/2026.»; nothing outside the running year. */
export function paceSentence(t: T, figure: IndicatorOfYear, now = new Date()): string {
  const { pace } = figure;
  if (!pace) return '';
  const value = valueWords(figure, pace.value, largestOf(figure));
  return pace.kind === 'part'
    ? t('drill.today', { value, percent: formatPercent(pace.percent), day: formatDay(dayOf(now)) })
    : t('drill.todayLevel', { value });
}

/** The unit alone, in the scale of the largest number: «tỷ đồng». */
export const bareUnit = (figure: IndicatorOfYear, largest: number | null): string =>
  valueWords(figure, 0, largest).split('\u00a0').slice(1).join(' ');

/** «+5,2 %», «+1,4 điểm», «−0,3 ngày»; null when there is nothing to compare with. */
export function changeWords(t: T, { change, unit, decimals }: Pick<IndicatorOfYear, 'change' | 'unit' | 'decimals'>): string | null {
  if (!change) return null;
  const digits = change.kind === 'unit' ? Math.max(decimals, 1) : 1;
  // rounded first: what is shown as nothing has no sign
  const by = formatChange(rounded(change.by, digits) || 0, digits);
  return t(`change.${change.kind}`, { by, unit });
}

/** What a value is judged against: «277.500», or the bounds of a range, «85–95». */
export function basisWords(t: T, figure: IndicatorOfYear): string {
  const { range, basis } = figure;
  if (!range) return bareValue(figure, basis, largestOf(figure));
  return t('indicators.range', { low: formatNumber(range.low), high: formatNumber(range.high) });
}

/** «đạt 18/24 (75 %), vượt 5/24». */
export function tallyWords(t: T, { met, withTarget, exceeded }: Pick<Tally, 'met' | 'withTarget' | 'exceeded'>): string {
  return t('tally', { met, of: withTarget, exceeded, percent: formatPercent(percentOf(met, withTarget), 0) });
}

/** A percentage in which what falls short says so: 99,96 is «99,96 %», never a «100,0 %» that is not met. null → «–». */
export function percentWords(percent: number | null, decimals = 1): string {
  if (percent === null || percent >= 100) return formatPercent(percent, decimals);
  const digits = [decimals, 1, 2].find((one) => Number(percent.toFixed(one)) < 100);
  return digits === undefined ? formatPercent(99.99, 2) : formatPercent(percent, digits);
}

/** Column «% KH»: «104,4 %», or for limits and ranges «đạt», «vượt 1,4». */
export function standingWords(t: T, figure: IndicatorOfYear): string {
  return standingOf(t, figure, figure, largestOf(figure));
}

type Measured = Pick<IndicatorOfYear, 'direction' | 'unit' | 'decimals' | 'range'>;

/** The same of any result and what it is held against; `largest` decides the unit of money. */
export function standingOf(
  t: T,
  figure: Measured,
  { compared, basis }: Pick<IndicatorOfYear, 'compared' | 'basis'>,
  largest?: number | null,
): string {
  const found = standing(figure.direction, compared, basis, figure.range ?? undefined);
  if (!found) return '–';
  switch (found.kind) {
    case 'percent':
      return percentWords(found.percent);
    case 'within':
      return t('standing.within');
    default:
      return t(`standing.${found.kind}`, { by: bareValue(figure, found.by, largest ?? null) });
  }
}

/** The same with what it is of: «100,2 % nhịp cần có». A limit is «đạt» or «vượt 1,4»: no percentage, so nothing that it would be of. */
export function judgedWords(t: T, figure: IndicatorOfYear): string {
  const { basisKind, direction } = figure;
  const percent = standingWords(t, figure);
  return t(`drill.ofBasis.${basisKind === null || basisKind === 'range' || direction === 'DOWN' ? 'limit' : basisKind}`, { percent });
}

/** The sentence that opens the page of the year. */
export function findingWords(t: T, summary: YearSummary): string {
  const finding = findingOf(summary);
  const span = spanWords(t, summary.year, summary.span.quarters, summary.quarter);
  if (finding.kind === 'empty' || finding.kind === 'waiting') return t(`finding.${finding.kind}`, { span });
  const after = afterWords(t, summary);
  const lead = capitalised(leadWords(t, finding, summary.year, after));
  const [first, second] = finding.gaps.map((gap) => gapWords(t, gap));
  if (first && second) return t('finding.two', { lead, first, second });
  return first ? t('finding.one', { lead, first }) : t('finding.none', { lead });
}

const COUNTS = ['one', 'two', 'three', 'four', 'five', 'six', 'seven'] as const;

/** «bảy»; larger counts stay figures. */
function countWords(t: T, count: number): string {
  const word = COUNTS[count - 1];
  return word ? t(`finding.count.${word}`) : String(count);
}

/** The first letter large, as a sentence begins. */
export const capitalised = (text: string) => text.charAt(0).toLocaleUpperCase('vi') + text.slice(1);

function leadWords(t: T, finding: Exclude<Finding, { kind: 'empty' | 'waiting' }>, year: number, after: string): string {
  if (finding.kind === 'published') return t('finding.published', { count: finding.count, year });
  const { met, of } = finding;
  if (finding.kind === 'indicators') return t(of === 0 ? 'finding.indicatorsNone' : 'finding.indicators', { met, of, after });
  const key = met === of ? 'tasksAll' : met === 0 ? 'tasksNone' : 'tasksSome';
  const verb = t(finding.isExceeded ? 'finding.verb.exceed' : 'finding.verb.meet');
  return t(`finding.${key}`, { met: countWords(t, met), of: countWords(t, of), verb, after });
}

function gapWords(t: T, { kind, figure, by, isOld }: Gap): string {
  const name = inSentence(figure.name);
  const old = String(isOld);
  if (kind === 'short' || kind === 'behind') return t(`finding.${kind}`, { name, by: valueWords(figure, by) });
  const value = valueWords(figure, figure.actual);
  if (figure.range) return t(kind === 'above' ? 'finding.aboveRange' : 'finding.belowRange', { name, value, old });
  return t(kind === 'above' ? 'finding.aboveLimit' : 'finding.belowTarget', { name, by: valueWords(figure, by), old });
}
