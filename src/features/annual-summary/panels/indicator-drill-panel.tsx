import { getTranslations } from 'next-intl/server';
import { formatDay, formatMoment } from '@/domain/date';
import type { PeriodRef } from '@/domain/period';
import { Link } from '@/ui/link';
import { PageHeader } from '@/ui/page/page-header';
import type { IndicatorDrill } from '../queries/drill';
import type { Reading } from '../rules/as-now';
import { FigureChart } from './chart-panel';
import { DepartmentsSection } from './drill-departments';
import { QuartersSection, RatioParts } from './drill-quarters';
import { capitalised, judgedWords, largestOf, paceSentence, spanWords, type T, valueWords } from './wording';

type Props = {
  drill: IndicatorDrill;
  year: number;
  period: PeriodRef;
  /** The same period of the whole review. */
  backHref: string;
  hrefOf: (code: string) => string;
  cellHref: (department: string, quarter: number) => string;
  readingHref: (reading: Reading) => string;
};

/** One number of the year: what it is, how it stands, and where it comes from. */
export async function IndicatorDrillPanel({ drill, year, period, backHref, hrefOf, cellHref, readingHref }: Props) {
  const t = await getTranslations('annualSummary');
  const { figure, published } = drill;
  const [numerator, denominator] = drill.parts;
  return (
    <>
      <PageHeader kind="finding" above={<Link href={backHref}>{t('drill.back', { year })}</Link>} title={titleOf(t, drill, year, period)}>
        <p className="small">
          {figure.target !== null && t('drill.target', { target: valueWords(figure, figure.target, largestOf(figure)) })}
          {figure.target !== null && numerator && ' · '}
          {numerator &&
            denominator &&
            t.rich('drill.ratio', {
              numerator: numerator.name,
              denominator: denominator.name,
              a: (words) => <Link href={hrefOf(numerator.code)}>{words}</Link>,
              b: (words) => <Link href={hrefOf(denominator.code)}>{words}</Link>,
            })}
        </p>
        <p className="small">
          {t(`how.${figure.aggregation}`, { weight: drill.weight ?? '' })}
          {` ${paceSentence(t, figure)}`}
          {drill.calendar === 'ADMIN_14' &&
            drill.span.startsOn &&
            drill.span.endsOn &&
            ` ${capitalised(t('span.days', { from: formatDay(drill.span.startsOn), to: formatDay(drill.span.endsOn) }))}.`}
        </p>
        {published && (
          <p className="small">
            {t('drill.published', {
              value: valueWords(figure, published.value),
              by: published.by,
              at: formatMoment(new Date(published.at)),
            })}
          </p>
        )}
      </PageHeader>
      <div className="mb-5">
        <QuartersSection figure={figure} span={drill.span} year={year} />
      </div>
      {drill.parts.length === 2 && (
        <div className="mb-5">
          <RatioParts drill={drill} year={year} hrefOf={hrefOf} />
        </div>
      )}
      <div className="mb-5 max-w-3xl">
        <FigureChart figure={figure} year={year} asked={drill.span.asked} />
      </div>
      <DepartmentsSection drill={drill} year={year} cellHref={cellHref} readingHref={readingHref} />
    </>
  );
}

function titleOf(t: T, { figure, span }: IndicatorDrill, year: number, { quarter }: PeriodRef): string {
  const { name, actual, verdict, basisKind } = figure;
  const words = { name, span: spanWords(t, year, span.quarters, quarter), value: valueWords(figure, actual, largestOf(figure)) };
  if (actual === null) return t('drill.findingNone', words);
  if (verdict === 'none' || basisKind === null) return t('drill.finding', words);
  return t('drill.findingJudged', { ...words, standing: judgedWords(t, figure) });
}
