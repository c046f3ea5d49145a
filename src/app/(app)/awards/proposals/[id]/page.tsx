import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { id as idInput } from '@/domain/input';
import { ProposalPanel } from '@/features/award-proposals/panels/proposal-panel';
import { currentActor } from '@/server/session';
import { AwardTabs } from '../../award-tabs';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('awardProposals'))('back') };
}

export default async function ProposalPage({ params }: { params: Promise<{ id: string }> }) {
  const [actor, { id }] = await Promise.all([currentActor(), params]);
  const read = idInput.safeParse(id);
  const panel = read.success && (await ProposalPanel({ actor, id: read.data }));
  if (!panel) notFound();
  return (
    <>
      <AwardTabs actor={actor} current="proposals" />
      {panel}
    </>
  );
}
