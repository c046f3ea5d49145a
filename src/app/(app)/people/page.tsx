import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { reach } from '@/domain/policy';
import { PeoplePanel } from '@/features/people/panels/people-panel';
import { currentActor } from '@/server/session';
import type { SearchParams } from '../period';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('people'))('title') };
}

export default async function PeoplePage({ searchParams }: { searchParams: SearchParams }) {
  const [actor, { q }] = await Promise.all([currentActor(), searchParams]);
  if (!reach(actor, 'person.manage')) notFound();
  return <PeoplePanel q={typeof q === 'string' ? q : ''} />;
}
