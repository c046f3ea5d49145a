import 'server-only';
import { toColumn } from '@/domain/date';
import { problemAt, Refusal } from '@/domain/errors';
import { Prisma, type Tx } from '@/server/db';
import type { Stamp } from '@/server/versioned';
import { type CampaignCounts, campaignDays, type MEMBER_COUNTS, type PastedMembers } from './rules';
import type { Decided, Level, RatingDecision } from './schema';

type Override = { reason: string; document: string };

/** A decision of the Party (số, ngày, cơ quan ban hành, người ký); a number that was recorded already is refused beside its field. */
export async function recordDecision(tx: Tx, decision: RatingDecision, subject: string, { actor, now }: Stamp): Promise<number> {
  const { number, authority, signer } = decision;
  const signedOn = toColumn(decision.signedOn);
  const twin = await tx.decision.findFirst({ where: { number, signedOn, authority, isParty: true, voidedAt: null }, select: { id: true } });
  if (twin) throw problemAt('decision.number', 'cellRatings.refused.decisionExists', { number });
  const made = await tx.decision.create({
    data: {
      ...{ kind: 'PARTY', isParty: true, number, signedOn, effectiveOn: signedOn, authority, signer, subject },
      ...{ updatedAt: now, updatedById: actor.id },
    },
    select: { id: true },
  });
  return made.id;
}

/**
 * The cap of a campaign, held until commit: deciders come one after another, in the order in which they ask, so that what is counted here is
 * what the database then counts.
 */
export async function holdCap(
  tx: Tx,
  campaignId: number,
): Promise<{ counts: CampaignCounts; overrideLimit: number | null; limit: number | null }> {
  const [cap] = await tx.$queryRaw<(CampaignCounts & { overrideLimit: number | null; limit: number | null })[]>`
    SELECT total_count AS total, excellent_count AS excellent, good_count AS good, rated_count AS rated, decided_excellent_count AS decided,
      override_limit AS "overrideLimit", cap_limit AS "limit" FROM rating_cap WHERE campaign_id = ${campaignId} FOR UPDATE`;
  if (!cap) throw new Error('a campaign without a cap row');
  const { overrideLimit, limit, ...counts } = cap;
  return { counts, overrideLimit, limit };
}

/** What the cap of a campaign's rule set is with these counts: `limit` null without one; `over`, excellent members above their own cell's cap. */
export type CapNow = { limit: number | null; over: number; severity: 'WARN' | 'BLOCK' };

/** The cap that the rule set of a campaign gives with these counts, by the database's own formula; counted for each cell where the rules say so. */
export async function capWith(tx: Tx, campaignId: number, { total, excellent, good, rated }: CampaignCounts): Promise<CapNow> {
  const [row] = await tx.$queryRaw<CapNow[]>`
    SELECT CASE WHEN s.cap_percent IS NULL THEN NULL WHEN s.cap_scope = 'CELL' THEN cells.limit
        ELSE cap_max(s.cap_percent, CASE s.cap_base WHEN 'GOOD_OR_BETTER' THEN ${excellent + good}::int WHEN 'GOOD_ONLY' THEN ${good}::int
          WHEN 'RATED' THEN ${rated}::int ELSE ${total}::int END, s.cap_rounding::text, s.cap_min_one) END AS "limit",
      CASE WHEN s.cap_scope = 'CELL' THEN cells.over ELSE 0 END AS over, CASE WHEN s.cap_severity = 'BLOCK' THEN 'BLOCK' ELSE 'WARN' END AS severity
    FROM rating_campaign c JOIN rating_rule_set s ON s.id = c.rule_set_id
      CROSS JOIN LATERAL (SELECT coalesce(sum(member_cap(m, s)), 0)::int AS "limit", coalesce(sum(greatest(0, m.excellent - member_cap(m, s))), 0)::int AS over
        FROM member_rating m WHERE m.campaign_id = c.id) cells
    WHERE c.id = ${campaignId}`;
  return row ?? { limit: null, over: 0, severity: 'WARN' };
}

/**
 * Refuses a ninth where eight are allowed, unless somebody says why and by which document; what is said stands in the cap's row for ever
 * after. Where the year's rules let nobody pass (BLOCK), no reason helps. The database counts again itself (constraints `rating_cap_limit`,
 * `rating_cap_cells`, trigger `rating_cap_blocks`).
 */
export async function keepCap(
  tx: Tx,
  campaignId: number,
  { after, overrideLimit, override }: { after: CampaignCounts; overrideLimit: number | null; override: Override | undefined },
  stamp: Stamp,
): Promise<void> {
  const { limit, over, severity } = await capWith(tx, campaignId, after);
  if (limit === null || (after.decided <= limit && over === 0) || after.decided <= (overrideLimit ?? 0)) return;
  if (severity === 'BLOCK') throw new Refusal('cellRatings.refused.capBlocks');
  if (!override)
    throw over > 0
      ? new Refusal('cellRatings.refused.overCellCap', { count: over })
      : new Refusal('cellRatings.refused.overCap', { count: after.decided, limit });
  await writeOverride(tx, campaignId, after.decided, override, stamp);
}

/** Lets a campaign have so many excellent ones. */
export async function writeOverride(
  tx: Tx,
  campaignId: number,
  limit: number,
  { reason, document }: Override,
  { actor, now }: Stamp,
): Promise<void> {
  await tx.ratingCap.update({
    where: { campaignId },
    data: {
      ...{ overrideLimit: limit, overrideReason: reason, overrideDocument: document, overrideById: actor.id, overrideAt: now },
      ...{ rowVersion: { increment: 1 }, updatedAt: now, updatedById: actor.id },
    },
  });
}

/** What raises the cap's base comes first, then what gives up a place, then what takes one: no row on the way stands over the cap. */
const IN_TURN: readonly (readonly Level[])[] = [['GOOD'], ['COMPLETED', 'NOT_COMPLETED'], ['EXCELLENT']];

/** Writes the decided levels, each row as it was looked at, with its step; somebody who changed one meanwhile makes the whole act wait. */
export async function writeDecided(tx: Tx, rows: readonly Decided[], decisionId: number, { actor, now }: Stamp): Promise<void> {
  for (const levels of IN_TURN) {
    const those = rows.filter(({ level }) => levels.includes(level));
    if (those.length === 0) continue;
    const changed = await tx.$executeRaw`
      UPDATE party_rating r SET state = 'DECIDED', level = w.level::rating_level_code, decision_id = ${decisionId}, row_version = r.row_version + 1, updated_at = ${now}, updated_by_id = ${actor.id}
      FROM unnest(${those.map(({ ratingId }) => ratingId)}::int[], ${those.map(({ version }) => version)}::int[], ${those.map(({ level }) => level)}::text[]) AS w (id, version, level)
      WHERE r.id = w.id AND r.row_version = w.version`;
    if (changed !== those.length) throw new Refusal('common.refused.conflict');
  }
  await tx.partyRatingStep.createMany({
    data: rows.map(({ ratingId, level }) => ({ ratingId, step: 'DECISION' as const, level, byId: actor.id, at: now })),
  });
}

/** Counts of many cells, in two statements: a cell's own rating of its members and its meeting are one act here, and the road has both. */
export async function writeMembers(tx: Tx, campaignId: number, rows: readonly PastedMembers[], { actor, now }: Stamp): Promise<void> {
  const ids = rows.map(({ partyBodyId }) => partyBodyId);
  await tx.memberRating.updateMany({ where: { campaignId, partyBodyId: { in: ids }, state: 'DRAFT' }, data: { state: 'SELF_RATED' } });
  const of = (key: (typeof MEMBER_COUNTS)[number]) => rows.map(({ counts }) => counts[key]);
  const changed = await tx.$executeRaw`
    UPDATE member_rating m SET total = w.total, exempt = w.exempt, exempt_reason = w.reason, eligible = w.eligible, rated = w.rated, excellent = w.excellent, good = w.good,
      completed = w.completed, not_completed = w.not_completed, state = 'CELL_REVIEWED', row_version = m.row_version + 1, updated_at = ${now}, updated_by_id = ${actor.id}
    FROM unnest(${ids}::int[], ${of('total')}::int[], ${of('exempt')}::int[], ${rows.map(({ counts }) => counts.exemptReason)}::text[], ${of('eligible')}::int[], ${of('rated')}::int[],
      ${of('excellent')}::int[], ${of('good')}::int[], ${of('completed')}::int[], ${of('notCompleted')}::int[])
      AS w (id, total, exempt, reason, eligible, rated, excellent, good, completed, not_completed)
    WHERE m.campaign_id = ${campaignId} AND m.party_body_id = w.id AND m.state NOT IN ('DECIDED', 'PUBLISHED')`;
  if (changed !== rows.length) throw new Refusal('common.refused.conflict');
}

/** Cells (or organisations) that existed in the campaign's span and have no row in it yet get one; how many. */
export async function insertMissing(
  tx: Tx,
  { id, year, quarter, subject, ruleSetId }: { id: number; year: number; quarter: number; subject: string; ruleSetId: number },
  { actor, now }: Stamp,
): Promise<number> {
  const { startsOn, endsOn } = campaignDays(year, quarter);
  const kind = subject === 'ORGANISATION' ? 'ORGANISATION' : 'CELL';
  const bodies = Prisma.sql`FROM party_body b WHERE b.kind = ${kind}::party_body_kind AND b.established_on <= ${`${endsOn.slice(0, 8)}28`}::date
    AND (b.dissolved_on IS NULL OR b.dissolved_on > ${startsOn}::date)`;
  return subject === 'MEMBER'
    ? tx.$executeRaw`
        INSERT INTO member_rating (campaign_id, party_body_id, updated_at, updated_by_id) SELECT ${id}, b.id, ${now}, ${actor.id} ${bodies}
        ON CONFLICT DO NOTHING`
    : tx.$executeRaw`
        INSERT INTO party_rating (campaign_id, party_body_id, rule_set_id, updated_at, updated_by_id) SELECT ${id}, b.id, ${ruleSetId}, ${now}, ${actor.id} ${bodies}
        ON CONFLICT DO NOTHING`;
}
