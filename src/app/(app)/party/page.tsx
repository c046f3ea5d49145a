import type { Metadata, Route } from 'next';
import { notFound, redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { reach } from '@/domain/policy';
import { organisationSentence, YearPanel } from '@/features/party-figures/panels/year-panel';
import { shownOf, yearsOf } from '@/features/party-figures/queries';
import { readParty } from '@/server/party-read';
import { currentActor } from '@/server/session';
import { LinkButton } from '@/ui/button';
import { Empty } from '@/ui/page/empty';
import { PageHeader } from '@/ui/page/page-header';
import { currentPeriod, type SearchParams } from '../period';
import { PartyTabs } from './party-tabs';

/** The title says nothing to those who may not know that the page exists. */
export async function generateMetadata(): Promise<Metadata> {
  return reach(await currentActor(), 'party.aggregate') ? { title: (await getTranslations('modules.party'))('title') } : {};
}

export default async function PartyPage({ searchParams }: { searchParams: SearchParams }) {
  const [actor, search] = await Promise.all([currentActor(), searchParams]);
  const { year } = currentPeriod(search);
  const known = await readParty(actor, 'party.aggregate', (tx) => yearsOf(tx, year));
  if (!known) {
    // a cell's secretary reads the own cell, and no sums of the hospital
    if (reach(actor, 'party.read')) redirect(`/party/ratings?year=${year}` as Route);
    notFound();
  }
  const [t, tParty, organisation] = await Promise.all([
    getTranslations('partyFigures.year'),
    getTranslations('modules.party'),
    organisationSentence(known, year),
  ]);
  const isEmpty = known.every((of) => of.year !== year || shownOf(of) === null);
  const record = reach(actor, 'party.publish') && (
    <LinkButton href={`/party/figures?year=${year}`} variant="main">
      {t('record')}
    </LinkButton>
  );
  return (
    <>
      <PageHeader title={t('title', { year: String(year) })}>
        {organisation && <p>{organisation}</p>}
        <p className="muted small">{tParty('private')}</p>
      </PageHeader>
      <PartyTabs actor={actor} current="year" search={`?year=${year}`} />
      {isEmpty && (
        <Empty title={t('nothing', { year: String(year) })} action={record}>
          {t('nothingBody')}
        </Empty>
      )}
      <YearPanel year={year} known={known} />
    </>
  );
}
