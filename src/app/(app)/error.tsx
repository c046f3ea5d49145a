'use client';

import en from '@/i18n/messages/en/errorPage.json';
import vi from '@/i18n/messages/vi/errorPage.json';
import { Button, LinkButton } from '@/ui/button';
import { Empty } from '@/ui/page/empty';

/** A panel or page that failed. The digest is the code in the log; what was typed stays in this browser; trying again asks the server anew. */
export default function ErrorInside({ error, retry }: { error: Error & { digest?: string }; retry: () => void }) {
  // An error page can ask the server for nothing; the document says which language it is in.
  const words = typeof document !== 'undefined' && document.documentElement.lang === 'en' ? en : vi;
  return (
    <Empty
      level={1}
      title={words.title}
      action={
        <div className="row">
          <Button variant="main" onClick={retry}>
            {words.retry}
          </Button>
          <LinkButton href="/">{words.home}</LinkButton>
        </div>
      }
    >
      {words.body.replace('{code}', error.digest ?? '—')}
    </Empty>
  );
}
