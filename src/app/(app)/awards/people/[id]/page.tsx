import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { id as idInput } from '@/domain/input';
import { TimelinePanel } from '@/features/awards/panels/timeline-panel';
import { awardee, awardsOfPerson } from '@/features/awards/queries/register';
import { currentActor } from '@/server/session';
import { AwardTabs } from '../../award-tabs';

type Params = { params: Promise<{ id: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('awards.timeline'))('person') };
}

export default async function PersonAwardsPage({ params }: Params) {
  const [actor, { id }] = await Promise.all([currentActor(), params]);
  const asked = idInput.safeParse(id);
  const person = asked.success ? await awardee(actor, asked.data) : null;
  if (!person || !asked.success) notFound();
  const rows = await awardsOfPerson(actor, asked.data);
  return (
    <>
      <AwardTabs actor={actor} current="decisions" />
      <TimelinePanel actor={actor} kind="person" title={[person.honorifics, person.fullName].filter(Boolean).join(' ')} rows={rows} />
    </>
  );
}
