import type { Metadata, Viewport } from 'next';
import { cookies } from 'next/headers';
import { getLocale, getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { Sentences } from '@/ui/sentences';
import './globals.css';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('common');
  return { title: { default: t('product'), template: `%s · ${t('product')}` }, robots: { index: false, follow: false } };
}

export const viewport: Viewport = { width: 'device-width', initialScale: 1 };

const THEMES = ['light', 'dark'];

/** Language, theme and density come from cookies, so that the first paint is already right; no theme cookie leaves it to the system. */
export default async function RootLayout({ children }: { children: ReactNode }) {
  const [locale, jar, t] = await Promise.all([getLocale(), cookies(), getTranslations('common')]);
  const words = {
    tooLong: t('sentences.tooLong'),
    tooLongField: t('sentences.tooLongField'),
    unanswered: t('sentences.unanswered'),
    unsaved: t('sentences.unsaved'),
    datePattern: t('sentences.datePattern'),
    pickDate: t('sentences.pickDate'),
    unreadDate: t('field.notADate'),
  };
  const theme = THEMES.find((known) => known === jar.get('theme')?.value);
  const density = jar.get('density')?.value === 'thoang' ? 'thoang' : undefined;
  return (
    <html lang={locale} data-theme={theme} data-density={density}>
      <body>
        <Sentences words={words}>{children}</Sentences>
      </body>
    </html>
  );
}
