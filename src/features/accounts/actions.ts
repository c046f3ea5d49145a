'use server';

import { refresh } from 'next/cache';
import { cookies } from 'next/headers';
import { LOCALE_COOKIE } from '@/i18n/messages';
import { formAction } from '@/server/form-action';
import { isHttps } from '@/server/session-cookie';
import {
  changeOwnPassword,
  closeAccount,
  confirmPartyRole,
  createAccount,
  declinePartyRole,
  endAllSessions,
  grantRole,
  renameAccount,
  reopenAccount,
  resetPassword,
  revokeRole,
  setEmail,
  setOwnEmail,
} from './commands';

export const changePasswordAction = formAction(changeOwnPassword, {
  secret: true,
  done: ({ ended }) => ({ key: 'accounts.own.passwordChanged', params: { ended } }),
});
export const changeFirstPasswordAction = formAction(changeOwnPassword, { secret: true, beforeFirstPassword: true, goTo: () => '/' });

export const createAccountAction = formAction(createAccount, {
  secret: true,
  done: ({ username, firstPassword, waiting }) => ({
    key: waiting > 0 ? 'accounts.list.createdWaiting' : 'accounts.list.created',
    params: { username, password: firstPassword },
  }),
});
export const renameAccountAction = formAction(renameAccount, { done: 'accounts.detail.renamed' });
export const setEmailAction = formAction(setEmail, { done: 'accounts.own.emailSaved' });
export const setOwnEmailAction = formAction(setOwnEmail, { done: 'accounts.own.emailSaved' });
export const closeAccountAction = formAction(closeAccount, { done: 'accounts.detail.closed' });
export const reopenAccountAction = formAction(reopenAccount, { done: 'accounts.detail.reopened' });
export const grantRoleAction = formAction(grantRole, {
  done: ({ waiting, ended }) => ({ key: waiting > 0 ? 'accounts.detail.askedParty' : 'accounts.detail.granted', params: { ended } }),
});
export const confirmPartyRoleAction = formAction(confirmPartyRole, { done: 'accounts.party.confirmed' });
export const declinePartyRoleAction = formAction(declinePartyRole, { done: 'accounts.party.declined' });
export const revokeRoleAction = formAction(revokeRole, { done: 'accounts.detail.revoked' });
export const endAllSessionsAction = formAction(endAllSessions, {
  done: ({ ended }) => ({ key: 'accounts.detail.endedAll', params: { ended } }),
});
export const resetPasswordAction = formAction(resetPassword, {
  secret: true,
  done: ({ username, firstPassword, waiting }) => ({
    key: waiting > 0 ? 'accounts.detail.resetDoneWaiting' : 'accounts.detail.resetDone',
    params: { username, password: firstPassword },
  }),
});

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
