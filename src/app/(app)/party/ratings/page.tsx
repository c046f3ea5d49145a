import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { periodToSearch } from '@/domain/period';
import { reach } from '@/domain/policy';
import { RatingsPanel } from '@/features/cell-ratings/panels/ratings-panel';
import { spanName } from '@/features/cell-ratings/panels/wording';
import { ratingSearch } from '@/features/cell-ratings/schema';
import { readersLine } from '@/features/party-year/panels/readers';
import { currentActor } from '@/server/session';
import { ChoiceLinks } from '@/ui/choice';
import { PageHeader } from '@/ui/page/page-header';
import { currentPeriod, type SearchParams } from '../../period';
import { PartyTabs } from '../party-tabs';

/** The title says nothing to those who may not know that the page exists. */
export async function generateMetadata(): Promise<Metadata> {
  return reach(await currentActor(), 'party.read') ? { title: (await getTranslations('cellRatings'))('title') } : {};
}

const SUBJECTS = { cells: 'CELL', organisation: 'ORGANISATION', members: 'MEMBER' } as const;

export default async function RatingsPage({ searchParams }: { searchParams: SearchParams }) {
  const [actor, search] = await Promise.all([currentActor(), searchParams]);
  if (!reach(actor, 'party.read')) notFound();
  const [t, readers] = await Promise.all([getTranslations('cellRatings'), readersLine(actor)]);
  const period = currentPeriod(search);
  const { subject } = ratingSearch.parse(search);
  const span = await spanName({ year: period.year, quarter: period.year >= 2026 ? (period.quarter ?? 0) : 0 });
  const address = `?${periodToSearch(period)}`;
  return (
    <>
      <PageHeader title={t(`heading.${subject}`, { span })}>
        <p className="muted small">{readers}</p>
      </PageHeader>
      <PartyTabs actor={actor} current="ratings" search={address} />
      <div className="my-3">
        <ChoiceLinks
          label={t('subject')}
          options={(['cells', 'organisation', 'members'] as const).map((one) => ({
            href: `/party/ratings${address}&subject=${one}`,
            label: t(`subjects.${one}`),
            current: one === subject,
          }))}
        />
      </div>
      <RatingsPanel actor={actor} period={period} subject={SUBJECTS[subject]} />
    </>
  );
}
