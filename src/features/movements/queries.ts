import 'server-only';
import type { Actor } from '@/domain/actor';
import { type Day, dayOfColumn } from '@/domain/date';
import { reach } from '@/domain/policy';
import { containing, wordsOf } from '@/domain/text';
import { db } from '@/server/db';
import type { MovementScope } from './rules';
import type { MovementFilter } from './schema';

export type MovementLine = {
  id: number;
  name: string;
  scope: MovementScope;
  launchedBy: string;
  startsOn: Day | null;
  endsOn: Day | null;
  /** Departments that take part, and those commended. */
  units: number;
  commended: number;
  interimOn: Day | null;
  finalOn: Day | null;
};

/** What a list shows; the query answers one more, so that the page can say that there are others. */
export const MOST_MOVEMENTS = 300;

/** Movements, the latest first, at most `limit`; `q` is searched without marks in name and launcher. One statement. */
export async function movements(actor: Actor, { q, scope }: MovementFilter, limit = MOST_MOVEMENTS + 1): Promise<MovementLine[]> {
  if (!reach(actor, 'award.read')) return [];
  const words = wordsOf(q).map(containing);
  return db().$queryRaw<MovementLine[]>`
    SELECT m.id, m.name, m.scope::text AS scope, m.launched_by AS "launchedBy", m.starts_on::text AS "startsOn", m.ends_on::text AS "endsOn",
      u.units, u.commended, r."interimOn", r."finalOn"
    FROM movement m
      CROSS JOIN LATERAL (SELECT count(*)::int AS units, (count(*) FILTER (WHERE x.is_commended))::int AS commended FROM movement_unit x WHERE x.movement_id = m.id AND x.voided_at IS NULL) u
      CROSS JOIN LATERAL (SELECT (max(x.held_on) FILTER (WHERE x.stage = 'INTERIM'))::text AS "interimOn", (max(x.held_on) FILTER (WHERE x.stage = 'FINAL'))::text AS "finalOn"
        FROM movement_review x WHERE x.movement_id = m.id AND x.voided_at IS NULL) r
    WHERE m.voided_at IS NULL AND (${words.length === 0} OR m.search LIKE ALL (${words}::text[])) AND (${scope}::text IS NULL OR m.scope::text = ${scope}::text)
    ORDER BY m.starts_on DESC NULLS LAST, m.scope, m.name, m.id LIMIT ${limit}`;
}

export type MovementUnit = { departmentId: number; code: string; name: string; result: string | null; isCommended: boolean };
export type MovementReview = { id: number; stage: 'INTERIM' | 'FINAL'; heldOn: Day; result: string };
export type MovementDetail = Omit<MovementLine, 'units' | 'commended' | 'interimOn'> & {
  version: number;
  criteria: string | null;
  result: string | null;
  decision: { number: string | null; signedOn: Day | null; authority: string | null; subject: string } | null;
  /** In Vietnamese order of their names when the movement began. */
  units: MovementUnit[];
  /** Earliest first. */
  reviews: MovementReview[];
};

/** One movement with its departments and reviews; null when it is not there. */
export async function movement(actor: Actor, id: number): Promise<MovementDetail | null> {
  if (!reach(actor, 'award.read')) return null;
  const [found, units] = await Promise.all([
    db().movement.findUnique({
      where: { id, voidedAt: null },
      select: {
        ...{
          id: true,
          name: true,
          scope: true,
          launchedBy: true,
          startsOn: true,
          endsOn: true,
          criteria: true,
          result: true,
          rowVersion: true,
        },
        decision: { select: { number: true, signedOn: true, authority: true, subject: true } },
        movementReviews: {
          where: { voidedAt: null },
          orderBy: [{ heldOn: 'asc' }, { id: 'asc' }],
          select: { id: true, stage: true, heldOn: true, result: true },
        },
      },
    }),
    db().$queryRaw<MovementUnit[]>`
      SELECT u.department_id AS "departmentId", d.code, v.name, u.result, u.is_commended AS "isCommended"
      FROM movement_unit u JOIN movement m ON m.id = u.movement_id JOIN department d ON d.id = u.department_id
        JOIN LATERAL (SELECT x.name FROM department_version x WHERE x.department_id = d.id
          ORDER BY (x.valid_from <= coalesce(m.starts_on, current_date)) DESC, abs(x.valid_from - coalesce(m.starts_on, current_date)) LIMIT 1) v ON true
      WHERE u.movement_id = ${id} AND u.voided_at IS NULL ORDER BY v.name COLLATE "vi-x-icu"`,
  ]);
  if (!found) return null;
  const { rowVersion, decision, movementReviews, startsOn, endsOn, ...more } = found;
  const day = (column: Date | null) => column && dayOfColumn(column);
  const reviews = movementReviews.map((review) => ({ ...review, heldOn: dayOfColumn(review.heldOn) }));
  return {
    ...more,
    ...{ startsOn: day(startsOn), endsOn: day(endsOn), version: rowVersion, units, reviews },
    finalOn: reviews.filter(({ stage }) => stage === 'FINAL').at(-1)?.heldOn ?? null,
    decision: decision && { ...decision, signedOn: day(decision.signedOn) },
  };
}
