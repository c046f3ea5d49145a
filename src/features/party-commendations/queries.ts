import 'server-only';
import { type Day, dayOfColumn } from '@/domain/date';
import { Prisma, type Tx } from '@/server/db';
import type { BadgeState } from './schema';

export type CommendationRow = {
  id: number;
  version: number;
  type: string;
  /** Cell or person by name; null when it is a number of unnamed ones. */
  whom: string | null;
  subjectText: string | null;
  count: number;
  yearFrom: number;
  yearTo: number;
  decision: { number: string | null; signedOn: Day | null } | null;
  /** đồng for all of the row; null when the type has no known multiple. */
  money: number | null;
};

/**
 * Which commendations (`a`, with their decision `d`) a year tells of: merit that ends in it, and runs of years granted in it. «Bằng khen cho 05
 * cá nhân … 5 năm 2013–2017» stands in the report on 2018, the year of its decision (seeds/001).
 */
export const ofYear = (year: number) =>
  Prisma.sql`(a.year_to = ${year} OR (a.year_from < a.year_to AND date_part('year', d.signed_on) = ${year}))`;

/** Party commendations of a year, in the catalogue's order. Takes a Party read; asks no permission itself. One statement. */
export async function commendationsOf(tx: Tx, year: number): Promise<CommendationRow[]> {
  return tx.$queryRaw<CommendationRow[]>`
    SELECT a.id, a.row_version AS version, t.name AS type,
      coalesce(v.name, CASE WHEN p.id IS NOT NULL THEN concat_ws(' ', p.honorifics, p.full_name) END) AS whom, a.subject_text AS "subjectText", a.count,
      a.year_from AS "yearFrom", a.year_to AS "yearTo", a.bonus_amount::float8 AS money,
      CASE WHEN d.id IS NOT NULL THEN jsonb_build_object('number', d.number, 'signedOn', d.signed_on) END AS decision
    FROM award a JOIN award_type t ON t.id = a.award_type_id LEFT JOIN decision d ON d.id = a.decision_id LEFT JOIN person p ON p.id = a.person_id
      LEFT JOIN party_body_version v ON v.party_body_id = a.party_body_id AND v.valid_from <= make_date(a.year_to, 12, 31) AND (v.valid_to IS NULL OR v.valid_to > make_date(a.year_to, 12, 31))
    WHERE a.is_party AND a.voided_at IS NULL AND ${ofYear(year)} ORDER BY t.sort_order, whom NULLS LAST, a.id`;
}

export type BadgeRow = {
  id: number;
  version: number;
  milestone: number;
  whom: string | null;
  count: number;
  dueOn: Day | null;
  state: BadgeState;
};

/** Badges on the list: those not handed over yet, soonest first, and those of this year. Takes a Party read; asks no permission itself. */
export async function badgesOf(tx: Tx, year: number): Promise<BadgeRow[]> {
  const rows = await tx.partyBadge.findMany({
    where: { voidedAt: null, OR: [{ state: { not: 'PRESENTED' } }, { award: { yearTo: year } }] },
    orderBy: [{ dueOn: { sort: 'asc', nulls: 'last' } }, { id: 'asc' }],
    select: {
      id: true,
      rowVersion: true,
      milestone: true,
      count: true,
      dueOn: true,
      state: true,
      person: { select: { honorifics: true, fullName: true } },
    },
  });
  return rows.map(({ rowVersion, dueOn, person, ...badge }) => ({
    ...badge,
    version: rowVersion,
    dueOn: dueOn && dayOfColumn(dueOn),
    whom: person && [person.honorifics, person.fullName].filter(Boolean).join(' '),
  }));
}

/** Types of Party commendation besides badges, as choices: code and name. Takes a Party read. */
export async function commendationTypes(tx: Tx): Promise<{ code: string; name: string }[]> {
  return tx.awardType.findMany({
    where: { isParty: true, code: { not: { startsWith: 'HHD' } } },
    orderBy: { sortOrder: 'asc' },
    select: { code: true, name: true },
  });
}

/** Bodies that exist some day of the year, by name: whom one may commend. Takes a Party read. */
export async function bodiesOf(tx: Tx, year: number): Promise<{ id: number; name: string }[]> {
  return tx.$queryRaw`
    SELECT DISTINCT ON (b.sort_order, b.id) b.id, v.name FROM party_body b JOIN party_body_version v ON v.party_body_id = b.id
      AND v.valid_from <= make_date(${year}, 12, 31) AND (v.valid_to IS NULL OR v.valid_to > make_date(${year}, 1, 1))
    WHERE b.established_on <= make_date(${year}, 12, 31) AND (b.dissolved_on IS NULL OR b.dissolved_on > make_date(${year}, 1, 1)) ORDER BY b.sort_order, b.id, v.valid_from DESC`;
}
