import { getTranslations } from 'next-intl/server';
import { LinkButton } from '@/ui/button';
import { Empty } from '@/ui/page/empty';

/** The same answer for what does not exist and for what one may not see. */
export default async function NotFoundPage() {
  const t = await getTranslations('common.notFoundPage');
  return (
    <main className="main">
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
    </main>
  );
}
