import { getTranslations } from 'next-intl/server';
import type { Actor } from '@/domain/actor';
import { type PeriodRef, periodKey } from '@/domain/period';
import { Link } from '@/ui/link';
import { indicatorDrill } from '../queries/drill';
import { QuartersSection, RatioParts } from './drill-quarters';
import { paceSentence } from './wording';

type Props = { actor: Actor; code: string; period: PeriodRef };

/** An indicator's year on its own page: each quarter alone and to date, how they are gathered, where it should be today. */
export async function IndicatorYearPanel({ actor, code, period }: Props) {
  const drill = await indicatorDrill(actor, period.year, code, period);
  if (!drill || drill.figure.quarters.every(({ actual, plan }) => actual === null && plan === null)) return null;
  const t = await getTranslations('annualSummary');
  const hrefOf = (part: string) => `/summary/${period.year}/${part}?period=${periodKey(period)}`;
  return (
    <>
      <QuartersSection figure={drill.figure} span={drill.span} year={period.year} isNarrow />
      <p className="small muted mb-4">
        {t(`how.${drill.figure.aggregation}`, { weight: drill.weight ?? '' })} {paceSentence(t, drill.figure)}{' '}
        <Link href={hrefOf(code)}>{t('chart.origin')}</Link>
      </p>
      {drill.parts.length === 2 && <RatioParts drill={drill} year={period.year} hrefOf={hrefOf} />}
    </>
  );
}
