import { getTranslations } from 'next-intl/server';
import { LinkButton } from '@/ui/button';
import { Empty } from '@/ui/page/empty';

export default async function NotFoundInside() {
  const t = await getTranslations('common.notFoundPage');
  return (
    <Empty
      level={1}
      title={t('title')}
      action={
        <LinkButton variant="main" href="/">
          {t('home')}
        </LinkButton>
      }
    >
      {t('body')}
    </Empty>
  );
}
