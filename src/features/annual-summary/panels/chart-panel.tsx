import { getTranslations } from 'next-intl/server';
import { QUARTERS, type Quarter, roman } from '@/domain/period';
import { ChartFrame } from '@/ui/charts/chart-frame';
import { asTable, type PeriodPoint } from '@/ui/charts/period-chart';
import { QuarterBars } from '@/ui/charts/quarter-chart';
import { YearChartLazy } from '@/ui/charts/year-chart-lazy';
import { Link } from '@/ui/link';
import { type ChartPoint, chartable, chartFinding, chartIndicator, chartPoints } from '../rules/finding';
import { readable } from '../rules/year';
import type { IndicatorOfYear, YearSummary } from '../schema';
import { largestOf, type T } from './wording';

type ChartPanelProps = {
  summary: YearSummary;
  /** `?chart=CODE`. */
  asked?: string;
  /** The same page with another chart. */
  chartHref: (code: string) => string;
  hrefOf: (code: string) => string;
};

/** One indicator by quarter: drawn on the server, interactive a moment later, and as a table. */
export async function ChartPanel({ summary, asked, chartHref, hrefOf }: ChartPanelProps) {
  const figure = chartIndicator(summary, asked);
  if (!figure) return null;
  const t = await getTranslations('annualSummary');
  const others = chartable(summary).filter(({ code }) => code !== figure.code);
  return (
    <div>
      <FigureChart figure={figure} year={summary.year} asked={summary.span.asked} />
      <details className="small no-print mt-2">
        <summary>{t('chart.choose')}</summary>
        <ul className="list small">
          <li>
            <Link href={hrefOf(figure.code)}>{t('chart.origin')}</Link>
          </li>
          {others.map(({ code, name }) => (
            <li key={code}>
              <Link href={chartHref(code)} scroll={false} prefetch={false}>
                {name}
              </Link>
            </li>
          ))}
        </ul>
      </details>
    </div>
  );
}

type FigureChartProps = {
  figure: IndicatorOfYear;
  year: number;
  /** The quarters that are read; the others stand beside them, pale. */
  asked: readonly Quarter[];
};

/** The chart of one indicator under its own finding. */
export async function FigureChart({ figure, year, asked }: FigureChartProps) {
  const [t, tCommon] = await Promise.all([getTranslations('annualSummary'), getTranslations('common')]);
  const { unit, divisor, decimals } = readable(figure.unit, largestOf(figure), figure.decimals);
  const points = chartPoints(figure);
  // a year from before there were quarters asks for none of them
  const isAsked = ({ quarter }: ChartPoint) => asked.length === 0 || asked.includes(quarter);
  const read = points.filter(isAsked);
  const scaled = (value: number | null) => (value === null ? null : value / divisor);
  const label = ({ quarter, isPartial }: ChartPoint) => {
    const words = tCommon('quarter', { roman: roman(quarter) });
    const row = figure.quarters[quarter - 1];
    return isPartial && row ? t('chart.partial', { quarter: words, reported: row.reported, planned: row.planned }) : words;
  };
  const byQuarter = points.map(
    (point): PeriodPoint => ({
      label: label(point),
      actual: scaled(point.actual),
      target: scaled(point.target),
      previous: scaled(point.previous),
      pace: scaled(point.pace),
      today: scaled(todayIn(figure, point.quarter)),
      isOutside: !isAsked(point),
    }),
  );
  const series = {
    unit,
    decimals,
    lowerIsBetter: figure.direction === 'DOWN' || figure.direction === 'RANGE',
    words: {
      period: t('chart.period'),
      actual: t('chart.actual'),
      target: t('chart.target'),
      previous: String(year - 1),
      pace: t('chart.pace'),
      today: t('chart.today'),
      todayHead: t('chart.todayWords'),
      outside: t('chart.outside'),
      numbers: t('chart.numbers'),
    },
  };
  const hasPace = points.some(({ pace }) => pace !== null);
  const views = [{ key: 'quarter', label: t('chart.byQuarter'), points: byQuarter }];
  if (figure.aggregation === 'SUM')
    views.push({
      key: 'toDate',
      label: t('chart.toDate'),
      points: runningTotals(
        byQuarter,
        figure.pace?.kind === 'part' ? { quarter: figure.pace.quarter, value: scaled(figure.pace.value) } : null,
      ),
    });
  return (
    <ChartFrame
      title={chartTitle(t, figure, points, asked.length > 0 ? asked : QUARTERS)}
      aside={[t(hasPace ? 'chart.unitPace' : 'chart.unit', { unit }), read.length < points.length && t('chart.pale')]
        .filter(Boolean)
        .join('; ')}
      table={asTable({ ...series, points: byQuarter })}
    >
      <YearChartLazy {...series} views={views} fallback={<QuarterBars {...series} points={byQuarter} />} />
    </ChartFrame>
  );
}

function chartTitle(t: T, figure: IndicatorOfYear, points: readonly ChartPoint[], asked: readonly Quarter[]): string {
  const found = chartFinding(figure, points, asked);
  const { name } = figure;
  if (found.kind === 'behindSince' || found.kind === 'recovered') return t(`chart.${found.kind}`, { name, quarter: roman(found.quarter) });
  return found.kind === 'quartersMet' ? t('chart.quartersMet', { name, met: found.met, of: found.of }) : t(`chart.${found.kind}`, { name });
}

/** What the running quarter alone should have brought by today: the pace less the target of the quarters before it. */
function todayIn({ pace, quarters }: IndicatorOfYear, quarter: number): number | null {
  if (pace?.kind !== 'part' || pace.quarter !== quarter) return null;
  return Math.max(0, pace.value - (quarters[quarter - 2]?.toDate.target ?? 0));
}

/** Sums from the first quarter on; a quarter that is not known ends its line. */
function runningTotals(points: readonly PeriodPoint[], pace: { quarter: number; value: number | null } | null): PeriodPoint[] {
  const upTo = (index: number, of: 'actual' | 'target' | 'previous') => {
    const values = points.slice(0, index + 1).map((point) => point[of] ?? null);
    return values.every((value) => value !== null) ? values.reduce((total, value) => total + value, 0) : null;
  };
  return points.map(({ label, isOutside }, index) => ({
    label,
    isOutside,
    actual: upTo(index, 'actual'),
    target: upTo(index, 'target'),
    previous: upTo(index, 'previous'),
    today: pace?.quarter === index + 1 ? pace.value : null,
  }));
}
