import type { ReactNode } from 'react';
import { formatChange } from '@/domain/number';
import { Link } from '../link';
import { ChartFrame } from './chart-frame';
import { placeSkyline } from './geometry';

const HEIGHT = 132;
const TOP = 20;
const WORST = 5;
/** Bars this short hang above the names, px; past this share of the width the names stand below the chart instead. */
const CLEAR = 10;
const BESIDE = 0.45;

type SkylineUnit = {
  key: string;
  label: string;
  /** Points above (+) or below (−) the plan. */
  gap: number;
  href?: string;
};

type SkylineProps = {
  title: ReactNode;
  aside?: ReactNode;
  units: SkylineUnit[];
  /** Gaps past ±this are cut. */
  limit?: number;
  words: {
    /** On the line: «Kế hoạch 100 %». */
    plan: string;
    unit: string;
    gap: string;
    numbers: string;
    /** «42 đơn vị xếp theo chênh lệch với kế hoạch». */
    summary: string;
  };
};

/** Many units at once, sorted by gap; the five worst and the best are named, the rest are quiet by being thin. */
export function Skyline({ title, aside, units, limit = 25, words }: SkylineProps) {
  const sorted = [...units].sort((one, other) => one.gap - other.gap);
  const worst = sorted.filter((unit) => unit.gap < 0).slice(0, WORST);
  const best = sorted.at(-1);
  const { line, bars } = placeSkyline(
    sorted.map((unit) => unit.gap),
    HEIGHT,
    limit,
  );
  const axis = TOP + line;
  const share = 100 / Math.max(sorted.length, 1);
  const hanging = sorted.filter((unit, index) => unit.gap < 0 && (bars[index]?.height ?? 0) > CLEAR).length;
  const depth = HEIGHT - line;
  const isBeside = hanging * share <= BESIDE * 100;
  const below = worst.length === 0 ? 26 : isBeside ? Math.max(depth, 78) : depth + 52;
  const label = `${words.summary}: ${worst.map((unit) => `${unit.label} ${formatChange(unit.gap)}`).join('; ')}${best && best.gap > 0 ? `; ${best.label} ${formatChange(best.gap)}` : ''}`;
  return (
    <ChartFrame
      title={title}
      aside={aside}
      table={{ summary: words.numbers, heads: [words.unit, words.gap], rows: sorted.map((unit) => [unit.label, formatChange(unit.gap)]) }}
    >
      <div className="sky">
        <svg className="chart no-phone" width="100%" height={axis + below} role="img" aria-label={label}>
          {sorted.map((unit, index) => {
            const bar = bars[index];
            const named = index < worst.length || (unit === best && unit.gap > 0);
            const colour = index < worst.length ? 'miss' : named ? 'primary' : 'chart-quiet';
            return (
              bar && (
                <rect
                  key={unit.key}
                  x={`${(index + (named ? 0.13 : 0.3)) * share}%`}
                  width={`${share * (named ? 0.74 : 0.4)}%`}
                  y={TOP + bar.top}
                  height={bar.height}
                  fill={`var(--color-${colour})`}
                />
              )
            );
          })}
          <line x1="0" x2="100%" y1={axis} y2={axis} stroke="var(--color-chart-target)" strokeWidth={2} />
        </svg>
        <b className="sky-plan no-phone" style={{ top: axis + 3 }}>
          {words.plan}
        </b>
        {best && best.gap > 0 && (
          <span className="sky-best no-phone">
            <b className="pri">{formatChange(best.gap)}</b> <UnitName unit={best} />
          </span>
        )}
        <ol
          className={isBeside ? 'sky-worst' : 'sky-worst wide'}
          style={isBeside ? { left: `${Math.max(hanging * share + 2, 4)}%`, top: axis + 14 } : { left: 0, top: axis + depth + 8 }}
        >
          {worst.map((unit) => (
            <li key={unit.key}>
              <b className="miss">{formatChange(unit.gap)}</b> <UnitName unit={unit} />
            </li>
          ))}
        </ol>
      </div>
    </ChartFrame>
  );
}

function UnitName({ unit }: { unit: SkylineUnit }) {
  return unit.href ? (
    <Link href={unit.href} className="plain" prefetch={false}>
      {unit.label}
    </Link>
  ) : (
    unit.label
  );
}
