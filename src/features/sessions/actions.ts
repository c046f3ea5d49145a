'use server';

import { cookies } from 'next/headers';
import { redirect } from 'next/navigation';
import { formAction } from '@/server/form-action';
import { runCommand } from '@/server/run-command';
import { currentSession } from '@/server/session';
import { sessionCookieName } from '@/server/session-cookie';
import { endOwnOtherSessions, endOwnSession } from './commands';

export const endOwnSessionAction = formAction(endOwnSession);
export const endOwnOtherSessionsAction = formAction(endOwnOtherSessions);

/** Ends this session and takes its cookie back. */
export async function signOutAction(): Promise<void> {
  const session = await currentSession();
  if (session) await runCommand(endOwnSession, { sessionId: session.id }, session);
  const name = sessionCookieName();
  (await cookies()).set({ name, value: '', maxAge: 0, path: '/', httpOnly: true, sameSite: 'lax', secure: name.startsWith('__Host-') });
  redirect('/sign-in');
}
