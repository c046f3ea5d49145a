import { QUARTERS, type Quarter } from '@/domain/period';
import { rounded } from '@/features/indicators/rules';
import type { IndicatorOfYear, YearSummary } from '../schema';
import { isComingIn } from './year';

/** The figures that a page can draw: the headline ones and those that stand for an area. */
export function chartable({ figures, areas }: Pick<YearSummary, 'figures' | 'areas'>): IndicatorOfYear[] {
  const leads = new Set(areas.map(({ lead }) => lead));
  return figures.filter((figure) => (figure.isHeadline || leads.has(figure.code)) && figure.quarters.some(({ actual }) => actual !== null));
}

/** The count that misses its plan most, of the headline figures first: the story of the year's first chart. */
function widestShort(summary: Pick<YearSummary, 'figures' | 'areas'>): IndicatorOfYear | undefined {
  return chartable(summary)
    .filter(({ aggregation, direction, verdict }) => aggregation === 'SUM' && direction === 'UP' && verdict === 'notMet')
    .toSorted((one, other) => Number(other.isHeadline) - Number(one.isHeadline) || (one.completion ?? 100) - (other.completion ?? 100))[0];
}

/** Which indicator the chart shows: the one asked for, else the widest miss, else the first headline count. */
export function chartIndicator(summary: Pick<YearSummary, 'figures' | 'areas'>, asked: string | undefined): IndicatorOfYear | undefined {
  const choices = chartable(summary);
  return (
    summary.figures.find(({ code }) => code === asked) ??
    widestShort(summary) ??
    choices.find(({ aggregation }) => aggregation === 'SUM') ??
    choices[0]
  );
}

export type ChartPoint = {
  quarter: Quarter;
  actual: number | null;
  target: number | null;
  previous: number | null;
  pace: number | null;
  /** Too few departments have reported: shown, not judged. */
  isPartial: boolean;
};

/**
 * The quarters of one figure for its chart. A count has the running difference from the plan (`pace`) as far as both are known;
 * a rate is compared with its quarter's plan, or with the target of the year. A quarter that is still coming in is not compared.
 */
export function chartPoints({ quarters, aggregation, target, range }: IndicatorOfYear): ChartPoint[] {
  const isRate = aggregation !== 'SUM';
  let running = 0;
  let isUnbroken = !isRate;
  return quarters.map((row): ChartPoint => {
    const { quarter, actual, plan, previous } = row;
    const isPartial = actual !== null && isComingIn(row);
    isUnbroken &&= actual !== null && plan !== null && !isPartial;
    if (isUnbroken && actual !== null && plan !== null) running += actual - plan;
    const compared = isRate ? (range ? range.high : (plan ?? target)) : plan;
    return { quarter, actual, previous, isPartial, target: isPartial ? null : compared, pace: isUnbroken ? rounded(running, 4) : null };
  });
}

export type ChartFinding =
  | { kind: 'plain' }
  | { kind: 'behindSince' | 'recovered'; quarter: Quarter }
  | { kind: 'behind' | 'ahead' }
  | { kind: 'quartersMet'; met: number; of: number };

/**
 * What the chart says of the quarters that are `asked` for: since when a count is behind its plan, or in how many quarters
 * a rate was where it should be. A count is followed from the first quarter to the last one asked for.
 */
export function chartFinding(figure: IndicatorOfYear, points: readonly ChartPoint[], asked: readonly Quarter[] = QUARTERS): ChartFinding {
  const sign = figure.direction === 'DOWN' ? -1 : 1;
  const end = asked.at(-1) ?? 4;
  const paced = points
    .filter((point) => point.pace !== null && point.quarter <= end)
    .map(({ quarter, pace }) => ({ quarter, pace: (pace ?? 0) * sign }));
  const last = paced.at(-1);
  if (last) {
    const behind = last.pace < 0;
    const turn = paced.findLastIndex(({ pace }) => pace < 0 !== behind);
    const since = paced[turn + 1];
    if (turn < 0 || !since) return { kind: behind ? 'behind' : 'ahead' };
    return { kind: behind ? 'behindSince' : 'recovered', quarter: since.quarter };
  }
  const { range } = figure;
  const judged = points.filter(
    ({ actual, target, isPartial, quarter }) =>
      actual !== null && !isPartial && asked.includes(quarter) && (range ? true : target !== null),
  );
  if (judged.length === 0 || figure.direction === 'NONE') return { kind: 'plain' };
  const met = judged.filter(({ actual, target }) => {
    const value = actual ?? 0;
    if (range) return value >= (range.low ?? value) && value <= (range.high ?? value);
    return figure.direction === 'DOWN' ? value <= (target ?? value) : value >= (target ?? value);
  });
  return { kind: 'quartersMet', met: met.length, of: judged.length };
}

/** What still stands out in one figure: a count that is short of the plan, or a rate that is not where it should be. */
export type Gap = { kind: 'short' | 'behind' | 'above' | 'below'; figure: IndicatorOfYear; by: number; isOld: boolean };

/** The sentence that opens the page, as facts; the panel puts it into words. */
export type Finding =
  | { kind: 'empty' }
  | { kind: 'waiting' }
  | { kind: 'tasks'; met: number; of: number; isExceeded: boolean; gaps: Gap[] }
  | { kind: 'indicators'; met: number; of: number; gaps: Gap[] }
  /** A year from before there were quarters: how many figures were published for it. */
  | { kind: 'published'; count: number; gaps: Gap[] };

/** Six of seven tasks, then the widest miss of a count and the first rate that is off. Without judged tasks: how many indicators are met. */
export function findingOf(summary: YearSummary): Finding {
  const { figures, areas, indicators, span } = summary;
  if (figures.every(({ actual }) => actual === null)) return { kind: 'empty' };
  if (span.isPartial) return { kind: 'waiting' };
  const gaps = [shortOf(summary), rateOf(figures)].filter((gap) => gap !== null);
  if (span.quarters.length === 0) return { kind: 'published', count: figures.filter(({ actual }) => actual !== null).length, gaps };
  const tasks = areas.filter(({ isCore, completion }) => isCore && completion !== null).map(({ completion }) => completion ?? 0);
  if (tasks.length < 2) return { kind: 'indicators', met: indicators.met, of: indicators.withTarget, gaps };
  const met = tasks.filter((completion) => completion >= 100);
  return {
    kind: 'tasks',
    met: met.length,
    of: tasks.length,
    isExceeded: met.length > 0 && met.every((completion) => completion > 100),
    gaps,
  };
}

function shortOf(summary: YearSummary): Gap | null {
  const figure = widestShort(summary);
  if (figure?.actual == null || figure.basis === null) return null;
  return { kind: figure.basisKind === 'pace' ? 'behind' : 'short', figure, by: figure.basis - figure.actual, isOld: false };
}

function rateOf(figures: readonly IndicatorOfYear[]): Gap | null {
  const off = figures.filter(({ isHeadline, aggregation, verdict }) => isHeadline && aggregation !== 'SUM' && verdict === 'notMet');
  const figure = off.find(({ range }) => range !== null) ?? off[0];
  if (figure?.actual == null) return null;
  const { actual, range, direction, basis, previous } = figure;
  const ceiling = range ? range.high : direction === 'DOWN' ? basis : null;
  const floor = range ? range.low : basis;
  if (ceiling !== null && actual > ceiling)
    return { kind: 'above', figure, by: actual - ceiling, isOld: previous !== null && previous > ceiling };
  return floor === null ? null : { kind: 'below', figure, by: floor - actual, isOld: previous !== null && previous < floor };
}

/** «Thu viện phí» inside a sentence is «thu viện phí»; an abbreviation keeps its capitals. */
export function inSentence(name: string): string {
  const [first = '', second = ''] = name;
  return second === second.toUpperCase() && second !== second.toLowerCase()
    ? name
    : first.toLocaleLowerCase('vi') + name.slice(first.length);
}
