import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { z } from 'zod';
import { dayInput } from '@/domain/input';
import { TargetPanel } from '@/features/targets/panels/target-panel';
import { currentActor } from '@/server/session';
import { currentPeriod, type SearchParams } from '../../../period';

type Props = { params: Promise<{ code: string }>; searchParams: SearchParams };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const [{ code }, t] = await Promise.all([params, getTranslations('targets')]);
  return { title: `${t('title')} ${decodeURIComponent(code)}` };
}

/** `?on=2026-05-01` asks which version counted that day, `?from=1&to=2` compares two, `?view=versions` reads while a draft is prepared. */
export default async function TargetPage({ params, searchParams }: Props) {
  const [actor, { code }, search] = await Promise.all([currentActor(), params, searchParams]);
  const version = (text: unknown) => z.coerce.number().int().min(1).max(1000).safeParse(text).data ?? null;
  const asked = {
    on: dayInput.safeParse(search.on).data ?? null,
    from: version(search.from),
    to: version(search.to),
    isReading: search.view === 'versions',
  };
  return <TargetPanel actor={actor} code={decodeURIComponent(code)} period={currentPeriod(search)} asked={asked} />;
}
