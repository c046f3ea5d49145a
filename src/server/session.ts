import 'server-only';
import type { Route } from 'next';
import { cookies } from 'next/headers';
import { redirect } from 'next/navigation';
import { decode } from 'next-auth/jwt';
import { cache } from 'react';
import { z } from 'zod';
import type { Actor } from '@/domain/actor';
import type { RequestInfo } from './command';
import { env } from './env';
import { liveSession, type Session } from './live-session';
import { requestOrigin, requestPath } from './request';
import { sessionCookieName } from './session-cookie';

/** The cookie carries only this: which session. Everything else is read from the session's row on each request. */
const claims = z.object({ sid: z.uuid() });

/**
 * The session behind this request, or null: a closed account, a changed role or password, an ended or
 * idle session are refused on the very next request (reliability.md P11).
 */
export const currentSession = cache(async (): Promise<Session | null> => {
  const token = (await cookies()).get(sessionCookieName())?.value;
  if (!token) return null;
  const payload = await decode({ token, secret: env().NEXTAUTH_SECRET }).catch(() => null);
  const parsed = claims.safeParse(payload);
  return parsed.success ? liveSession(parsed.data.sid, new Date()) : null;
});

/** Who is asking for this page; the anonymous go to sign in, a first password must be changed first. */
export const currentActor = cache(async (): Promise<Actor> => {
  const session = await currentSession();
  if (!session) redirect(await signInAddress());
  if (session.mustChangePassword) redirect('/first-password');
  return session.actor;
});

/** Back to this page after signing in again. */
async function signInAddress(): Promise<Route> {
  const path = await requestPath();
  return path && path !== '/' ? `/sign-in?callbackUrl=${encodeURIComponent(path)}` : '/sign-in';
}

/** What goes into the audit with a write of this request. */
export async function requestInfo(session: Session | null): Promise<RequestInfo> {
  const { id, ip } = await requestOrigin();
  return { id, ip, sessionId: session?.id ?? null };
}
