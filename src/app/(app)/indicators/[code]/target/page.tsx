import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { TargetPanel } from '@/features/targets/panels/target-panel';
import { currentActor } from '@/server/session';
import { currentPeriod, type SearchParams } from '../../../period';

type Props = { params: Promise<{ code: string }>; searchParams: SearchParams };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const [{ code }, t] = await Promise.all([params, getTranslations('targets')]);
  return { title: `${t('title')} ${decodeURIComponent(code)}` };
}

export default async function TargetPage({ params, searchParams }: Props) {
  const [actor, { code }, search] = await Promise.all([currentActor(), params, searchParams]);
  return <TargetPanel actor={actor} code={decodeURIComponent(code)} period={currentPeriod(search)} />;
}
