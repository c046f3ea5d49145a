import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { reach } from '@/domain/policy';
import { PartyRequestsPanel } from '@/features/accounts/panels/party-requests-panel';
import { partyRoleRequests } from '@/features/accounts/queries';
import { AccessPanel } from '@/features/break-glass/panels/access-panel';
import { looks, partyReads } from '@/features/break-glass/queries';
import { readFilter } from '@/features/break-glass/schema';
import { readParty } from '@/server/party-read';
import { currentActor } from '@/server/session';
import { PageHeader } from '@/ui/page/page-header';
import type { SearchParams } from '../../period';
import { PartyTabs } from '../party-tabs';

/** The title says nothing to those who may not know that the page exists. */
export async function generateMetadata(): Promise<Metadata> {
  return reach(await currentActor(), 'party.watch') ? { title: (await getTranslations('breakGlass.watch'))('title') } : {};
}

export default async function PartyAccessPage({ searchParams }: { searchParams: SearchParams }) {
  const [actor, search] = await Promise.all([currentActor(), searchParams]);
  if (!reach(actor, 'party.watch')) notFound();
  const filter = readFilter.parse(search);
  const found = await readParty(actor, 'party.read', async (tx) => ({
    requests: await partyRoleRequests(tx, actor),
    looks: await looks(tx),
    reads: await partyReads(tx, filter),
  }));
  if (!found) notFound();
  const [t, tParty] = await Promise.all([getTranslations('breakGlass.watch'), getTranslations('modules.party')]);
  return (
    <>
      <PageHeader title={t('title')}>
        <p className="muted small">{tParty('private')}</p>
      </PageHeader>
      <PartyTabs actor={actor} current="access" />
      <PartyRequestsPanel requests={found.requests} />
      <AccessPanel looks={found.looks} reads={found.reads} filter={filter} />
    </>
  );
}
