import { getTranslations } from 'next-intl/server';
import { LinkButton } from '@/ui/button';
import { Link } from '@/ui/link';
import { Empty } from '@/ui/page/empty';
import { BrandMark } from '@/ui/shell/brand-mark';

/** The same answer for what does not exist and for what one may not see. */
export default async function NotFoundPage() {
  const [t, tCommon] = await Promise.all([getTranslations('common.notFoundPage'), getTranslations('common')]);
  return (
    <main className="main alone">
      <Link className="brand" href="/">
        <BrandMark />
        {tCommon('product')}
      </Link>
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
