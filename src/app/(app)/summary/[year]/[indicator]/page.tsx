import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { periodFromSearch, periodKey } from '@/domain/period';
import { IndicatorDrillPanel } from '@/features/annual-summary/panels/indicator-drill-panel';
import { indicatorDrill } from '@/features/annual-summary/queries/drill';
import { reviewAddress } from '@/features/annual-summary/rules/address';
import { asOf, readingOf } from '@/features/annual-summary/rules/as-now';
import { summaryYear } from '@/features/annual-summary/schema';
import { currentActor } from '@/server/session';

type Props = PageProps<'/summary/[year]/[indicator]'>;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations('annualSummary');
  const { year, indicator } = await params;
  return { title: `${indicator} · ${t('title', { year })}` };
}

/**
 * Where one number of the year (with `?period=`, of a quarter, 6 or 9 tháng) comes from: the quarters, then the departments, with
 * `?as=now` as the hospital is now. What was chosen on the page of the year is carried through to its link back.
 */
export default async function IndicatorYearPage({ params, searchParams }: Props) {
  const [actor, address, search] = await Promise.all([currentActor(), params, searchParams]);
  const year = summaryYear.safeParse(address.year);
  const period = periodFromSearch(search, { year: year.data ?? 0, quarter: null });
  const reading = readingOf(search.as);
  const code = decodeURIComponent(address.indicator);
  const drill = year.success ? await indicatorDrill(actor, year.data, code, period, new Date(), reading) : null;
  if (!year.success || !drill) notFound();
  const whole = `/summary/${year.data}`;
  const chosen = { ...search, period: periodKey(period), as: asOf(reading) };
  return (
    <IndicatorDrillPanel
      drill={drill}
      year={year.data}
      period={period}
      backHref={reviewAddress(whole, chosen)}
      readingHref={(as) => reviewAddress(`${whole}/${code}`, chosen, { as: asOf(as) }, '#departments')}
      hrefOf={(part) => reviewAddress(`${whole}/${part}`, chosen)}
      cellHref={(department, quarter) =>
        reviewAddress(`${whole}/${code}/${department}`, chosen, { period: `q${quarter}`, measure: 'actual' })
      }
    />
  );
}
