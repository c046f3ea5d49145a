'use server';

import { refresh } from 'next/cache';
import { cookies } from 'next/headers';
import { LOCALE_COOKIE } from '@/i18n/messages';
import { isHttps } from '@/server/session-cookie';

/** What this browser remembers of how pages are shown. The first choice of each is the one without a cookie. */
const CHOICES = { [LOCALE_COOKIE]: ['vi', 'en'], theme: ['system', 'light', 'dark'], density: ['gon', 'thoang'] };
const YEAR_SECONDS = 365 * 86_400;

/** Keeps language, theme and density in cookies of this browser; what is none of the choices changes nothing. */
export async function savePreferences(form: FormData): Promise<void> {
  const jar = await cookies();
  for (const [name, choices] of Object.entries(CHOICES)) {
    const chosen = form.get(name);
    if (typeof chosen !== 'string' || !choices.includes(chosen)) continue;
    const isDefault = chosen === choices[0];
    jar.set({
      name,
      value: isDefault ? '' : chosen,
      maxAge: isDefault ? 0 : YEAR_SECONDS,
      path: '/',
      httpOnly: true,
      sameSite: 'lax',
      secure: isHttps(),
    });
  }
  refresh();
}
