import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { formatNumber, formatPercent } from '@/domain/number';
import { Figure, Figures, type Verdict } from '@/ui/charts/figure';
import type { SparkProps } from '@/ui/charts/spark';
import { readable } from '../rules/year';
import type { IndicatorOfYear, YearSummary } from '../schema';
import { bareValue, changeWords, largestOf, type T } from './wording';

/** One row of the page; the headline figures after these stand beside their tasks and in the table of indicators. */
const SHOWN = 6;

/** The first numbers that matter, each with its target, its five years and its way to where it comes from. */
export async function HeadlinePanel({ summary, hrefOf }: { summary: YearSummary; hrefOf: (code: string) => string }) {
  const figures = summary.figures.filter(({ isHeadline }) => isHeadline).slice(0, SHOWN);
  if (figures.length === 0) return null;
  const t = await getTranslations('annualSummary');
  return (
    <Figures label={t('headline.label')}>
      {figures.map((figure) => (
        <Figure
          key={figure.code}
          label={figure.name}
          value={bareValue(figure, figure.actual, largestOf(figure))}
          unit={readable(figure.unit, largestOf(figure), figure.decimals).unit}
          href={hrefOf(figure.code)}
          spark={sparkOf(figure, summary.span.isPartial)}
          verdict={verdictOf(t, figure, summary)}
          change={changeOf(t, figure, summary)}
        />
      ))}
    </Figures>
  );
}

/** Two years make a line; a value that is still coming in would only draw a fall. */
function sparkOf(figure: IndicatorOfYear, isPartial: boolean): SparkProps | undefined {
  const values = figure.history.map(({ value }) => value);
  const known = values.filter((value) => value !== null).length;
  return isPartial || figure.actual === null || known < 2 ? undefined : { values, target: tick(figure) };
}

/** Where the target stands on the spark: the pace of a running year, the nearer bound of a range. */
function tick({ basis, range, actual, history }: IndicatorOfYear): number | null {
  if (!range) return basis;
  const value = actual ?? history.at(-1)?.value ?? null;
  return value !== null && range.low !== null && value < range.low ? range.low : range.high;
}

function verdictOf(t: T, figure: IndicatorOfYear, { span, quarter }: YearSummary): Verdict {
  const { actual, direction, aggregation, basis, basisKind, target, range, verdict, decimals } = figure;
  const muted = (text: ReactNode): Verdict => ({ tone: 'muted', text });
  const bare = (value: number | null) => bareValue(figure, value, largestOf(figure));
  if (actual === null) return muted(t('headline.noValue'));
  if (span.isPartial) {
    const row = figure.quarters.find((one) => one.quarter === (quarter ?? span.quarters[0]));
    return muted(t('headline.partial', { reported: row?.reported ?? 0, planned: row?.planned ?? 0 }));
  }
  if (verdict === 'none') return muted(t('headline.noTarget'));
  const good = verdict !== 'notMet';
  if (range) {
    const params = {
      low: formatNumber(range.low, 0),
      high: figure.unit === '%' ? formatPercent(range.high, 0) : formatNumber(range.high, decimals),
    };
    if (good) return { tone: 'ok', text: t('headline.inRange', params) };
    const isAbove = range.high !== null && actual > range.high;
    return { tone: isAbove ? 'bad' : 'miss', text: t(isAbove ? 'headline.aboveRange' : 'headline.belowRange', params) };
  }
  const tone = good ? 'ok' : 'miss';
  if (direction === 'DOWN') return { tone, text: t(good ? 'headline.within' : 'headline.over', { target: bare(basis) }) };
  if (aggregation !== 'SUM' && aggregation !== 'LAST')
    return { tone, text: t(good ? 'headline.reached' : 'headline.under', { target: bare(basis) }) };
  if (basisKind === 'plan' || target === null) {
    return { tone, text: t('headline.ofPlan', { percent: formatPercent(figure.completion), plan: bare(basis) }) };
  }
  return { tone, text: t('headline.ofTarget', { percent: formatPercent(figure.percentOfTarget), target: bare(target) }) };
}

function changeOf(t: T, figure: IndicatorOfYear, { year, quarter, span, period: summaryPeriod }: YearSummary): ReactNode {
  const change = changeWords(t, figure);
  const pace =
    figure.basisKind === 'pace' && figure.basis !== null && figure.target ? formatPercent((figure.basis / figure.target) * 100) : null;
  const isWhole = summaryPeriod === 'year' && quarter === null && (span.isComplete || span.quarters.length === 0);
  return (
    <>
      {change && (isWhole ? t('headline.since', { change, year: year - 1 }) : t('headline.sincePeriod', { change }))}
      {change && pace && <br />}
      {pace && t('headline.pace', { percent: pace })}
      {figure.pace?.kind === 'part' && (
        <>
          {(change || pace) && <br />}
          {t('headline.today', { percent: formatPercent(figure.pace.percent) })}
        </>
      )}
    </>
  );
}
