'use server';

import type { Route } from 'next';
import { cookies } from 'next/headers';
import { redirect } from 'next/navigation';
import { formAction } from '@/server/form-action';
import { runCommand } from '@/server/run-command';
import { currentSession } from '@/server/session';
import { sessionCookieName } from '@/server/session-cookie';
import {
  changeOwnPassword,
  closeAccount,
  createAccount,
  endAllSessions,
  endOwnOtherSessions,
  endOwnSession,
  grantRole,
  renameAccount,
  reopenAccount,
  resetPassword,
  revokeRole,
  setUpFirstAdministrator,
} from './commands';

export const changePasswordAction = formAction(changeOwnPassword, {
  secret: true,
  done: ({ ended }) => ({ key: 'accounts.own.passwordChanged', params: { ended } }),
});
export const changeFirstPasswordAction = formAction(changeOwnPassword, { secret: true, beforeFirstPassword: true, goTo: () => '/' });
export const endOwnSessionAction = formAction(endOwnSession);
export const endOwnOtherSessionsAction = formAction(endOwnOtherSessions);

export const createAccountAction = formAction(createAccount, {
  secret: true,
  done: ({ username, firstPassword }) => ({ key: 'accounts.list.created', params: { username, password: firstPassword } }),
});
export const renameAccountAction = formAction(renameAccount, { done: 'accounts.detail.renamed' });
export const closeAccountAction = formAction(closeAccount, { done: 'accounts.detail.closed' });
export const reopenAccountAction = formAction(reopenAccount, { done: 'accounts.detail.reopened' });
export const grantRoleAction = formAction(grantRole, { done: ({ ended }) => ({ key: 'accounts.detail.granted', params: { ended } }) });
export const revokeRoleAction = formAction(revokeRole, { done: 'accounts.detail.revoked' });
export const endAllSessionsAction = formAction(endAllSessions, {
  done: ({ ended }) => ({ key: 'accounts.detail.endedAll', params: { ended } }),
});
export const resetPasswordAction = formAction(resetPassword, {
  secret: true,
  done: ({ username, firstPassword }) => ({ key: 'accounts.detail.resetDone', params: { username, password: firstPassword } }),
});
export const setUpAction = formAction(setUpFirstAdministrator, {
  asSystem: true,
  secret: true,
  goTo: ({ username }): Route => `/sign-in?username=${username}`,
});

/** Ends this session and takes its cookie back. */
export async function signOutAction(): Promise<void> {
  const session = await currentSession();
  if (session) await runCommand(endOwnSession, { sessionId: session.id }, session);
  const name = sessionCookieName();
  (await cookies()).set({ name, value: '', maxAge: 0, path: '/', httpOnly: true, sameSite: 'lax', secure: name.startsWith('__Host-') });
  redirect('/sign-in');
}
