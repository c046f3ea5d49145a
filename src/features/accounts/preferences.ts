'use server';

import { refresh } from 'next/cache';
import { cookies } from 'next/headers';
import { LOCALE_COOKIE } from '@/i18n/messages';
import { isHttps } from '@/server/session-cookie';

/** What this browser remembers of how pages are shown. The first choice of each is the one without a cookie. */
const CHOICES = { [LOCALE_COOKIE]: ['vi', 'en'], theme: ['system', 'light', 'dark'], density: ['gon', 'thoang'] } as const;
const YEAR_SECONDS = 365 * 86_400;

/** Keeps language and density, as a form sends them, in cookies of this browser; what is none of the choices changes nothing. */
export async function savePreferences(form: FormData): Promise<void> {
  await keep(LOCALE_COOKIE, form.get(LOCALE_COOKIE));
  await keep('density', form.get('density'));
  refresh();
}

/** Keeps the theme; the page has changed already. */
export async function saveTheme(theme: unknown): Promise<void> {
  await keep('theme', theme);
}

async function keep(name: keyof typeof CHOICES, chosen: unknown): Promise<void> {
  const choices: readonly string[] = CHOICES[name];
  if (typeof chosen !== 'string' || !choices.includes(chosen)) return;
  const isDefault = chosen === choices[0];
  const jar = await cookies();
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
