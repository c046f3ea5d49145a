import 'server-only';
import { cookies } from 'next/headers';
import { redirect } from 'next/navigation';
import { decode } from 'next-auth/jwt';
import { cache } from 'react';
import { z } from 'zod';
import { type Actor, hasRole, type Role } from '@/domain/actor';
import { dayOf, toColumn } from '@/domain/date';
import type { RequestInfo } from './command';
import { db } from './db';
import { env } from './env';
import { requestOrigin } from './request';

/** The cookie carries only this: which session. Everything else is read from the session's row on each request. */
const claims = z.object({ sid: z.uuid() });

export const SESSION_HOURS = 12;
const IDLE_MINUTES = { ordinary: 8 * 60, sensitive: 30 };
const SENSITIVE: readonly Role[] = ['ADMIN', 'PARTY_OFFICE', 'PARTY_COMMITTEE', 'CELL_SECRETARY'];
const TOUCH_MS = 60_000;

/** `__Host-` where the address is https; a plain name on http, where browsers refuse the prefix. */
export function sessionCookieName(): string {
  return env().APP_URL?.startsWith('https://') ? '__Host-tong-ket.session' : 'tong-ket.session';
}

export type Session = {
  id: string;
  actor: Actor;
  username: string;
  /** The first password must be changed before anything else. */
  mustChangePassword: boolean;
};

/**
 * The session behind this request, or null. One query: a closed account, a changed role or password, an ended or
 * idle session are refused on the very next request (reliability.md P11).
 */
export const currentSession = cache(async (): Promise<Session | null> => {
  const token = (await cookies()).get(sessionCookieName())?.value;
  if (!token) return null;
  const payload = await decode({ token, secret: env().NEXTAUTH_SECRET }).catch(() => null);
  const parsed = claims.safeParse(payload);
  return parsed.success ? liveSession(parsed.data.sid, new Date()) : null;
});

async function liveSession(id: string, now: Date): Promise<Session | null> {
  const today = toColumn(dayOf(now));
  const row = await db().session.findUnique({
    where: { id },
    select: {
      sessionVersion: true,
      lastSeenAt: true,
      expiresAt: true,
      endedAt: true,
      account: {
        select: {
          id: true,
          username: true,
          displayName: true,
          state: true,
          sessionVersion: true,
          mustChangePassword: true,
          roleGrants: {
            where: { validFrom: { lte: today }, OR: [{ validTo: null }, { validTo: { gt: today } }] },
            select: { role: true, departmentId: true },
          },
        },
      },
    },
  });
  if (!row || row.endedAt || row.expiresAt <= now) return null;
  const { account } = row;
  if (account.state !== 'ACTIVE' || account.sessionVersion !== row.sessionVersion) return null;
  const actor: Actor = { id: account.id, displayName: account.displayName, grants: account.roleGrants };
  const idleMinutes = SENSITIVE.some((role) => hasRole(actor, role)) ? IDLE_MINUTES.sensitive : IDLE_MINUTES.ordinary;
  const idleMs = now.getTime() - row.lastSeenAt.getTime();
  if (idleMs > idleMinutes * 60_000) return null;
  // Not a business record: no command, no audit, at most once a minute.
  if (idleMs > TOUCH_MS) await db().session.update({ where: { id }, data: { lastSeenAt: now } });
  return { id, actor, username: account.username, mustChangePassword: account.mustChangePassword };
}

/** Who is asking for this page; the anonymous go to sign in, a first password must be changed first. */
export const currentActor = cache(async (): Promise<Actor> => {
  const session = await currentSession();
  if (!session) redirect('/sign-in');
  if (session.mustChangePassword) redirect('/first-password');
  return session.actor;
});

/** What goes into the audit with a write of this request. */
export async function requestInfo(session: Session | null): Promise<RequestInfo> {
  const { id, ip } = await requestOrigin();
  return { id, ip, sessionId: session?.id ?? null };
}
