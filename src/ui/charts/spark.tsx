import { linePath, placeLine } from './geometry';

const WIDTH = 150;
const HEIGHT = 32;

export type SparkProps = {
  /** Oldest first; null is a gap. */
  values: (number | null)[];
  target?: number | null;
};

/** A few years on their own scale: grey line, last point in the accent, the target as a tick across it. Decoration beside its figure. */
export function Spark({ values, target = null }: SparkProps) {
  const { points, level } = placeLine(values, target, { left: 3, right: WIDTH - 11, top: 5, bottom: 27 });
  const last = points.at(-1);
  return (
    <svg className="spark" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="xMinYMid meet" aria-hidden="true">
      <path d={linePath(points)} fill="none" stroke="var(--color-control)" strokeWidth={1.5} strokeLinejoin="round" />
      {points.slice(0, -1).map((point) => point && <circle key={point.x} cx={point.x} cy={point.y} r={1.6} fill="var(--color-control)" />)}
      {level !== null && <path d={`M${WIDTH - 20} ${level}h18`} stroke="var(--color-chart-target)" strokeWidth={2} />}
      {last && <circle cx={last.x} cy={last.y} r={3.6} fill="var(--color-primary)" stroke="var(--color-paper)" strokeWidth={1.2} />}
    </svg>
  );
}
