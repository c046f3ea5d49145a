import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { can, reach } from '@/domain/policy';
import { DecisionsPanel } from '@/features/awards/panels/decisions-panel';
import { decisionSearch } from '@/features/awards/schema';
import { currentActor } from '@/server/session';
import { LinkButton } from '@/ui/button';
import { PageHeader } from '@/ui/page/page-header';
import type { SearchParams } from '../../period';
import { AwardTabs } from '../award-tabs';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('awards.decisions'))('title') };
}

export default async function DecisionsPage({ searchParams }: { searchParams: SearchParams }) {
  const [actor, t, search] = await Promise.all([currentActor(), getTranslations('awards.decisions'), searchParams]);
  if (!reach(actor, 'award.read')) notFound();
  const { q, signed, import: batchId } = decisionSearch.parse(search);
  return (
    <>
      <PageHeader
        title={t('title')}
        actions={
          can(actor, 'award.manage') && (
            <>
              <LinkButton href="/awards/historic">{t('historic')}</LinkButton>
              <LinkButton href="/awards/decisions/new" variant="main">
                {t('new')}
              </LinkButton>
            </>
          )
        }
      />
      <AwardTabs actor={actor} current="decisions" />
      <DecisionsPanel actor={actor} q={q} year={signed} batchId={batchId} />
    </>
  );
}
