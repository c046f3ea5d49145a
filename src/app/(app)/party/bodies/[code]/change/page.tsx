import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { dayInput, id } from '@/domain/input';
import { reach } from '@/domain/policy';
import { CHANGES, ChangeBodyPanel } from '@/features/party-bodies/panels/change-panel';
import { currentActor } from '@/server/session';
import type { SearchParams } from '../../../../period';

type Props = { params: Promise<{ code: string }>; searchParams: SearchParams };

export async function generateMetadata(): Promise<Metadata> {
  return reach(await currentActor(), 'party.organise') ? { title: (await getTranslations('partyBodies.page'))('change') } : {};
}

export default async function ChangeBodyPage({ params, searchParams }: Props) {
  const [{ code }, search, actor] = await Promise.all([params, searchParams, currentActor()]);
  if (!reach(actor, 'party.organise')) notFound();
  const change = CHANGES.find((known) => known === search.do) ?? 'leaders';
  const from = [search['from[]'] ?? []].flat().flatMap((text) => id.safeParse(text).data ?? []);
  const asked = {
    on: dayInput.safeParse(search.on).data ?? null,
    from,
    into: id.safeParse(search.into).data ?? null,
    keeps: search.keeps === 'on',
  };
  return <ChangeBodyPanel code={decodeURIComponent(code)} change={change} asked={asked} />;
}
