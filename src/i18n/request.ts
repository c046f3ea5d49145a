import { cookies } from 'next/headers';
import { getRequestConfig } from 'next-intl/server';
import { TIME_ZONE } from '@/domain/date';
import { LOCALE_COOKIE, LOCALES, type Locale, type Messages } from './messages';

/** next-intl asks once per request. */
export default getRequestConfig(async () => {
  const wanted = (await cookies()).get(LOCALE_COOKIE)?.value;
  const locale: Locale = LOCALES.find((known) => known === wanted) ?? 'vi';
  const messages: Messages = locale === 'en' ? (await import('./messages/en')).default : (await import('./messages/vi')).default;
  return { locale, messages, timeZone: TIME_ZONE };
});
