import 'server-only';
import type { Actor } from '@/domain/actor';
import { dayOf } from '@/domain/date';
import { db, Prisma } from '@/server/db';
import { idleLimitMs } from '@/server/live-session';

export type SessionLine = { id: string; createdAt: Date; lastSeenAt: Date; ip: string | null; userAgent: string | null };

/** The actor's own sessions that still work, the last used first. */
export async function ownSessions(actor: Actor, now: Date): Promise<SessionLine[]> {
  const usedAfter = new Date(now.getTime() - idleLimitMs(actor));
  return db().$queryRaw<SessionLine[]>(Prisma.sql`
    SELECT s.id::text, s.created_at AS "createdAt", s.last_seen_at AS "lastSeenAt", s.ip, s.user_agent AS "userAgent"
    FROM session s JOIN account a ON a.id = s.account_id AND a.session_version = s.session_version
    WHERE s.account_id = ${actor.id} AND s.ended_at IS NULL AND s.expires_at > ${now}::timestamptz AND s.last_seen_at >= ${usedAfter}::timestamptz
    ORDER BY s.last_seen_at DESC`);
}

/** The hospital's name, for the sign-in page; null before there is one. */
export async function hospitalName(now: Date): Promise<string | null> {
  const today = dayOf(now);
  const [row] = await db().$queryRaw<{ name: string }[]>(Prisma.sql`
    SELECT v.name FROM department_version v WHERE v.kind = 'HOSPITAL' AND v.valid_from <= ${today}::date AND (v.valid_to IS NULL OR v.valid_to > ${today}::date) LIMIT 1`);
  return row?.name ?? null;
}
