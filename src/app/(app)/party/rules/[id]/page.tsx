import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { id as idInput } from '@/domain/input';
import { reach } from '@/domain/policy';
import { RuleSetPanel } from '@/features/rating-rules/panels/rule-set-panel';
import { ruleSet } from '@/features/rating-rules/queries';
import { readParty } from '@/server/party-read';
import { currentActor } from '@/server/session';
import { Link } from '@/ui/link';
import { PageHeader } from '@/ui/page/page-header';
import { PartyTabs } from '../../party-tabs';

/** The title says nothing to those who may not know that the page exists. */
export async function generateMetadata(): Promise<Metadata> {
  return reach(await currentActor(), 'party.rules') ? { title: (await getTranslations('ratingRules'))('title') } : {};
}

export default async function RuleSetPage({ params }: { params: Promise<{ id: string }> }) {
  const [actor, address] = await Promise.all([currentActor(), params]);
  const wanted = idInput.safeParse(address.id);
  const set = wanted.success && reach(actor, 'party.rules') ? await readParty(actor, 'party.read', (tx) => ruleSet(tx, wanted.data)) : null;
  if (!set) notFound();
  const [t, tParty] = await Promise.all([getTranslations('ratingRules'), getTranslations('modules.party')]);
  return (
    <>
      <PageHeader
        title={t('heading', { subject: t(`subject.${set.subject}`), from: String(set.fromYear) })}
        actions={<Link href="/party/rules">{t('back')}</Link>}
      >
        <p className="muted small">{tParty('private')}</p>
      </PageHeader>
      <PartyTabs actor={actor} current="rules" />
      <RuleSetPanel set={set} />
    </>
  );
}
