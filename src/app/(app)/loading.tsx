import { getTranslations } from 'next-intl/server';
import { BlockSkeleton } from '@/ui/page/skeleton';

export default async function Loading() {
  const t = await getTranslations('common');
  return <BlockSkeleton label={t('loading')} height={480} />;
}
