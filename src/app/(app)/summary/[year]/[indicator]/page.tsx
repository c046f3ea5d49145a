import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { periodFromSearch, periodKey } from '@/domain/period';
import { IndicatorDrillPanel } from '@/features/annual-summary/panels/indicator-drill-panel';
import { indicatorDrill } from '@/features/annual-summary/queries/drill';
import { summaryYear } from '@/features/annual-summary/schema';
import { currentActor } from '@/server/session';

type Props = PageProps<'/summary/[year]/[indicator]'>;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations('annualSummary');
  const { year, indicator } = await params;
  return { title: `${indicator} · ${t('title', { year })}` };
}

/** Where one number of the year (with `?period=`, of a quarter, 6 or 9 tháng) comes from: the quarters, then the departments. */
export default async function IndicatorYearPage({ params, searchParams }: Props) {
  const [actor, address, search] = await Promise.all([currentActor(), params, searchParams]);
  const year = summaryYear.safeParse(address.year);
  const period = periodFromSearch(search, { year: year.data ?? 0, quarter: null });
  const drill = year.success ? await indicatorDrill(actor, year.data, decodeURIComponent(address.indicator), period) : null;
  if (!year.success || !drill) notFound();
  const { code } = drill.figure;
  return (
    <IndicatorDrillPanel
      drill={drill}
      year={year.data}
      period={period}
      backHref={`/summary/${year.data}?period=${periodKey(period)}`}
      hrefOf={(part) => `/summary/${year.data}/${part}?period=${periodKey(period)}`}
      cellHref={(department, quarter) => `/summary/${year.data}/${code}/${department}?period=q${quarter}&measure=actual`}
    />
  );
}
