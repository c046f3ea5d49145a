import 'server-only';
import type { Actor } from '@/domain/actor';
import { type Day, dayOfColumn } from '@/domain/date';
import { reach } from '@/domain/policy';
import { db } from '@/server/db';
import { type BlocRole, byHeading, type ItemKind, kindOf, type Points, rankings, type Standing } from './rules';
import type { MeetingKind } from './schema';

export type BlocLine = { id: number; version: number; name: string; years: number[]; decision: string | null };

/** Blocs with the years of which they have members, latest first; in Vietnamese order. */
export async function blocs(actor: Actor): Promise<BlocLine[]> {
  if (!reach(actor, 'award.read')) return [];
  return db().$queryRaw<BlocLine[]>`
    SELECT b.id, b.row_version AS version, b.name, concat_ws(' · ', c.number, to_char(c.signed_on, 'DD/MM/YYYY'), c.subject) AS decision,
      coalesce((SELECT array_agg(DISTINCT m.year::int ORDER BY m.year::int DESC) FROM bloc_member m WHERE m.bloc_id = b.id AND m.voided_at IS NULL), '{}') AS years
    FROM bloc b LEFT JOIN decision c ON c.id = b.decision_id WHERE b.voided_at IS NULL ORDER BY b.name, b.id`;
}

export type BlocMember = Standing & {
  id: number;
  version: number;
  organisation: string;
  isUs: boolean;
  role: BlocRole;
  pledge: string | null;
  ballots: number | null;
  proposal: string | null;
};
export type ScoreItem = { id: number; code: string; name: string; heading: string | null; maxPoints: string; kind: ItemKind };
export type BlocMeeting = { id: number; version: number; kind: MeetingKind; heldOn: Day; place: string | null; result: string | null };
export type BlocYear = { members: BlocMember[]; items: ScoreItem[]; points: Points[]; meetings: BlocMeeting[] };

/** A bloc's year: members in the bloc's order with their totals and ranks, criteria by heading, points, meetings; four statements. */
export async function blocYear(actor: Actor, blocId: number, year: number): Promise<BlocYear> {
  if (!reach(actor, 'award.read')) return { members: [], items: [], points: [], meetings: [] };
  const here = { blocId, year, voidedAt: null };
  const [members, items, entries, meetings] = await Promise.all([
    db().blocMember.findMany({ where: here, orderBy: [{ sortOrder: 'asc' }, { id: 'asc' }] }),
    db().scoreItem.findMany({ where: here, orderBy: [{ isPenalty: 'asc' }, { isBonus: 'asc' }, { sortOrder: 'asc' }, { id: 'asc' }] }),
    db().scoreEntry.findMany({ where: { scoreItem: here, blocMember: here } }),
    db().blocMeeting.findMany({ where: here, orderBy: { heldOn: 'asc' } }),
  ]);
  const points = entries.map(({ scoreItemId, blocMemberId, selfPoints, verifiedPoints }) => ({
    ...{ itemId: scoreItemId, memberId: blocMemberId },
    ...{ self: selfPoints?.toString() ?? null, verified: verifiedPoints?.toString() ?? null },
  }));
  const sheet = items.map((item) => ({ ...item, kind: kindOf(item) }));
  const standing = new Map(rankings(sheet, members, points).map((one) => [one.memberId, one]));
  return {
    points,
    items: byHeading(
      sheet.map(({ id, code, name, heading, kind, maxPoints }) => ({ id, code, name, heading, kind, maxPoints: maxPoints.toString() })),
    ),
    members: members.map(({ id, rowVersion, organisation, isUs, role, pledge, ballots, proposal }) => ({
      ...(standing.get(id) ?? { memberId: id, self: null, verified: null, bonus: null, left: 0, rank: null, isTied: false }),
      ...{ id, version: rowVersion, organisation, isUs, role, pledge, ballots, proposal },
    })),
    meetings: meetings.map(({ id, rowVersion, kind, heldOn, place, result }) => ({
      ...{ id, version: rowVersion, kind, heldOn: dayOfColumn(heldOn), place, result },
    })),
  };
}
