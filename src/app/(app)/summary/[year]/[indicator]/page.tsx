import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { IndicatorDrillPanel } from '@/features/annual-summary/panels/indicator-drill-panel';
import { indicatorDrill } from '@/features/annual-summary/queries/drill';
import { readingOf } from '@/features/annual-summary/rules/as-now';
import { summaryYear } from '@/features/annual-summary/schema';
import { currentActor } from '@/server/session';

type Props = PageProps<'/summary/[year]/[indicator]'>;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations('annualSummary');
  const { year, indicator } = await params;
  return { title: `${indicator} · ${t('title', { year })}` };
}

/** Where one number of the year comes from: the quarters, then the departments, with `?as=now` as the hospital is now. */
export default async function IndicatorYearPage({ params, searchParams }: Props) {
  const [actor, address, search] = await Promise.all([currentActor(), params, searchParams]);
  const year = summaryYear.safeParse(address.year);
  const drill = year.success ? await indicatorDrill(actor, year.data, decodeURIComponent(address.indicator), readingOf(search.as)) : null;
  if (!year.success || !drill) notFound();
  const { code } = drill.figure;
  return (
    <IndicatorDrillPanel
      drill={drill}
      year={year.data}
      readingHref={(as) => `/summary/${year.data}/${code}${as === 'now' ? '?as=now' : ''}#departments`}
      hrefOf={(part) => `/summary/${year.data}/${part}`}
      cellHref={(department, quarter) => `/summary/${year.data}/${code}/${department}?period=q${quarter}&measure=actual`}
    />
  );
}
