import { formatNumber } from '@/domain/number';
import { linePath, placeLine } from './geometry';

const WIDTH = 264;
const HEIGHT = 112;
const GROUND = 88;

type HistoryChartProps = {
  /** Oldest first; the last is the one being looked at. At most about twelve. */
  points: { label: string; value: number | null }[];
  /** The target of the last period. */
  target?: number | null;
  /** Which point is the same period a year before, if it is among them. */
  yearBefore?: number;
  decimals?: number;
  /** The last value misses its target. */
  short?: boolean;
  /** «KH 92,0» stands on the target line. */
  targetLabel?: string;
  /** The numbers in words. */
  label: string;
};

/** The last values of one figure, for a side panel 264 px wide: grey line, hollow circle = a year before, ink line = the plan. */
export function HistoryChart({ points, target = null, yearBefore, decimals = 0, short, targetLabel, label }: HistoryChartProps) {
  const placed = placeLine(
    points.map((point) => point.value),
    target,
    { left: 8, right: WIDTH - 14, top: 20, bottom: 74 },
  );
  const lastIndex = points.length - 1;
  const last = placed.points[lastIndex];
  const before = yearBefore === undefined ? undefined : placed.points[yearBefore];
  const colour = short ? 'var(--color-miss)' : 'var(--color-primary)';
  return (
    <svg className="chart" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={label}>
      {placed.level !== null && (
        <>
          <path d={`M0 ${placed.level}h${WIDTH}`} stroke="var(--color-chart-target)" strokeWidth={1.5} />
          <text x={0} y={placed.level - 6} className="t-ink">
            {targetLabel}
          </text>
        </>
      )}
      <path d={linePath(placed.points)} fill="none" stroke="var(--color-control)" strokeWidth={1.5} strokeLinejoin="round" />
      {placed.points.map((point) => point && <circle key={point.x} cx={point.x} cy={point.y} r={2.2} fill="var(--color-control)" />)}
      {before && <circle cx={before.x} cy={before.y} r={4} fill="var(--color-paper)" stroke="var(--color-ink)" strokeWidth={1.5} />}
      {last && (
        <>
          <circle cx={last.x} cy={last.y} r={4.5} fill={colour} />
          <text x={last.x - 9} y={last.y + 4} textAnchor="end" className={short ? 't-miss' : 't-pri'}>
            {formatNumber(points[lastIndex]?.value, decimals)}
          </text>
        </>
      )}
      <path d={`M0 ${GROUND + 0.5}h${WIDTH}`} stroke="var(--color-hair)" />
      <text x={0} y={GROUND + 18}>
        {points[0]?.label}
      </text>
      {lastIndex > 0 && (
        <text x={WIDTH} y={GROUND + 18} textAnchor="end">
          {points[lastIndex]?.label}
        </text>
      )}
    </svg>
  );
}
