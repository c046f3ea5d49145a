import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { periodToSearch } from '@/domain/period';
import { reach } from '@/domain/policy';
import { DuePanel } from '@/features/award-rules/panels/due-panel';
import { dueSearch } from '@/features/award-rules/schema';
import { currentActor } from '@/server/session';
import { LinkButton } from '@/ui/button';
import { PageHeader } from '@/ui/page/page-header';
import { currentPeriod, dayOfYear, type SearchParams } from '../../period';
import { AwardTabs } from '../award-tabs';

export async function generateMetadata({ searchParams }: { searchParams: SearchParams }): Promise<Metadata> {
  const { year } = currentPeriod(await searchParams);
  return { title: (await getTranslations('awardRules'))('due.title', { year: String(year) }) };
}

export default async function DuePage({ searchParams }: { searchParams: SearchParams }) {
  const [actor, t, search] = await Promise.all([currentActor(), getTranslations('awardRules'), searchParams]);
  if (!reach(actor, 'award.read')) notFound();
  const period = currentPeriod(search);
  const year = String(period.year);
  return (
    <>
      <PageHeader
        title={t('due.title', { year })}
        actions={
          reach(actor, 'award.appraisal') && <LinkButton href={`/awards/staff?${periodToSearch(period)}`}>{t('due.appraisal')}</LinkButton>
        }
      >
        <p className="muted">{t('due.intro', { year })}</p>
      </PageHeader>
      <AwardTabs actor={actor} current="due" search={`?${periodToSearch(period)}`} />
      <DuePanel actor={actor} year={period.year} day={dayOfYear(period.year)} {...dueSearch.parse(search)} />
    </>
  );
}
