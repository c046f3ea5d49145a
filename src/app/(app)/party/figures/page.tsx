import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { periodToSearch } from '@/domain/period';
import { reach } from '@/domain/policy';
import { FiguresPanel } from '@/features/party-figures/panels/figures-panel';
import { yearsOf } from '@/features/party-figures/queries';
import { spanOf } from '@/features/party-figures/rules';
import { readParty } from '@/server/party-read';
import { currentActor } from '@/server/session';
import { PageHeader } from '@/ui/page/page-header';
import { currentPeriod, type SearchParams } from '../../period';
import { PartyTabs } from '../party-tabs';

/** The title says nothing to those who may not know that the page exists. */
export async function generateMetadata(): Promise<Metadata> {
  return reach(await currentActor(), 'party.publish') ? { title: (await getTranslations('partyFigures'))('title') } : {};
}

export default async function PartyFiguresPage({ searchParams }: { searchParams: SearchParams }) {
  const [actor, search] = await Promise.all([currentActor(), searchParams]);
  const period = currentPeriod(search);
  const span = spanOf(period);
  const known = reach(actor, 'party.publish')
    ? await readParty(actor, 'party.aggregate', (tx) => yearsOf(tx, span.year, span.quarter))
    : null;
  if (!known) notFound();
  const [t, tParty] = await Promise.all([getTranslations('partyFigures'), getTranslations('modules.party')]);
  return (
    <>
      <PageHeader
        title={t('title')}
        actions={
          <a className="btn" href="/api/party/figures" download>
            {tParty('excel')}
          </a>
        }
      >
        <p className="muted small">{tParty('private')}</p>
      </PageHeader>
      <PartyTabs actor={actor} current="figures" search={`?${periodToSearch(period)}`} />
      <FiguresPanel span={span} known={known.filter((one) => one.year === span.year && one.quarter === span.quarter)} />
    </>
  );
}
