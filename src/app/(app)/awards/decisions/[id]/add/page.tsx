import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { id as idInput } from '@/domain/input';
import { can } from '@/domain/policy';
import { DeskPanel } from '@/features/awards/panels/desk-panel';
import { decisionById, recipientsOf } from '@/features/awards/queries/register';
import { currentActor } from '@/server/session';
import { AwardTabs } from '../../../award-tabs';

type Params = { params: Promise<{ id: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('awards.decision'))('add') };
}

export default async function AddRecipientsPage({ params }: Params) {
  const [actor, { id }] = await Promise.all([currentActor(), params]);
  const asked = idInput.safeParse(id);
  const decision = asked.success && can(actor, 'award.manage') ? await decisionById(actor, asked.data) : null;
  if (!decision) notFound();
  const [first] = await recipientsOf(actor, decision.id);
  const year = first?.yearTo ?? Number((decision.signedOn ?? '2000').slice(0, 4));
  return (
    <>
      <AwardTabs actor={actor} current="decisions" />
      <DeskPanel
        actor={actor}
        year={year}
        existing={{ id: decision.id, number: decision.number ?? '–', signedOn: decision.signedOn ?? '' }}
      />
    </>
  );
}
