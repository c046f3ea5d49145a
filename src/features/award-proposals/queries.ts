import 'server-only';
import type { Actor } from '@/domain/actor';
import { type Day, dayOf } from '@/domain/date';
import { can, reach, visibleDepartments } from '@/domain/policy';
import { collectiveFacts, datedRules, peopleFacts, registerFacts } from '@/features/award-rules/queries';
import { conditionsById, EVIDENCE_KINDS, type EvidenceKind } from '@/features/award-rules/rules/conditions';
import { eligibilityOf } from '@/features/award-rules/rules/eligibility';
import { nameOn } from '@/features/departments/queries';
import { db, Prisma, type Tx } from '@/server/db';
import { type Frozen, type Present, withoutRatings } from './rules/frozen';
import { isOurs, type NextStep, nextStep, type ProposalState } from './rules/road';
import { storedFrozen } from './schema';

export type VoteLine = {
  heldOn: Day;
  eligible: number;
  present: number;
  votesFor: number;
  votesAgainst: number;
  votesBlank: number;
  thresholdPercent: number;
};
export type ProposalLine = {
  id: number;
  rowVersion: number;
  year: number;
  state: ProposalState;
  /** The day on which it came to where it stands. */
  since: Day;
  title: { id: number; code: string; name: string; level: string; track: string; decidedBy: string | null };
  subject: 'PERSON' | 'DEPARTMENT';
  personId: number | null;
  /** The person with what stands before the name, or the department. */
  name: string;
  department: { id: number; code: string; name: string };
  departmentVote: VoteLine | null;
  councilVote: VoteLine | null;
  statement: string | null;
  claims: EvidenceKind[];
  superior: string | null;
  submissionNumber: string | null;
  submittedOn: Day | null;
  /** Why it was refused or withdrawn; while it is under way, why its award was taken out of the register. */
  closedReason: string | null;
  /** Its award was revoked. */
  isRevoked: boolean;
  decision: { id: number; number: string | null; signedOn: Day | null } | null;
  /** What stood when the council sat, and when it was decided. */
  councilFindings: Frozen | null;
  decidedFindings: Frozen | null;
  next: NextStep;
};

/** Of which departments somebody may read proposals: the desk and the director of all, a department's own roles their own; null of none. */
export function readableDepartments(actor: Actor): 'all' | number[] | null {
  if (reach(actor, 'award.propose') === 'any' || reach(actor, 'award.appraisal') === 'any') return 'all';
  const own = visibleDepartments(actor, 'award.propose');
  return own.length > 0 ? own : null;
}

/** What a proposal claims, of what is stored. */
export function claimsOf(evidence: unknown): EvidenceKind[] {
  const said = evidence !== null && typeof evidence === 'object' && 'claims' in evidence ? evidence.claims : [];
  return EVIDENCE_KINDS.filter((kind) => Array.isArray(said) && said.includes(kind));
}

type Asked = { year?: number; ids?: number[]; decisionId?: number };
const vote = (stage: 'DEPARTMENT' | 'COUNCIL') => Prisma.sql`
  (SELECT jsonb_build_object('heldOn', v.held_on, 'eligible', v.eligible, 'present', v.present, 'votesFor', v.votes_for, 'votesAgainst', v.votes_against, 'votesBlank', v.votes_blank, 'thresholdPercent', v.threshold_percent)
   FROM proposal_vote v WHERE v.proposal_id = p.id AND v.stage = ${stage}::vote_stage)`;

/** Proposals of a year, or some by id, in the order of lists: level, title, then given name, collectives apart. One statement. */
export async function proposals(actor: Actor, { year, ids, decisionId }: Asked): Promise<ProposalLine[]> {
  const visible = readableDepartments(actor);
  if (visible === null) return [];
  const rows = await db().$queryRaw<(Omit<ProposalLine, 'next' | 'claims'> & { evidence: unknown })[]>`
    SELECT p.id, p.row_version AS "rowVersion", p.year::int AS year, p.state::text AS state, p.subject::text AS subject, p.person_id AS "personId", p.statement, p.evidence, p.council_findings AS "councilFindings", p.decided_findings AS "decidedFindings", p.superior,
      p.submission_number AS "submissionNumber", p.submitted_on::text AS "submittedOn", p.closed_reason AS "closedReason", p.is_revoked AS "isRevoked",
      jsonb_build_object('id', t.id, 'code', t.code, 'name', t.name, 'level', t.level, 'track', t.track, 'decidedBy', t.decided_by) AS title,
      jsonb_build_object('id', d.id, 'code', d.code, 'name', coalesce(n.name, d.code)) AS department,
      CASE WHEN p.person_id IS NULL THEN coalesce(n.name, d.code) ELSE concat_ws(' ', o.honorifics, o.full_name) END AS name,
      ${vote('DEPARTMENT')} AS "departmentVote", ${vote('COUNCIL')} AS "councilVote",
      CASE WHEN c.id IS NOT NULL THEN jsonb_build_object('id', c.id, 'number', c.number, 'signedOn', c.signed_on) END AS decision,
      coalesce(CASE p.state WHEN 'GRANTED' THEN c.signed_on WHEN 'SUBMITTED' THEN p.submitted_on
        WHEN 'COUNCIL_VOTED' THEN (SELECT v.held_on FROM proposal_vote v WHERE v.proposal_id = p.id AND v.stage = 'COUNCIL')
        WHEN 'DEPARTMENT_VOTED' THEN (SELECT v.held_on FROM proposal_vote v WHERE v.proposal_id = p.id AND v.stage = 'DEPARTMENT') END,
        (p.updated_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date)::text AS since
    FROM award_proposal p JOIN award_type t ON t.id = p.award_type_id AND NOT t.is_party JOIN department d ON d.id = p.department_id
      LEFT JOIN LATERAL (${nameOn(Prisma.sql`d.id`, Prisma.sql`make_date(p.year, 12, 31)`)}) n ON true
      LEFT JOIN person o ON o.id = p.person_id LEFT JOIN award a ON a.id = p.award_id AND NOT a.is_party LEFT JOIN decision c ON c.id = a.decision_id AND NOT c.is_party
    WHERE p.voided_at IS NULL AND ${visible === 'all' ? Prisma.sql`true` : Prisma.sql`p.department_id = ANY (${visible}::int[])`}
      AND (${year ?? null}::int IS NULL OR p.year = ${year ?? null}) AND (${ids ?? null}::int[] IS NULL OR p.id = ANY (${ids ?? null}::int[])) AND (${decisionId ?? null}::int IS NULL OR c.id = ${decisionId ?? null})
    ORDER BY CASE t.level WHEN 'STATE' THEN 1 WHEN 'PROVINCE_MINISTRY' THEN 2 WHEN 'GRASSROOTS' THEN 3 ELSE 4 END, t.sort_order, p.subject,
      o.given_name COLLATE "vi-x-icu", o.family_name COLLATE "vi-x-icu", o.middle_name COLLATE "vi-x-icu", n.name COLLATE "vi-x-icu", p.id`;
  return rows.map(({ evidence, ...row }) => {
    const frozen = (value: unknown) => {
      const kept = storedFrozen(value);
      return kept && row.subject === 'PERSON' && !can(actor, 'award.appraisal', { departmentId: row.department.id })
        ? withoutRatings(kept)
        : kept;
    };
    const road = { state: row.state, isOurs: isOurs(row.title), department: row.departmentVote, council: row.councilVote };
    return {
      ...{ ...row, claims: claimsOf(evidence), next: nextStep(road) },
      ...{ councilFindings: frozen(row.councilFindings), decidedFindings: frozen(row.decidedFindings) },
    };
  });
}

/** Whose conditions are asked, for what, and what is claimed for them. */
export type Candidate = {
  id: number;
  year: number;
  typeCode: string;
  personId: number | null;
  departmentId: number;
  claims: EvidenceKind[];
};

/**
 * What is found now of proposals, as far as the reader may see ratings, by their id; of who has left the hospital nothing. Six statements for a
 * year, however many proposals; inside an act they are read by its transaction.
 */
export async function presentFindings(
  actor: Actor,
  candidates: readonly Candidate[],
  now: Date,
  from: Tx = db(),
): Promise<Map<number, Present>> {
  const rules = await datedRules(actor, from);
  const conditions = conditionsById(rules);
  const found = new Map<number, Present>();
  for (const year of new Set(candidates.map((one) => one.year))) {
    const of = candidates.filter((one) => one.year === year);
    const day = [dayOf(now), `${year}-12-31`].sort()[0] ?? dayOf(now);
    const register = await registerFacts(actor, year, from);
    const personIds = of.flatMap(({ personId }) => personId ?? []);
    const people = personIds.length > 0 ? await peopleFacts(actor, { year, day, personIds }, from) : [];
    const units = personIds.length < of.length ? await collectiveFacts(actor, { year, day }, from) : [];
    const persons = new Map(people.map(({ id, awards, ratings }) => [id, { awards, ratings }]));
    const collectives = new Map(units.map(({ id, awards, staff, members }) => [id, { awards, staff, members }]));
    for (const { id, typeCode, personId, departmentId, claims } of of) {
      const [person, unit] = [personId === null ? null : persons.get(personId), personId === null ? collectives.get(departmentId) : null];
      const facts = person ? { kind: 'PERSON' as const, ...person, evidence: claims } : unit && { kind: 'COLLECTIVE' as const, ...unit };
      if (!register || !facts) continue;
      const { verdict, findings } = eligibilityOf(rules, typeCode, facts, register);
      found.set(id, { verdict, findings: findings.map((finding) => ({ ...finding, condition: conditions.get(finding.ruleId) ?? null })) });
    }
  }
  return found;
}
