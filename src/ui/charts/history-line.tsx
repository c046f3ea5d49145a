import { formatNumber } from '@/domain/number';
import { linePath, placeLine } from './geometry';

const WIDTH = 264;
const BOX = { left: 6, right: WIDTH - 8, top: 26, bottom: 66 };
const GROUND = 88;
const HEIGHT = 110;

type HistoryLineProps = {
  /** Oldest first; the last one is now. null is a gap. */
  values: (number | null)[];
  plan: number | null;
  decimals: number;
  /** The last value falls short of the plan. */
  short?: boolean;
  /** Which value is last year's: a hollow circle with its number. */
  previous: number;
  /** Under the first point, last year's, and the last. */
  periods: { first: string; previous: string; last: string };
  words: { plan: string };
  /** The same in words. */
  label: string;
};

/** One figure over the last quarters beside its plan: grey line, hollow circle for last year, the last point filled. */
export function HistoryLine({ values, plan, decimals, short, previous, periods, words, label }: HistoryLineProps) {
  const { points, level } = placeLine(values, plan, BOX);
  const [last, before] = [points.at(-1), points[previous]];
  const said = (value: number | null | undefined) => formatNumber(value, decimals);
  // A number stands on the outer side of its bend, where the line does not run, and off the plan.
  const beside = (index: number) => {
    const [point, left, right] = [points[index], points[index - 1], points[index + 1]];
    if (!point) return 0;
    const around = [left, right].flatMap((one) => (one ? [one.y] : []));
    const mean = around.reduce((sum, y) => sum + y, 0) / Math.max(around.length, 1);
    const crossed = (y: number) => level !== null && level > y - 14 && level < y + 4;
    const [above, below] = [point.y - 9, point.y + 19];
    const [wanted, other] = point.y <= mean ? [above, below] : [below, above];
    return crossed(wanted) && !crossed(other) ? other : wanted;
  };
  return (
    <svg className="chart" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} width="100%" role="img" aria-label={label}>
      {level !== null && (
        <>
          <path d={`M0 ${level}H${WIDTH}`} stroke="var(--color-chart-target)" strokeWidth={2} />
          <text x={0} y={level - 7} className="t-ink">
            {words.plan} {said(plan)}
          </text>
        </>
      )}
      <path d={linePath(points)} fill="none" stroke="var(--color-control)" strokeWidth={1.5} strokeLinejoin="round" />
      {points.slice(0, -1).map((point) => point && <circle key={point.x} cx={point.x} cy={point.y} r={2} fill="var(--color-control)" />)}
      {before && (
        <>
          <circle cx={before.x} cy={before.y} r={4} fill="var(--color-paper)" stroke="var(--color-ink)" strokeWidth={2} />
          <text x={before.x} y={beside(previous)} textAnchor="middle">
            {said(values[previous])}
          </text>
        </>
      )}
      {last && (
        <>
          <circle cx={last.x} cy={last.y} r={4.5} fill={short ? 'var(--color-miss)' : 'var(--color-primary)'} />
          <text x={WIDTH} y={beside(points.length - 1)} textAnchor="end" className={short ? 't-miss' : 't-pri'}>
            {said(values.at(-1))}
          </text>
        </>
      )}
      <path d={`M0 ${GROUND}.5H${WIDTH}`} stroke="var(--color-hair)" />
      <text x={0} y={GROUND + 18}>
        {periods.first}
      </text>
      <text x={before?.x ?? BOX.left + ((BOX.right - BOX.left) * previous) / (values.length - 1)} y={GROUND + 18} textAnchor="middle">
        {periods.previous}
      </text>
      <text x={WIDTH} y={GROUND + 18} textAnchor="end">
        {periods.last}
      </text>
    </svg>
  );
}
