import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { periodFromSearch } from '@/domain/period';
import { reach } from '@/domain/policy';
import { ChartPanel } from '@/features/annual-summary/panels/chart-panel';
import { DepartmentsPanel } from '@/features/annual-summary/panels/departments-panel';
import { EmptyYearPanel } from '@/features/annual-summary/panels/empty-year-panel';
import { FindingPanel } from '@/features/annual-summary/panels/finding-panel';
import { GapPanel } from '@/features/annual-summary/panels/gap-panel';
import { HeadlinePanel } from '@/features/annual-summary/panels/headline-panel';
import { IndicatorsPanel } from '@/features/annual-summary/panels/indicators-panel';
import { OutstandingPanel } from '@/features/annual-summary/panels/outstanding-panel';
import { PartyPanel } from '@/features/annual-summary/panels/party-panel';
import { TasksPanel } from '@/features/annual-summary/panels/tasks-panel';
import { yearSummary } from '@/features/annual-summary/queries/year';
import { reviewAddress } from '@/features/annual-summary/rules/address';
import { asOf, readingOf } from '@/features/annual-summary/rules/as-now';
import { type DepartmentSort, departmentSort, summaryYear } from '@/features/annual-summary/schema';
import { currentActor } from '@/server/session';

type Props = PageProps<'/summary/[year]'>;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations('annualSummary');
  return { title: t('title', { year: (await params).year }) };
}

/**
 * The year, or with `?period=q1…q4|h1|h2|m9` a quarter, 6 tháng or 9 tháng. `?chart=` chooses the chart, `?sort=` orders the departments,
 * `?view=quarters` shows each quarter beside what they come to, `?as=now` reads the departments as the hospital is now.
 */
export default async function SummaryPage({ params, searchParams }: Props) {
  const [actor, address, search] = await Promise.all([currentActor(), params, searchParams]);
  const year = summaryYear.safeParse(address.year);
  if (!year.success || !reach(actor, 'summary.read')) notFound();
  const { quarter, part } = periodFromSearch(search, { year: year.data, quarter: null });
  const summary = await yearSummary(actor, year.data, { quarter, part });
  if (!summary || summary.figures.every(({ actual }) => actual === null))
    return (
      <>
        <EmptyYearPanel actor={actor} year={year.data} quarter={quarter} />
        <PartyPanel actor={actor} period={{ year: year.data, quarter, part }} />
      </>
    );

  const reading = readingOf(search.as);
  const read = reading === 'now' ? await yearSummary(actor, year.data, { quarter, part }, new Date(), reading) : summary;
  const view = search.view === 'quarters' ? 'quarters' : undefined;
  const chart = typeof search.chart === 'string' ? search.chart : undefined;
  const order = departmentSort.parse(search.sort);
  const chosen = { ...search, view, period: summary.period === 'year' ? undefined : summary.period, as: asOf(reading) };
  const here = (change: Record<string, string | undefined>, place = '') => reviewAddress(`/summary/${summary.year}`, chosen, change, place);
  const hrefOf = (code: string) => reviewAddress(`/summary/${summary.year}/${code}`, chosen);
  const owed = summary.submissions?.quarter ?? quarter;
  const departmentHref = (code: string) =>
    reach(actor, 'submission.read') && owed ? `/reports/${code}?year=${summary.year}&period=q${owed}` : `/departments/${code}`;
  const sortHref = (sort: DepartmentSort, descending: boolean) => here({ sort: `${descending ? '-' : ''}${sort}` }, '#departments');
  return (
    <>
      <FindingPanel summary={summary} />
      <HeadlinePanel summary={summary} hrefOf={hrefOf} />
      <div className="mb-5 grid empty:hidden gap-x-9 gap-y-5 min-[64rem]:grid-cols-[minmax(0,1.75fr)_minmax(0,1fr)]">
        <TasksPanel summary={summary} hrefOf={hrefOf} />
        <ChartPanel summary={summary} asked={chart} chartHref={(code) => here({ chart: code })} hrefOf={hrefOf} />
      </div>
      <div className="mb-5 grid empty:hidden gap-x-9 gap-y-5 min-[64rem]:grid-cols-[minmax(0,1.75fr)_minmax(0,1fr)]">
        <GapPanel summary={summary} departmentHref={departmentHref} />
        <OutstandingPanel summary={summary} departmentHref={departmentHref} />
      </div>
      <div className="secs">
        <PartyPanel actor={actor} period={{ year: summary.year, quarter, part }} />
        <div className="print-wide mb-5">
          <DepartmentsPanel
            summary={read ?? summary}
            {...order}
            sortHref={sortHref}
            departmentHref={departmentHref}
            readingHref={(as) => here({ as: asOf(as) }, '#departments')}
          />
        </div>
        <IndicatorsPanel
          summary={summary}
          hrefOf={hrefOf}
          byQuarter={view === 'quarters'}
          viewHref={(one) => here({ view: one }, '#indicators')}
        />
      </div>
    </>
  );
}
