import 'server-only';
import { createHash } from 'node:crypto';
import type { Actor } from '@/domain/actor';
import { type Day, dayOf } from '@/domain/date';
import type { RefusalParams } from '@/domain/errors';
import { can } from '@/domain/policy';
import type { MessageKey } from '@/i18n/messages';
import { db, type Tx } from '@/server/db';
import { AWARD_COLUMNS, type AwardColumn, type AwardRow, type AwardValues } from './rules/columns';
import { type Plan, planImport, type World } from './rules/plan';
import { fileFindings } from './schema';

/** What rows of a file are held against on a day: five statements, whatever the file's length. Nothing of the Party is among it. */
export async function importWorld(tx: Pick<Tx, '$queryRaw'>, day: Day): Promise<World> {
  const titles = await tx.$queryRaw<World['titles'][number][]>`
    SELECT t.id, t.code, t.name, t.for_person AS "forPerson", t.for_collective AS "forCollective", t.from_year::int AS "fromYear", t.to_year::int AS "toYear"
    FROM award_type t WHERE NOT t.is_party`;
  const departments = await tx.$queryRaw<World['departments'][number][]>`
    SELECT d.id, d.code, d.established_on::text AS "establishedOn", d.dissolved_on::text AS "dissolvedOn",
      array_agg(v.name ORDER BY v.valid_from DESC) || array_remove(array_agg(v.short_name ORDER BY v.valid_from DESC), NULL) AS names
    FROM department d JOIN department_version v ON v.department_id = d.id GROUP BY d.id ORDER BY d.id`;
  const people = await tx.$queryRaw<World['people'][number][]>`
    SELECT p.id, p.full_name AS "fullName", coalesce(array_agg(DISTINCT o.department_id) FILTER (WHERE o.id IS NOT NULL), '{}') AS "departmentIds"
    FROM person p LEFT JOIN person_post o ON o.person_id = p.id WHERE p.voided_at IS NULL AND NOT p.is_external GROUP BY p.id ORDER BY p.id`;
  const decisions = await tx.$queryRaw<World['decisions'][number][]>`
    SELECT c.id, c.number, c.signed_on::text AS "signedOn", c.authority FROM decision c WHERE NOT c.is_party AND c.voided_at IS NULL ORDER BY c.id`;
  const awards = await tx.$queryRaw<World['awards'][number][]>`
    SELECT a.award_type_id AS "typeId", a.subject::text AS subject, a.person_id AS "personId", a.department_id AS "departmentId", a.subject_text AS text, a.count,
      a.year_from::int AS "yearFrom", a.year_to::int AS "yearTo", a.decision_id AS "decisionId"
    FROM award a WHERE NOT a.is_party AND a.voided_at IS NULL AND a.revoked_at IS NULL`;
  return { thisYear: Number(day.slice(0, 4)), titles, departments, people, decisions, awards };
}

type Wrong = { row: number; column: AwardColumn; letter: string | null; key: MessageKey; params: RefusalParams };
/** What a file would do as things stand: by row, with every wrong cell, and the digits that say that it is still the same. */
export type DryRun = { rows: AwardRow[]; plan: Plan; problems: Wrong[]; rejected: Set<number>; fingerprint: string };

/** Works the kept rows of a file out against the world; null when there is nothing kept (any more). */
export function dryRun(findings: unknown, world: World): DryRun | null {
  const read = fileFindings.safeParse(findings);
  if (!read.success) return null;
  const { letters, problems: unreadable } = read.data;
  const rows = read.data.rows.map(([row, cells]) => ({
    row,
    values: Object.fromEntries(AWARD_COLUMNS.map(({ key }, at) => [key, cells[at] ?? null])) as AwardValues,
  }));
  const plan = planImport(rows, new Set(unreadable.map(({ row, column }) => `${row}/${column}`)), world);
  const place = new Map<string, number>(AWARD_COLUMNS.map(({ key }, at) => [key, at]));
  const problems = [...unreadable.map((one) => ({ ...one, key: one.key as MessageKey })), ...plan.problems]
    .map((one) => ({ ...one, letter: letters[one.column] ?? null }))
    .sort((one, other) => one.row - other.row || (place.get(one.column) ?? 0) - (place.get(other.column) ?? 0));
  return { rows, plan, problems, rejected: new Set(problems.map(({ row }) => row)), fingerprint: fingerprintOf(plan) };
}

/** The same work, the same 64 hexadecimal digits. */
function fingerprintOf({ items, people, decisions }: Plan): string {
  return createHash('sha256')
    .update(JSON.stringify([items, people, decisions]))
    .digest('hex');
}

export type ImportBatch = {
  id: number;
  rowVersion: number;
  state: 'CHECKED' | 'CONFIRMED' | 'UNDONE';
  fileName: string;
  rowsTotal: number;
  rowsAccepted: number;
  rowsRejected: number;
  by: string;
  at: Date;
  undoneBy: string | null;
  findings: unknown;
  /** What has come to rest on it since: while there is nothing it can be taken back. */
  built: { kind: 'changed' | 'proposal' | 'person'; name: string }[];
};

/** Imports of awards, latest first: the one that is asked for, or those that were confirmed. */
export async function importsOf(
  actor: Actor,
  { batchId = null, limit = 20 }: { batchId?: number | null; limit?: number } = {},
): Promise<ImportBatch[]> {
  if (!can(actor, 'award.manage')) return [];
  return db().$queryRaw<ImportBatch[]>`
    SELECT b.id, b.row_version AS "rowVersion", b.state::text, coalesce(b.file_name, '') AS "fileName", b.rows_total AS "rowsTotal", b.rows_accepted AS "rowsAccepted",
      b.rows_rejected AS "rowsRejected", a.display_name AS by, coalesce(t.at, b.created_at) AS at, u.display_name AS "undoneBy",
      CASE WHEN b.state = 'CHECKED' AND ${batchId}::int IS NOT NULL THEN b.findings END AS findings,
      CASE WHEN b.state = 'CONFIRMED' THEN coalesce((SELECT json_agg(json_build_object('kind', x.kind, 'name', x.name)) FROM award_import_built(b.id) x), '[]') ELSE '[]' END AS built
    FROM batch b JOIN account a ON a.id = b.created_by_id LEFT JOIN audit_tx t ON t.id = b.confirmed_tx_id
      LEFT JOIN audit_tx w ON w.id = b.undone_tx_id LEFT JOIN account u ON u.id = w.actor_id
    WHERE b.kind = 'IMPORT_AWARDS' AND NOT b.is_party
      AND CASE WHEN ${batchId}::int IS NULL THEN b.state IN ('CONFIRMED', 'UNDONE') ELSE b.id = ${batchId}::int AND b.state <> 'DISCARDED' END
    ORDER BY b.id DESC LIMIT ${limit}`;
}

/** A checked file of this batch with its dry run as the register stands; null when there is none (any more). */
export async function checkedFile(
  actor: Actor,
  batchId: number,
  now: Date,
): Promise<{ batch: ImportBatch; world: World; run: DryRun } | null> {
  const [batch] = await importsOf(actor, { batchId });
  if (batch?.state !== 'CHECKED') return null;
  const world = await importWorld(db(), dayOf(now));
  const run = dryRun(batch.findings, world);
  return run && { batch, world, run };
}

/** What the template offers to choose from: titles of the catalogue, the highest first, and departments of the day. */
export async function templateLists(
  actor: Actor,
  day: Day,
): Promise<{ titles: { code: string; name: string }[]; departments: { code: string; name: string }[] }> {
  if (!can(actor, 'award.manage')) return { titles: [], departments: [] };
  const titles = await db().$queryRaw<{ code: string; name: string }[]>`
    SELECT t.code, t.name FROM award_type t WHERE NOT t.is_party ORDER BY t.sort_order, t.name`;
  const departments = await db().$queryRaw<{ code: string; name: string }[]>`
    SELECT d.code, v.name FROM department d JOIN department_version v ON v.department_id = d.id AND v.valid_from <= ${day}::date AND (v.valid_to IS NULL OR v.valid_to > ${day}::date)
    WHERE d.dissolved_on IS NULL OR d.dissolved_on > ${day}::date ORDER BY v.kind, d.sort_order, v.name COLLATE "vi-x-icu"`;
  return { titles, departments };
}
