import 'server-only';
import { type Day, dayOfColumn } from '@/domain/date';
import type { Prisma, Tx } from '@/server/db';
import { type CapCounts, type CapReading, type CapRule, campaignDays, capReading, type Evidence, suggestLevel } from '../rules';
import type { CampaignSubject, Discipline, Level, RatingState } from '../schema';
import { evidenceOf, NO_EVIDENCE } from './evidence';

/** Who let the cap be passed, why, by which document and when: said on the sheet for ever after. */
export type CapOverride = { limit: number; reason: string; document: string; by: string; at: Date };
/** The cap of a campaign; null for a cell's secretary, who sees no count of the hospital, and for a rule set without a cap. */
export type Cap = { rule: CapRule; reading: CapReading; counts: CapCounts; override: CapOverride | null };
export type LevelName = { code: Level; label: string; short: string };

export type Campaign = {
  id: number;
  version: number;
  year: number;
  quarter: number;
  subject: CampaignSubject;
  openedOn: Day;
  dueOn: Day | null;
  closedAt: Date | null;
  documents: string;
  criteria: unknown;
  levels: LevelName[];
  cap: Cap | null;
};

type Asked = { year: number; quarter: number; subject: CampaignSubject };

/** The campaign of a year or quarter, with its levels and its cap; null when none was opened. Read in the caller's open transaction. */
export async function campaignOf(tx: Tx, asked: Asked): Promise<Campaign | null> {
  const found = await tx.ratingCampaign.findUnique({
    where: { year_quarter_subject: asked },
    include: {
      ruleSet: { include: { ratingLevels: { orderBy: { rank: 'desc' } } } },
      cap: { include: { overrideBy: { select: { displayName: true } } } },
    },
  });
  if (!found) return null;
  const { ruleSet, cap, id, rowVersion, openedOn, dueOn, closedAt } = found;
  return {
    ...asked,
    ...{ id, version: rowVersion, closedAt, documents: ruleSet.documents, criteria: ruleSet.criteria },
    openedOn: dayOfColumn(openedOn),
    dueOn: dueOn && dayOfColumn(dueOn),
    levels: ruleSet.ratingLevels.flatMap(({ code, label, shortLabel }) =>
      code === 'NOT_RATED' ? [] : [{ code, label, short: shortLabel }],
    ),
    cap: cap && capOf(cap, ruleSet),
  };
}

type CapRow = Prisma.RatingCapGetPayload<{ include: { overrideBy: { select: { displayName: true } } } }>;

function capOf(cap: CapRow, ruleSet: Prisma.RatingRuleSetGetPayload<object>): Cap | null {
  const { capPercent: percent, capBase: base, capRounding: rounding, capMinOne: minOne } = ruleSet;
  if (cap.capLimit === null || percent === null || base === null || rounding === null) return null;
  const rule = { percent, base, rounding, minOne };
  const counts = {
    total: cap.totalCount,
    excellent: cap.excellentCount,
    good: cap.goodCount,
    rated: cap.ratedCount,
    decided: cap.decidedExcellentCount,
  };
  const { overrideLimit: limit, overrideReason: reason, overrideDocument: document, overrideAt: at, overrideBy } = cap;
  return {
    rule,
    // the limit in force is the database's own number
    reading: { ...capReading(rule, counts), limit: cap.capLimit },
    counts,
    override:
      limit !== null && reason !== null && document !== null && at !== null
        ? { limit, reason, document, at, by: overrideBy?.displayName ?? '' }
        : null,
  };
}

export type RatingLine = {
  id: number;
  version: number;
  partyBodyId: number;
  code: string;
  name: string;
  secretary: string | null;
  state: RatingState;
  level: Level | null;
  selfLevel: Level | null;
  appraisedLevel: Level | null;
  /** Ballots for excellent of those present, at the latest meeting. */
  ballots: { excellent: number; present: number } | null;
  /** The latest score that somebody gave. */
  score: string | null;
  discipline: Discipline | null;
  decisionNumber: string | null;
  evidence: Evidence;
  suggested: Level | null;
};

type Row = Omit<RatingLine, 'evidence' | 'suggested'>;

/**
 * All rows of a campaign with their evidence, by the cells' order: two statements, however many cells. Row-level security leaves a
 * secretary the own cells. A read by name: the caller has it logged (`readParty`).
 */
export async function ratingLines(tx: Tx, campaign: Campaign, today: Day): Promise<RatingLine[]> {
  const { endsOn } = campaignDays(campaign.year, campaign.quarter);
  const rows = await tx.$queryRaw<Row[]>`
    SELECT r.id, r.row_version AS version, r.party_body_id AS "partyBodyId", b.code, coalesce(v.name, b.code) AS name, p.full_name AS secretary, r.state::text, r.level::text,
      self.level::text AS "selfLevel", judged.level::text AS "appraisedLevel", r.discipline::text, d.number AS "decisionNumber",
      CASE WHEN met.id IS NOT NULL THEN jsonb_build_object('excellent', coalesce(met.votes_excellent, 0), 'present', met.present) END AS ballots, scored.score::text
    FROM party_rating r JOIN party_body b ON b.id = r.party_body_id LEFT JOIN decision d ON d.id = r.decision_id
      LEFT JOIN LATERAL (SELECT x.name, x.secretary_id FROM party_body_version x WHERE x.party_body_id = b.id
        ORDER BY (x.valid_from <= ${endsOn}::date) DESC, abs(x.valid_from - ${endsOn}::date) LIMIT 1) v ON true
      LEFT JOIN person p ON p.id = v.secretary_id
      LEFT JOIN LATERAL (SELECT s.level FROM party_rating_step s WHERE s.rating_id = r.id AND s.step = 'SELF' ORDER BY s.id DESC LIMIT 1) self ON true
      LEFT JOIN LATERAL (SELECT s.level FROM party_rating_step s WHERE s.rating_id = r.id AND s.step = 'APPRAISAL' AND s.level IS NOT NULL ORDER BY s.id DESC LIMIT 1) judged ON true
      LEFT JOIN LATERAL (SELECT s.* FROM party_rating_step s WHERE s.rating_id = r.id AND s.step = 'CELL_MEETING' ORDER BY s.id DESC LIMIT 1) met ON true
      LEFT JOIN LATERAL (SELECT s.score FROM party_rating_step s WHERE s.rating_id = r.id AND s.score IS NOT NULL ORDER BY s.id DESC LIMIT 1) scored ON true
    WHERE r.campaign_id = ${campaign.id} AND r.voided_at IS NULL
    ORDER BY b.sort_order, v.name, b.id`;
  const evidence = await evidenceOf(tx, { year: campaign.year, quarter: campaign.quarter, today });
  return rows.map((row) => {
    const of = evidence.get(row.partyBodyId) ?? NO_EVIDENCE;
    return { ...row, evidence: of, suggested: suggestLevel(campaign.criteria, of)?.level ?? null };
  });
}

export type MemberLine = {
  partyBodyId: number;
  version: number;
  code: string;
  name: string;
  state: RatingState;
  total: number | null;
  exempt: number | null;
  exemptReason: string | null;
  eligible: number | null;
  rated: number | null;
  excellent: number | null;
  good: number | null;
  completed: number | null;
  notCompleted: number | null;
  note: string | null;
  decisionNumber: string | null;
};

/** Members of each cell of a campaign, as counts; one statement. Read in the caller's open transaction. */
export function memberLines(tx: Tx, campaign: Campaign): Promise<MemberLine[]> {
  const { endsOn } = campaignDays(campaign.year, campaign.quarter);
  return tx.$queryRaw<MemberLine[]>`
    SELECT m.party_body_id AS "partyBodyId", m.row_version AS version, b.code, coalesce(v.name, b.code) AS name, m.state::text, m.total, m.exempt, m.exempt_reason AS "exemptReason",
      m.eligible, m.rated, m.excellent, m.good, m.completed, m.not_completed AS "notCompleted", m.note, d.number AS "decisionNumber"
    FROM member_rating m JOIN party_body b ON b.id = m.party_body_id LEFT JOIN decision d ON d.id = m.decision_id
      LEFT JOIN LATERAL (SELECT x.name FROM party_body_version x WHERE x.party_body_id = b.id
        ORDER BY (x.valid_from <= ${endsOn}::date) DESC, abs(x.valid_from - ${endsOn}::date) LIMIT 1) v ON true
    WHERE m.campaign_id = ${campaign.id} ORDER BY b.sort_order, v.name, b.id`;
}

export type RatingStep = {
  id: number;
  step: 'SELF' | 'CELL_MEETING' | 'APPRAISAL' | 'DECISION' | 'APPEAL';
  level: Level | null;
  score: string | null;
  votes: {
    eligible: number;
    present: number;
    excellent: number;
    good: number;
    completed: number;
    notCompleted: number;
    invalid: number;
  } | null;
  note: string | null;
  by: string;
  at: Date;
};

/** Every step of one rating, latest first. Read in the caller's open transaction. */
export async function stepsOf(tx: Tx, ratingId: number): Promise<RatingStep[]> {
  const steps = await tx.partyRatingStep.findMany({
    where: { ratingId },
    orderBy: { id: 'desc' },
    take: 200,
    include: { by: { select: { displayName: true } } },
  });
  return steps.map(({ by, level, score, eligibleVoters, present, ...step }) => ({
    ...{ id: step.id, step: step.step, note: step.note, at: step.at, by: by.displayName },
    level: level === 'NOT_RATED' ? null : level,
    score: score?.toString() ?? null,
    votes:
      step.step === 'CELL_MEETING'
        ? {
            eligible: eligibleVoters ?? 0,
            present: present ?? 0,
            excellent: step.votesExcellent ?? 0,
            good: step.votesGood ?? 0,
            completed: step.votesCompleted ?? 0,
            notCompleted: step.votesNotCompleted ?? 0,
            invalid: step.invalidVotes ?? 0,
          }
        : null,
  }));
}

/** The rating of one cell in a campaign by its code; null when it has none or it is not the reader's. Read in the caller's open transaction. */
export async function ratingOf(tx: Tx, campaign: Campaign, code: string, today: Day): Promise<RatingLine | null> {
  return (await ratingLines(tx, campaign, today)).find((line) => line.code === code) ?? null;
}

/** Years in which this body was rated before, latest first: «2025 Xuất sắc». Read in the caller's open transaction. */
export function earlierLevels(tx: Tx, partyBodyId: number, year: number): Promise<{ year: number; label: string }[]> {
  return tx.$queryRaw<{ year: number; label: string }[]>`
    SELECT c.year::int, l.label FROM party_rating r JOIN rating_campaign c ON c.id = r.campaign_id JOIN rating_level l ON l.rule_set_id = r.rule_set_id AND l.code = r.level
    WHERE r.party_body_id = ${partyBodyId} AND c.quarter = 0 AND c.year < ${year} AND r.state IN ('DECIDED', 'PUBLISHED') AND r.voided_at IS NULL ORDER BY c.year DESC LIMIT 20`;
}
