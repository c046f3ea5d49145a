import 'server-only';
import type { Actor, Role } from '@/domain/actor';
import { type Day, dayOf } from '@/domain/date';
import { can, reach } from '@/domain/policy';
import { containing, wordsOf } from '@/domain/text';
import { db, Prisma, type Tx } from '@/server/db';
import type { AccountFilter } from './schema';

export const PAGE_SIZE = 50;

/** A role as it is read: `department` is its name on that day, null for roles of the whole hospital. */
export type RoleLine = { role: Role; department: string | null };
export type AccountLine = {
  id: number;
  username: string;
  displayName: string;
  state: 'ACTIVE' | 'CLOSED';
  isSample: boolean;
  mustChangePassword: boolean;
  /** Null: never signed in. */
  lastSeenAt: Date | null;
  roles: RoleLine[];
};

/** The grant `g` as JSON, with the name that its department has today or had last. */
const roleJson = (today: Day) => Prisma.sql`jsonb_build_object('role', g.role, 'department', (SELECT v.name FROM department_version v
  WHERE v.department_id = g.department_id AND v.valid_from <= ${today}::date ORDER BY v.valid_from DESC LIMIT 1))`;
const inForce = (today: Day) => Prisma.sql`g.valid_from <= ${today}::date AND (g.valid_to IS NULL OR g.valid_to > ${today}::date)`;

/**
 * One page of accounts that match, open ones first, by given name in Vietnamese order. `q` is searched without marks in name and user name.
 * Empty for who may not read accounts.
 */
export async function accountList(
  actor: Actor,
  { q, state, role, page }: AccountFilter,
  now: Date,
): Promise<{ rows: AccountLine[]; total: number }> {
  if (!reach(actor, 'account.read')) return { rows: [], total: 0 };
  const today = dayOf(now);
  const pattern = containing(wordsOf(q).join(' '));
  const conditions = [
    Prisma.sql`NOT a.is_system AND fold_vi(a.display_name || ' ' || a.username) LIKE ${pattern}`,
    ...(state ? [Prisma.sql`a.state::text = ${state}`] : []),
    ...(role
      ? [Prisma.sql`EXISTS (SELECT FROM role_grant g WHERE g.account_id = a.id AND g.role::text = ${role} AND ${inForce(today)})`]
      : []),
  ];
  const rows = await db().$queryRaw<(AccountLine & { total: number })[]>(Prisma.sql`
    SELECT a.id, a.username, a.display_name AS "displayName", a.state::text, a.is_sample AS "isSample", a.must_change_password AS "mustChangePassword",
      (SELECT max(s.last_seen_at) FROM session s WHERE s.account_id = a.id) AS "lastSeenAt",
      coalesce((SELECT jsonb_agg(${roleJson(today)} ORDER BY g.id) FROM role_grant g WHERE g.account_id = a.id AND ${inForce(today)}), '[]') AS roles,
      count(*) OVER ()::int AS total
    FROM account a WHERE ${Prisma.join(conditions, ' AND ')}
    ORDER BY a.state, substring(a.display_name FROM '\\S+$') COLLATE "vi-x-icu", a.display_name, a.id
    LIMIT ${PAGE_SIZE} OFFSET ${(page - 1) * PAGE_SIZE}`);
  return { rows: rows.map(({ total: _total, ...row }) => row), total: rows[0]?.total ?? 0 };
}

export type GrantLine = RoleLine & { id: number; validFrom: Day; validTo: Day | null; isOver: boolean };
export type AccountDetail = Omit<AccountLine, 'roles'> & {
  version: number;
  email: string | null;
  openSessions: number;
  grants: GrantLine[];
  /** Roles of the Party that were asked for and nobody has confirmed yet. */
  waiting: { role: Role; validFrom: Day }[];
};

/** One account with every role it has or had, current ones first; null when it does not exist or the actor may not read accounts. */
export async function accountById(actor: Actor, id: number, now: Date): Promise<AccountDetail | null> {
  if (!reach(actor, 'account.read')) return null;
  const today = dayOf(now);
  const [row] = await db().$queryRaw<AccountDetail[]>(Prisma.sql`
    SELECT a.id, a.row_version AS version, a.username, a.display_name AS "displayName", a.email, a.state::text, a.is_sample AS "isSample",
      a.must_change_password AS "mustChangePassword", (SELECT max(s.last_seen_at) FROM session s WHERE s.account_id = a.id) AS "lastSeenAt",
      (SELECT count(*)::int FROM session s WHERE s.account_id = a.id AND s.ended_at IS NULL AND s.expires_at > ${now}::timestamptz
        AND s.session_version = a.session_version) AS "openSessions",
      coalesce((SELECT jsonb_agg(${roleJson(today)} || jsonb_build_object('id', g.id, 'validFrom', g.valid_from, 'validTo', g.valid_to,
        'isOver', g.valid_to IS NOT NULL AND g.valid_to <= ${today}::date) ORDER BY g.valid_to NULLS FIRST, g.id) FROM role_grant g WHERE g.account_id = a.id), '[]') AS grants,
      coalesce((SELECT jsonb_agg(jsonb_build_object('role', q.role, 'validFrom', q.valid_from) ORDER BY q.id) FROM party_role_request q
        WHERE q.account_id = a.id AND q.decided_at IS NULL), '[]') AS waiting
    FROM account a WHERE a.id = ${id} AND NOT a.is_system`);
  return row ?? null;
}

export type PartyRoleRequestLine = {
  id: number;
  role: Role;
  /** The cell, of a secretary's role. */
  cell: string | null;
  who: string;
  username: string;
  validFrom: Date;
  askedBy: string;
  askedAt: Date;
  /** Asked by the reader, or for the reader: somebody else confirms it. */
  isOwn: boolean;
};

/** Roles of the Party that administrators asked for and nobody has decided, oldest first; for those who may confirm, empty for others. */
export async function partyRoleRequests(tx: Tx, actor: Actor): Promise<PartyRoleRequestLine[]> {
  if (!reach(actor, 'account.confirmParty')) return [];
  return tx.$queryRaw<PartyRoleRequestLine[]>`
    SELECT q.id, q.role::text AS role, q.valid_from AS "validFrom", q.asked_at AS "askedAt", a.display_name AS who, a.username, b.display_name AS "askedBy",
      (SELECT v.name FROM party_body_version v WHERE v.party_body_id = q.party_body_id ORDER BY v.valid_from DESC LIMIT 1) AS cell,
      ${actor.id} IN (q.asked_by_id, q.account_id) AS "isOwn"
    FROM party_role_request q JOIN account a ON a.id = q.account_id JOIN account b ON b.id = q.asked_by_id WHERE q.decided_at IS NULL ORDER BY q.id`;
}

/** Where the actor's own letters go; null: nowhere. */
export async function ownEmail(actor: Actor): Promise<string | null> {
  const row = await db().account.findUnique({ where: { id: actor.id }, select: { email: true } });
  return row?.email ?? null;
}

/** The actor's own roles today, for the page of one's account. */
export async function ownRoles(actor: Actor, now: Date): Promise<RoleLine[]> {
  const today = dayOf(now);
  const rows = await db().$queryRaw<{ line: RoleLine }[]>(
    Prisma.sql`SELECT ${roleJson(today)} AS line FROM role_grant g WHERE g.account_id = ${actor.id} AND ${inForce(today)} ORDER BY g.id`,
  );
  return rows.map(({ line }) => line);
}

export type AccountOfDepartment = {
  id: number;
  username: string;
  displayName: string;
  role: 'DEPARTMENT_HEAD' | 'REPORTER';
  isClosed: boolean;
};

/** Heads and reporters of the department on that day; for those who may read accounts, empty for everyone else. */
export async function accountsOfDepartment(actor: Actor, departmentId: number, day: Day): Promise<AccountOfDepartment[]> {
  if (!can(actor, 'account.read')) return [];
  return db().$queryRaw<AccountOfDepartment[]>`
    SELECT a.id, a.username, a.display_name AS "displayName", g.role::text AS role, a.state = 'CLOSED' AS "isClosed"
    FROM role_grant g JOIN account a ON a.id = g.account_id
    WHERE g.department_id = ${departmentId} AND g.valid_from <= ${day}::date AND (g.valid_to IS NULL OR g.valid_to > ${day}::date)
    ORDER BY g.role, a.display_name COLLATE "vi-x-icu"`;
}
