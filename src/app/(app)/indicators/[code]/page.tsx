import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { IndicatorPanel } from '@/features/indicators/panels/indicator-panel';
import { currentActor } from '@/server/session';
import { currentPeriod, type SearchParams } from '../../period';

type Props = { params: Promise<{ code: string }>; searchParams: SearchParams };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const [{ code }, t] = await Promise.all([params, getTranslations('indicators')]);
  return { title: `${t('title')} ${decodeURIComponent(code)}` };
}

export default async function IndicatorPage({ params, searchParams }: Props) {
  const [actor, { code }, search] = await Promise.all([currentActor(), params, searchParams]);
  return <IndicatorPanel actor={actor} code={decodeURIComponent(code)} period={currentPeriod(search)} />;
}
