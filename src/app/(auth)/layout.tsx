import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { DoorDrawing } from '@/features/sessions/components/door-drawing';
import { BrandMark } from '@/ui/shell/brand-mark';

/** The door: a form on white, and beside it what the product is. On a phone only the form. */
export default async function DoorLayout({ children }: { children: ReactNode }) {
  const [t, tCommon] = await Promise.all([getTranslations('accounts.signIn'), getTranslations('common')]);
  return (
    <div className="grid min-h-screen grid-cols-[29rem_1fr] phone:grid-cols-1">
      <main className="flex flex-col justify-between gap-8 border-r border-hair bg-surface px-14 py-8 phone:border-0 phone:p-6">
        <p className="flex items-center gap-2.5 text-[1.125rem] text-primary">
          <BrandMark />
          <b className="text-ink">{tCommon('product')}</b>
        </p>
        <div>{children}</div>
        <p className="small muted">{t('expired')}</p>
      </main>
      <aside className="flex flex-col justify-center px-24 py-8 phone:hidden">
        <DoorDrawing />
        <p className="mt-2 max-w-[40rem] text-head">
          <b className="text-title">{t('sloganLead')}</b>
          <br />
          <span className="muted">{t('slogan')}</span>
        </p>
      </aside>
    </div>
  );
}
