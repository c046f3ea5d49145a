import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { dayOf } from '@/domain/date';
import { reach } from '@/domain/policy';
import { TitlePanel } from '@/features/award-rules/panels/title-panel';
import { currentActor } from '@/server/session';
import type { SearchParams } from '../../../period';
import { AwardTabs } from '../../award-tabs';

type Props = { params: Promise<{ code: string }>; searchParams: SearchParams };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('awardRules'))('catalogue.describe') };
}

export default async function TitlePage({ params, searchParams }: Props) {
  const [actor, { code }, { rule }] = await Promise.all([currentActor(), params, searchParams]);
  if (!reach(actor, 'award.read')) notFound();
  const panel = await TitlePanel({ actor, code, today: dayOf(new Date()), setting: typeof rule === 'string' ? rule : '' });
  if (!panel) notFound();
  return (
    <>
      <AwardTabs actor={actor} current="catalogue" />
      {panel}
    </>
  );
}
