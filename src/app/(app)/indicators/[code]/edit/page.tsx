import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { EditIndicatorPanel } from '@/features/indicators/panels/definition-panel';
import { currentActor } from '@/server/session';
import { currentPeriod, type SearchParams } from '../../../period';

type Props = { params: Promise<{ code: string }>; searchParams: SearchParams };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const [{ code }, t] = await Promise.all([params, getTranslations('indicators.form')]);
  return { title: `${t('edit')} ${decodeURIComponent(code)}` };
}

export default async function EditIndicatorPage({ params, searchParams }: Props) {
  const [actor, { code }, search] = await Promise.all([currentActor(), params, searchParams]);
  return <EditIndicatorPanel actor={actor} code={decodeURIComponent(code)} period={currentPeriod(search)} />;
}
