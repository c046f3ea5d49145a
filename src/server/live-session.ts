import 'server-only';
import { type Actor, type Grant, hasRole, type Role } from '@/domain/actor';
import { dayOf } from '@/domain/date';
import { db, Prisma } from './db';

/** How long a sign-in lasts at most. */
export const SESSION_HOURS = 12;
const IDLE_MINUTES = { ordinary: 8 * 60, sensitive: 30 };
const SENSITIVE: readonly Role[] = ['ADMIN', 'PARTY_OFFICE', 'PARTY_COMMITTEE', 'CELL_SECRETARY'];
const TOUCH_MS = 60_000;

export type Session = {
  id: string;
  actor: Actor;
  username: string;
  /** The first password must be changed before anything else. */
  mustChangePassword: boolean;
};

type Row = {
  id: number;
  username: string;
  displayName: string;
  mustChangePassword: boolean;
  lastSeenAt: Date;
  grants: Grant[];
  breakGlassUntil: Date | null;
};

/** The session of this id if it still counts at this moment, else null. The one place that decides it, in one statement. */
export async function liveSession(id: string, now: Date): Promise<Session | null> {
  const today = dayOf(now);
  const [row] = await db().$queryRaw<Row[]>(Prisma.sql`
    SELECT a.id, a.username, a.display_name AS "displayName", a.must_change_password AS "mustChangePassword", s.last_seen_at AS "lastSeenAt",
      break_glass_until(a.id) AS "breakGlassUntil",
      coalesce((SELECT jsonb_agg(jsonb_build_object('role', g.role, 'departmentId', g.department_id, 'partyBodyId', g.party_body_id) ORDER BY g.id) FROM role_grant g
        WHERE g.account_id = a.id AND g.valid_from <= ${today}::date AND (g.valid_to IS NULL OR g.valid_to > ${today}::date)), '[]') AS grants
    FROM session s JOIN account a ON a.id = s.account_id
    WHERE s.id = ${id}::uuid AND s.ended_at IS NULL AND s.expires_at > ${now}::timestamptz
      AND a.state = 'ACTIVE' AND a.session_version = s.session_version`);
  if (!row) return null;
  const actor: Actor = {
    id: row.id,
    displayName: row.displayName,
    grants: row.grants,
    breakGlassUntil: row.breakGlassUntil?.toISOString() ?? null,
  };
  const idleMs = now.getTime() - row.lastSeenAt.getTime();
  if (idleMs > idleLimitMs(actor)) return null;
  // Not a business record: no command, no audit, at most once a minute.
  if (idleMs > TOUCH_MS) await db().session.updateMany({ where: { id, endedAt: null }, data: { lastSeenAt: now } });
  return { id, actor, username: row.username, mustChangePassword: row.mustChangePassword };
}

/** How long this person's session may lie untouched, in milliseconds: short where an open screen does most harm. */
export function idleLimitMs(actor: Actor): number {
  return 60_000 * (SENSITIVE.some((role) => hasRole(actor, role)) ? IDLE_MINUTES.sensitive : IDLE_MINUTES.ordinary);
}
