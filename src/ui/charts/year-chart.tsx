'use client';

import { useState } from 'react';
import { Bar, ComposedChart, Line, ResponsiveContainer, Tooltip, usePlotArea, XAxis, YAxis } from 'recharts';
import { formatChange, formatNumber } from '@/domain/number';
import { drawnHeight, MARKS, misses, type PeriodPoint, type PeriodSeries, paceTone, strength } from './period-chart';

/** Above this many periods the numbers no longer stand over their bars; they are under the pointer. */
const LABELLED = 6;

type YearView = { key: string; label: string; points: PeriodPoint[] };

export type YearChartProps = Omit<PeriodSeries, 'points'> & {
  /** One way to look at the figure, or several to choose from: by quarter, running total, the last three years. */
  views: YearView[];
};

/** The chart to touch: choose the view, read every number under the pointer or by arrow keys. Same marks as the drawing it replaces. */
export function YearChart({ views, ...series }: YearChartProps) {
  const [shown, setShown] = useState(views[0]?.key);
  const view = views.find(({ key }) => key === shown) ?? views[0];
  if (!view) return null;
  return (
    <div className="year-chart">
      <Drawing {...series} points={view.points} />
      {views.length > 1 && (
        <span className="choice">
          {views.map(({ key, label }) => (
            <button
              key={key}
              type="button"
              className={key === view.key ? 'on' : undefined}
              aria-pressed={key === view.key}
              onClick={() => setShown(key)}
            >
              {label}
            </button>
          ))}
        </span>
      )}
    </div>
  );
}

/** Each mark has the whole width of its period: two axes with the same labels let bars lie over one another. */
function Drawing({ points, unit, decimals = 0, lowerIsBetter, words }: PeriodSeries) {
  const height = drawnHeight(points);
  return (
    <ResponsiveContainer width="100%" height={height}>
      <ComposedChart data={points} margin={{ top: 24, right: 0, bottom: 0, left: 0 }} barCategoryGap={0} accessibilityLayer>
        <XAxis
          dataKey="label"
          height={height - 152}
          tickLine={false}
          axisLine={{ stroke: 'var(--color-rule)' }}
          interval="equidistantPreserveStart"
          tick={<PeriodTick periods={points} decimals={decimals} lowerIsBetter={lowerIsBetter} />}
        />
        <XAxis xAxisId="behind" dataKey="label" hide />
        <YAxis hide domain={[0, 'dataMax']} />
        <Tooltip
          cursor={<PeriodFrame count={points.length} />}
          content={<Tip unit={unit} decimals={decimals} words={words} />}
          isAnimationActive={false}
        />
        <Bar xAxisId="behind" dataKey="previous" shape={<PreviousBar name={words.previous} />} isAnimationActive={false} />
        <Bar dataKey="actual" shape={<ActualBar lowerIsBetter={lowerIsBetter} />} isAnimationActive={false} />
        <Line dataKey="target" stroke="none" dot={<TargetTick count={points.length} />} activeDot={false} isAnimationActive={false} />
        <Line
          dataKey="today"
          stroke="none"
          dot={<TodayMark count={points.length} word={words.today} />}
          activeDot={false}
          isAnimationActive={false}
        />
        <Line
          dataKey={(point: PeriodPoint) => Math.max(point.actual ?? 0, point.target ?? 0)}
          stroke="none"
          dot={<ValueLabel periods={points} decimals={decimals} />}
          activeDot={false}
          tooltipType="none"
          isAnimationActive={false}
        />
      </ComposedChart>
    </ResponsiveContainer>
  );
}

type BarPlace = { x?: number; y?: number; width?: number; height?: number; index?: number; payload?: PeriodPoint };

function ActualBar({ x = 0, y, width = 0, height, payload, lowerIsBetter }: BarPlace & { lowerIsBetter?: boolean }) {
  const short = payload && misses(payload, lowerIsBetter);
  const place = { x: x + MARKS.actual.x * width, width: MARKS.actual.width * width };
  return (
    <rect
      {...place}
      y={y}
      height={height}
      opacity={payload && strength(payload)}
      fill={short ? 'var(--color-miss)' : 'var(--color-primary)'}
    />
  );
}

function PreviousBar({ x = 0, y = 0, width = 0, height = 0, index, payload, name }: BarPlace & { name: string }) {
  const place = { x: x + MARKS.previous.x * width, width: Math.max(MARKS.previous.width * width, 3) };
  return (
    <>
      <rect {...place} y={y} height={height} opacity={payload && strength(payload)} fill="var(--color-chart-quiet)" />
      {index === 0 && height > 0 && width > 48 && (
        <text x={x + 0.275 * width} y={y + 5} textAnchor="end">
          {name}
        </text>
      )}
    </>
  );
}

type DotPlace = { cx?: number; cy?: number; index?: number; payload?: PeriodPoint };

/** The plan is an ink tick across the bars of its period. */
function TargetTick({ cx, cy, payload, count }: DotPlace & { count: number }) {
  const share = (usePlotArea()?.width ?? 0) / count;
  if (cx === undefined || cy === undefined || !Number.isFinite(cy)) return null;
  return (
    <rect
      x={cx + (MARKS.target.x - 0.5) * share}
      y={cy - 1}
      width={MARKS.target.width * share}
      height={2}
      opacity={payload && strength(payload)}
      fill="var(--color-chart-target)"
    />
  );
}

/** Where the running period should stand today: a dashed line with its word. */
function TodayMark({ cx, cy, count, word }: DotPlace & { count: number; word: string }) {
  const share = (usePlotArea()?.width ?? 0) / count;
  if (cx === undefined || cy === undefined || !Number.isFinite(cy)) return null;
  const from = cx + (MARKS.today.x - 0.5) * share;
  return (
    <>
      <line
        x1={from}
        x2={from + MARKS.today.width * share}
        y1={cy}
        y2={cy}
        stroke="var(--color-primary)"
        strokeWidth={2}
        strokeDasharray="3 3"
      />
      <text x={cx + (MARKS.label - 0.5) * share} y={cy - 4} textAnchor="middle" className="t-pri">
        {word}
      </text>
    </>
  );
}

/** The number stands over its bar and over the tick. */
function ValueLabel({ cx, cy, index = 0, periods, decimals }: DotPlace & { periods: PeriodPoint[]; decimals: number }) {
  const share = (usePlotArea()?.width ?? 0) / periods.length;
  const point = periods[index];
  if (cx === undefined || cy === undefined || periods.length > LABELLED || (point?.actual === null && point.today != null)) return null;
  return (
    <text x={cx + (MARKS.number - 0.5) * share} y={cy - 7} textAnchor="middle" className={point?.isOutside ? undefined : 't-ink'}>
      {formatNumber(periods[index]?.actual, decimals)}
    </text>
  );
}

/** A thin frame around the period being read. */
function PeriodFrame({ points, count }: { points?: { x: number; y: number }[]; count: number }) {
  const plot = usePlotArea();
  const middle = points?.[0]?.x;
  if (!plot || middle === undefined) return null;
  const share = plot.width / count;
  return (
    <rect
      x={middle - share / 2 + 1}
      y={2}
      width={share - 2}
      height={plot.y + plot.height - 2}
      fill="none"
      stroke="var(--color-control)"
      rx={3}
    />
  );
}

type TickProps = { x?: number; y?: number; index?: number; payload?: { value: string } };

function PeriodTick({
  x = 0,
  y = 0,
  index = 0,
  payload,
  periods,
  decimals,
  lowerIsBetter,
}: TickProps & Pick<PeriodSeries, 'lowerIsBetter'> & { periods: PeriodPoint[]; decimals: number }) {
  const pace = periods[index]?.pace;
  const middle = x + (MARKS.label - 0.5) * ((usePlotArea()?.width ?? 0) / periods.length);
  return (
    <>
      <text x={middle} y={y + 9} textAnchor="middle">
        {payload?.value}
      </text>
      {pace != null && (
        <text x={middle} y={y + 32} textAnchor="middle" className={periods[index]?.isOutside ? undefined : paceTone(pace, lowerIsBetter)}>
          {formatChange(pace, decimals)}
        </text>
      )}
    </>
  );
}

type TipProps = Pick<PeriodSeries, 'unit' | 'words'> & {
  active?: boolean;
  payload?: readonly { payload?: PeriodPoint }[];
  decimals: number;
};

function Tip({ active, payload, unit, decimals, words }: TipProps) {
  const point = payload?.[0]?.payload;
  if (!active || !point) return null;
  const lines: [string, string][] = [[words.actual, `${formatNumber(point.actual, decimals)} ${unit}`]];
  if (point.target != null) lines.push([words.target, formatNumber(point.target, decimals)]);
  if (point.previous != null) lines.push([words.previous, formatNumber(point.previous, decimals)]);
  if (point.today != null) lines.push([words.todayHead, formatNumber(point.today, decimals)]);
  if (point.pace != null) lines.push([words.pace, formatChange(point.pace, decimals)]);
  return (
    <div className="tip">
      <b>{point.label}</b>
      {point.isOutside && <span className="small muted block">{words.outside}</span>}
      <dl>
        {lines.map(([term, value]) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
