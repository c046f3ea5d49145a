import 'server-only';
import type { Actor } from '@/domain/actor';
import type { Day } from '@/domain/date';
import { reach } from '@/domain/policy';
import type { Aggregation } from '@/features/indicators/rules';
import { db, Prisma } from '@/server/db';
import { type SplitState, splitState, splitTotal } from '../rules/split';

export type TargetKind = 'ASSIGNED' | 'ADJUSTED';
export type TargetState = 'DRAFT' | 'IN_FORCE' | 'SUPERSEDED';
export type TargetDecision = { number: string | null; signedOn: Day | null; subject: string };

/** One version of a target. `value` and `total` are canonical decimals in the indicator's unit. */
export type TargetVersion = {
  targetId: number;
  indicatorId: number;
  year: number;
  versionNo: number;
  kind: TargetKind;
  state: TargetState;
  value: string;
  effectiveOn: Day;
  note: string | null;
  unsplitReason: string | null;
  /** The decision moves quarters that were over as well. */
  changesPast: boolean;
  decision: TargetDecision | null;
  /** What must equal the value; null when nothing is given to any department. Meaningless for limits. */
  total: string | null;
  split: SplitState;
  rowVersion: number;
  /** Who wrote last, and when. */
  updatedBy: string | null;
  updatedAt: Date;
};

type VersionRow = Omit<TargetVersion, 'total' | 'split'> & { aggregation: Aggregation };
type QuarterSum = { targetId: number; quarter: number; value: string };

/** All versions of a year or of all years, of one indicator or of all, oldest first. Two statements. */
async function versions(year: number | null, indicatorId: number | null): Promise<TargetVersion[]> {
  const wanted = Prisma.sql`(${year}::int IS NULL OR t.year = ${year}::int) AND (${indicatorId}::int IS NULL OR t.indicator_id = ${indicatorId}::int)`;
  const [rows, sums] = await Promise.all([
    db().$queryRaw<VersionRow[]>`
      SELECT t.id AS "targetId", t.indicator_id AS "indicatorId", t.year::int, t.version_no::int AS "versionNo", t.kind::text, t.state::text,
        trim_scale(t.value)::text AS value, t.effective_on::text AS "effectiveOn", t.note, t.unsplit_reason AS "unsplitReason", t.changes_past AS "changesPast",
        CASE WHEN d.id IS NOT NULL THEN json_build_object('number', d.number, 'signedOn', d.signed_on, 'subject', d.subject) END AS decision,
        t.row_version AS "rowVersion", a.display_name AS "updatedBy", t.updated_at AS "updatedAt", i.aggregation::text
      FROM target t JOIN indicator i ON i.id = t.indicator_id
        LEFT JOIN decision d ON d.id = t.decision_id AND NOT d.is_party
        LEFT JOIN account a ON a.id = t.updated_by_id
      WHERE ${wanted}
      ORDER BY t.year, t.indicator_id, t.version_no`,
    db().$queryRaw<QuarterSum[]>`
      SELECT s.target_id AS "targetId", p.index::int AS quarter, trim_scale(sum(s.value))::text AS value
      FROM target t JOIN target_share s ON s.target_id = t.id JOIN period p ON p.id = s.period_id
      WHERE ${wanted}
      GROUP BY 1, 2`,
  ]);
  const byTarget = new Map<number, [string | null, string | null, string | null, string | null]>();
  for (const { targetId, quarter, value } of sums) {
    const row = byTarget.get(targetId) ?? [null, null, null, null];
    row[quarter - 1] = value;
    byTarget.set(targetId, row);
  }
  return rows.map(({ aggregation, ...row }) => {
    const given = byTarget.get(row.targetId);
    const total = given ? (splitTotal(aggregation, [given]) ?? '0') : null;
    return { ...row, total, split: splitState(aggregation, row.value, total) };
  });
}

/** Every version of one indicator's target for a year, oldest first: what was assigned, and each adjustment beside it. */
export async function targetVersions(actor: Actor, indicatorId: number, year: number): Promise<TargetVersion[]> {
  return reach(actor, 'target.read') ? versions(year, indicatorId) : [];
}

/** The version in force of each year, latest year first. */
export async function targetsOverYears(actor: Actor, indicatorId: number): Promise<TargetVersion[]> {
  if (!reach(actor, 'target.read')) return [];
  return (await versions(null, indicatorId)).filter(({ state }) => state === 'IN_FORCE').reverse();
}

/** What an indicator is to reach in a year: the version that counts, the one before it, and a draft being prepared. */
export type TargetOfYear = {
  indicatorId: number;
  inForce: {
    targetId: number;
    versionNo: number;
    kind: TargetKind;
    /** In the indicator's unit. */
    value: number;
    effectiveOn: Day;
    decisionNumber: string | null;
    decisionSignedOn: Day | null;
  } | null;
  former: { versionNo: number; value: number } | null;
  draft: { targetId: number; versionNo: number; value: number } | null;
  /** Of the version in force, else of the draft. */
  split: SplitState;
};

/** The targets of a year, one row per indicator that has any. */
export async function targetsOfYear(actor: Actor, year: number): Promise<TargetOfYear[]> {
  if (!reach(actor, 'target.read')) return [];
  const byIndicator = new Map<number, TargetVersion[]>();
  for (const version of await versions(year, null))
    byIndicator.set(version.indicatorId, [...(byIndicator.get(version.indicatorId) ?? []), version]);
  return [...byIndicator].map(([indicatorId, all]) => {
    const inForce = all.find(({ state }) => state === 'IN_FORCE');
    const former = all.findLast(({ state }) => state === 'SUPERSEDED');
    const draft = all.find(({ state }) => state === 'DRAFT');
    return {
      indicatorId,
      inForce: inForce
        ? {
            targetId: inForce.targetId,
            versionNo: inForce.versionNo,
            kind: inForce.kind,
            value: Number(inForce.value),
            effectiveOn: inForce.effectiveOn,
            decisionNumber: inForce.decision?.number ?? null,
            decisionSignedOn: inForce.decision?.signedOn ?? null,
          }
        : null,
      former: former ? { versionNo: former.versionNo, value: Number(former.value) } : null,
      draft: draft ? { targetId: draft.targetId, versionNo: draft.versionNo, value: Number(draft.value) } : null,
      split: (inForce ?? draft)?.split ?? 'none',
    };
  });
}

/** Decisions on targets of the latest years, newest first: one decision assigns many. */
export async function targetDecisions(actor: Actor, limit = 30): Promise<(TargetDecision & { id: number })[]> {
  if (!reach(actor, 'target.manage')) return [];
  return db().$queryRaw<(TargetDecision & { id: number })[]>`
    SELECT id, number, signed_on::text AS "signedOn", subject FROM decision
    WHERE kind = 'TARGET' AND NOT is_party AND voided_at IS NULL ORDER BY signed_on DESC NULLS LAST, id DESC LIMIT ${limit}`;
}
