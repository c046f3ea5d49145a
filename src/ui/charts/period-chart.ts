import { formatChange, formatNumber } from '@/domain/number';
import type { ChartTable } from './chart-frame';

/** One period of a chart. null is «not reported», which is not zero. */
export type PeriodPoint = {
  /** «Quý III». */
  label: string;
  actual: number | null;
  target?: number | null;
  /** The same period a year before. */
  previous?: number | null;
  /** Where it should stand on this very day, in the period that is running. */
  today?: number | null;
  /** Running difference from the plan; shown in its own row under the bars. */
  pace?: number | null;
  /** Beside the span that is being read: drawn pale, and said so. */
  isOutside?: boolean;
};

type PeriodWords = {
  period: string;
  actual: string;
  target: string;
  /** Short, it stands beside the first bar: «2024». */
  previous: string;
  pace: string;
  /** Beside the mark: «hôm nay». */
  today: string;
  /** Heads the column of the table: «Hôm nay đáng lẽ». */
  todayHead: string;
  /** Beside a period outside the span: «ngoài kỳ đang xem». */
  outside: string;
  /** Opens the table of the same figures: «Xem số liệu». */
  numbers: string;
};

/** What every chart over periods is given, drawn on the server or in the browser. */
export type PeriodSeries = {
  points: PeriodPoint[];
  unit: string;
  decimals?: number;
  /** Higher is worse: above the target is rust. */
  lowerIsBetter?: boolean;
  words: PeriodWords;
};

/** The numbers as one sentence, for `aria-label`. */
export function inWords({ points, unit, decimals = 0, words }: PeriodSeries): string {
  const one = (point: PeriodPoint) =>
    [
      `${named(point, words)}: ${words.actual} ${formatNumber(point.actual, decimals)}`,
      point.target != null && `${words.target} ${formatNumber(point.target, decimals)}`,
      point.previous != null && `${words.previous} ${formatNumber(point.previous, decimals)}`,
      point.today != null && `${words.todayHead} ${formatNumber(point.today, decimals)}`,
      point.pace != null && `${words.pace} ${formatChange(point.pace, decimals)}`,
    ]
      .filter(Boolean)
      .join(', ');
  return `${unit}. ${points.map(one).join('; ')}`;
}

/** The same figures as a table. Columns without any value are left out. */
export function asTable({ points, decimals = 0, words }: PeriodSeries): ChartTable {
  const has = (key: 'target' | 'previous' | 'pace' | 'today') => points.some((point) => point[key] != null);
  const columns = [
    { head: words.actual, text: (point: PeriodPoint) => formatNumber(point.actual, decimals) },
    has('target') && { head: words.target, text: (point: PeriodPoint) => formatNumber(point.target, decimals) },
    has('previous') && { head: words.previous, text: (point: PeriodPoint) => formatNumber(point.previous, decimals) },
    has('today') && { head: words.todayHead, text: (point: PeriodPoint) => formatNumber(point.today, decimals) },
    has('pace') && { head: words.pace, text: (point: PeriodPoint) => formatChange(point.pace, decimals) },
  ].filter((column) => column !== false);
  return {
    summary: words.numbers,
    heads: [words.period, ...columns.map((column) => column.head)],
    rows: points.map((point) => [named(point, words), ...columns.map((column) => column.text(point))]),
  };
}

const named = ({ label, isOutside }: PeriodPoint, words: PeriodWords) => (isOutside ? `${label} (${words.outside})` : label);

/** How strongly the marks of a period are drawn. */
export const strength = ({ isOutside }: PeriodPoint): number | undefined => (isOutside ? 0.3 : undefined);

/** Height of a drawing of these points, px: a row of labels below, and one more when there is a running difference. */
export function drawnHeight(points: PeriodPoint[]): number {
  return points.some((point) => point.pace != null) ? 200 : 176;
}

/** Where the marks of one period stand in its share of the width. */
export const MARKS = {
  previous: { x: 0.29, width: 0.075 },
  actual: { x: 0.39, width: 0.45 },
  target: { x: 0.34, width: 0.55 },
  today: { x: 0.34, width: 0.55 },
  /** The middle of the label under them, and of the number over them. */
  label: 0.58,
  number: 0.615,
};

/** Short of the plan, or over it where lower is better. */
export function misses(point: PeriodPoint, lowerIsBetter = false): boolean {
  if (point.actual === null || point.target == null) return false;
  return lowerIsBetter ? point.actual > point.target : point.actual < point.target;
}

/** The class of a running difference: accent ahead of the plan, rust behind it. */
export function paceTone(pace: number | null | undefined, lowerIsBetter = false): string | undefined {
  if (pace == null || pace === 0) return undefined;
  return pace < 0 === lowerIsBetter ? 't-pri' : 't-miss';
}
