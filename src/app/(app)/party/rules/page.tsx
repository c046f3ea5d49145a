import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { reach } from '@/domain/policy';
import { RulesPanel } from '@/features/rating-rules/panels/rules-panel';
import { ruleSets } from '@/features/rating-rules/queries';
import { readParty } from '@/server/party-read';
import { currentActor } from '@/server/session';
import { PageHeader } from '@/ui/page/page-header';
import { PartyTabs } from '../party-tabs';

/** The title says nothing to those who may not know that the page exists. */
export async function generateMetadata(): Promise<Metadata> {
  return reach(await currentActor(), 'party.rules') ? { title: (await getTranslations('ratingRules'))('title') } : {};
}

export default async function RatingRulesPage() {
  const actor = await currentActor();
  const sets = reach(actor, 'party.rules') ? await readParty(actor, 'party.read', ruleSets) : null;
  if (!sets) notFound();
  const [t, tParty] = await Promise.all([getTranslations('ratingRules'), getTranslations('modules.party')]);
  return (
    <>
      <PageHeader title={t('title')}>
        <p className="muted small">{tParty('private')}</p>
      </PageHeader>
      <PartyTabs actor={actor} current="rules" />
      <RulesPanel sets={sets} />
    </>
  );
}
