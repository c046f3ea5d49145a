import { formatChange, formatNumber } from '@/domain/number';
import { heightOver } from './geometry';
import { drawnHeight, inWords, MARKS, misses, type PeriodPoint, type PeriodSeries, paceTone, strength } from './period-chart';

const BARS = 128;
const TOP = 24;
const GROUND = TOP + BARS;

/** The drawing alone. Across it is measured in percent and down in px, so that text keeps its size at any width. */
export function QuarterBars(series: PeriodSeries) {
  const { points, decimals = 0, lowerIsBetter, words } = series;
  const height = heightOver(
    points.flatMap((point) => [point.actual, point.target, point.previous, point.today]),
    BARS,
  );
  const hasPace = points.some((point) => point.pace != null);
  const share = 100 / Math.max(points.length, 1);
  const total = drawnHeight(points);
  return (
    <svg className="chart" width="100%" height={total} role="img" aria-label={inWords(series)}>
      {points.map((point, index) => (
        <svg key={point.label} x={`${index * share}%`} width={`${share}%`} height={total} overflow="visible" aria-hidden="true">
          <Bars point={point} height={height} short={misses(point, lowerIsBetter)} />
          <text
            x={`${MARKS.number * 100}%`}
            y={GROUND - Math.max(height(point.actual), height(point.target)) - 7}
            textAnchor="middle"
            className={point.isOutside ? undefined : 't-ink'}
          >
            {point.actual === null && point.today != null ? '' : formatNumber(point.actual, decimals)}
          </text>
          <text x={`${MARKS.label * 100}%`} y={GROUND + 17} textAnchor="middle">
            {point.label}
          </text>
          {hasPace && (
            <text
              x={`${MARKS.label * 100}%`}
              y={GROUND + 40}
              textAnchor="middle"
              className={point.isOutside ? undefined : paceTone(point.pace, lowerIsBetter)}
            >
              {formatChange(point.pace, decimals)}
            </text>
          )}
          {point.today != null && (
            <text x={`${MARKS.label * 100}%`} y={GROUND - height(point.today) - 4} textAnchor="middle" className="t-pri">
              {words.today}
            </text>
          )}
          {index === 0 && point.previous != null && (
            <text x="27.5%" y={GROUND - height(point.previous) + 5} textAnchor="end">
              {words.previous}
            </text>
          )}
        </svg>
      ))}
      <line x1="0" x2="100%" y1={GROUND + 0.5} y2={GROUND + 0.5} stroke="var(--color-rule)" />
      {hasPace && <line x1="0" x2="100%" y1={GROUND + 24.5} y2={GROUND + 24.5} stroke="var(--color-hair)" />}
    </svg>
  );
}

const across = ({ x, width }: { x: number; width: number }) => ({ x: `${x * 100}%`, width: `${width * 100}%` });

function Bars({ point, height, short }: { point: PeriodPoint; height: (value: number | null | undefined) => number; short: boolean }) {
  const [actual, target, previous, today] = [point.actual, point.target, point.previous, point.today].map(height) as [
    number,
    number,
    number,
    number,
  ];
  return (
    <g opacity={strength(point)}>
      {previous > 0 && <rect {...across(MARKS.previous)} y={GROUND - previous} height={previous} fill="var(--color-chart-quiet)" />}
      {point.actual !== null && (
        <rect {...across(MARKS.actual)} y={GROUND - actual} height={actual} fill={short ? 'var(--color-miss)' : 'var(--color-primary)'} />
      )}
      {today > 0 && (
        <line
          x1={`${MARKS.today.x * 100}%`}
          x2={`${(MARKS.today.x + MARKS.today.width) * 100}%`}
          y1={GROUND - today}
          y2={GROUND - today}
          stroke="var(--color-primary)"
          strokeWidth={2}
          strokeDasharray="3 3"
        />
      )}
      {target > 0 && <rect {...across(MARKS.target)} y={GROUND - target - 1} height={2} fill="var(--color-chart-target)" />}
    </g>
  );
}
