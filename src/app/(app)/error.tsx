'use client';

import { useTranslations } from 'next-intl';
import { Button, LinkButton } from '@/ui/button';
import { Empty } from '@/ui/page/empty';

/** A panel or page that failed. The digest is the code in the log; what was typed stays in this browser. */
export default function ErrorInside({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  const t = useTranslations('common');
  return (
    <Empty
      level={1}
      title={t('errorPage.title')}
      action={
        <div className="row">
          <Button variant="main" onClick={reset}>
            {t('retry')}
          </Button>
          <LinkButton href="/">{t('errorPage.home')}</LinkButton>
        </div>
      }
    >
      {t('errorPage.body', { code: error.digest ?? '—' })}
    </Empty>
  );
}
