import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { periodToSearch } from '@/domain/period';
import { reach } from '@/domain/policy';
import { AppraisalPanel } from '@/features/award-rules/panels/appraisal-panel';
import { dueSearch } from '@/features/award-rules/schema';
import { currentActor } from '@/server/session';
import { PageHeader } from '@/ui/page/page-header';
import { currentPeriod, dayOfYear, type SearchParams } from '../../period';
import { AwardTabs } from '../award-tabs';

export async function generateMetadata({ searchParams }: { searchParams: SearchParams }): Promise<Metadata> {
  const { year } = currentPeriod(await searchParams);
  return { title: (await getTranslations('awardRules'))('appraisal.title', { year: String(year) }) };
}

export default async function StaffPage({ searchParams }: { searchParams: SearchParams }) {
  const [actor, t, search] = await Promise.all([currentActor(), getTranslations('awardRules'), searchParams]);
  if (!reach(actor, 'award.appraisal')) notFound();
  const period = currentPeriod(search);
  const year = String(period.year);
  return (
    <>
      <PageHeader title={t('appraisal.title', { year })}>
        <p className="muted">{t('appraisal.intro')}</p>
      </PageHeader>
      <AwardTabs actor={actor} current="due" search={`?${periodToSearch(period)}`} />
      <AppraisalPanel actor={actor} year={period.year} day={dayOfYear(period.year)} department={dueSearch.parse(search).department} />
    </>
  );
}
