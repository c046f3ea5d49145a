import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { reach } from '@/domain/policy';
import { YearPaper } from '@/features/award-papers/panels/papers';
import { RecipientsPanel } from '@/features/award-year/panels/recipients-panel';
import { DepartmentsPanel, LevelsPanel, SHOWN_YEARS, YearSentence } from '@/features/award-year/panels/year-panel';
import { awardYears } from '@/features/award-year/queries';
import { addressOf, meritSearch, titleSearch } from '@/features/award-year/schema';
import { currentActor } from '@/server/session';
import { LinkButton } from '@/ui/button';
import { Link } from '@/ui/link';
import { Empty } from '@/ui/page/empty';
import { PageHeader } from '@/ui/page/page-header';
import { currentPeriod, type SearchParams } from '../period';
import { AwardTabs } from './award-tabs';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('modules.awards'))('title') };
}

/** The year of awards: level by level over the years, department by title, who has what; `?title=` is one title, whole. */
export default async function AwardsPage({ searchParams }: { searchParams: SearchParams }) {
  const [actor, search] = await Promise.all([currentActor(), searchParams]);
  if (!reach(actor, 'award.read')) notFound();
  const period = currentPeriod(search);
  const year = meritSearch.parse(search).merit ?? period.year;
  const { title: code } = titleSearch.parse(search);
  const [t, tYear, counts] = await Promise.all([
    getTranslations('modules.awards'),
    getTranslations('awardYear'),
    awardYears(actor, year, SHOWN_YEARS),
  ]);
  const files = (
    <>
      <YearPaper year={year} />
      <a className="btn" href={`/api/awards/year?year=${year}`} download>
        {tYear('excel.download')}
      </a>
    </>
  );
  const isKnown = counts.length > 0;
  return (
    <>
      <PageHeader title={t('title')} actions={isKnown ? files : undefined} />
      <AwardTabs actor={actor} current="year" search={`?year=${period.year}`} />
      {isKnown ? (
        <>
          <YearSentence counts={counts} year={year} />
          {year < period.year && (
            <p className="small">
              <Link href={addressOf(Math.min(year + SHOWN_YEARS, period.year))}>{tYear('later')}</Link>
            </p>
          )}
          <div className="secs mt-4">
            {!code && <LevelsPanel counts={counts} year={year} />}
            {!code && <DepartmentsPanel actor={actor} year={year} />}
            <RecipientsPanel actor={actor} year={year} code={code} />
          </div>
        </>
      ) : (
        <Empty
          title={t('emptyTitle')}
          action={<LinkButton href={`/summary/${period.year}`}>{t('action', { year: period.year })}</LinkButton>}
        >
          {t('emptyBody')}
        </Empty>
      )}
    </>
  );
}
