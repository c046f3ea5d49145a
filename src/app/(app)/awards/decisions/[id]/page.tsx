import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { id as idInput } from '@/domain/input';
import { DecisionPanel } from '@/features/awards/panels/decision-panel';
import { decisionById } from '@/features/awards/queries/register';
import { currentActor } from '@/server/session';
import { AwardTabs } from '../../award-tabs';

type Params = { params: Promise<{ id: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('awards.decision'))('above') };
}

export default async function DecisionPage({ params }: Params) {
  const [actor, { id }] = await Promise.all([currentActor(), params]);
  const asked = idInput.safeParse(id);
  const decision = asked.success ? await decisionById(actor, asked.data) : null;
  if (!decision) notFound();
  return (
    <>
      <AwardTabs actor={actor} current="decisions" />
      <DecisionPanel actor={actor} decision={decision} />
    </>
  );
}
