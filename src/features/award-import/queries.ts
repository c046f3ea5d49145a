import 'server-only';
import type { Actor } from '@/domain/actor';
import { type Day, dayOf } from '@/domain/date';
import { can } from '@/domain/policy';
import { db, Prisma, type Tx } from '@/server/db';
import { type ImportBatch, importBatches } from '@/server/imports/batches';
import { type DryRun, dryRun, type FileKind } from '@/server/imports/file';
import { AWARD_COLUMNS, type AwardColumn } from './rules/columns';
import { type Plan, planImport, type World } from './rules/plan';

/** What rows of a file are held against on a day: five statements, whatever the file's length. Nothing of the Party is among it. */
export async function importWorld(tx: Pick<Tx, '$queryRaw'>, day: Day): Promise<World> {
  const titles = await tx.$queryRaw<World['titles'][number][]>`
    SELECT t.id, t.code, t.name, t.kind::text AS kind, t.for_person AS "forPerson", t.for_collective AS "forCollective", t.from_year::int AS "fromYear", t.to_year::int AS "toYear"
    FROM award_type t WHERE NOT t.is_party`;
  const departments = await tx.$queryRaw<World['departments'][number][]>`
    SELECT d.id, d.code, d.established_on::text AS "establishedOn", d.dissolved_on::text AS "dissolvedOn",
      array_agg(v.name ORDER BY v.valid_from DESC) || array_remove(array_agg(v.short_name ORDER BY v.valid_from DESC), NULL) AS names
    FROM department d JOIN department_version v ON v.department_id = d.id GROUP BY d.id ORDER BY d.id`;
  const people = await tx.$queryRaw<World['people'][number][]>`
    SELECT p.id, p.full_name AS "fullName", coalesce(array_agg(DISTINCT o.department_id) FILTER (WHERE o.id IS NOT NULL), '{}') AS "departmentIds"
    FROM person p LEFT JOIN person_post o ON o.person_id = p.id WHERE p.voided_at IS NULL AND NOT p.is_external GROUP BY p.id ORDER BY p.id`;
  const decisions = await tx.$queryRaw<World['decisions'][number][]>`
    SELECT c.id, c.number, coalesce(c.signed_on::text, x.year || coalesce('-' || x.month, '')) AS about, c.authority FROM decision c
    -- of a day that was not known whole its subject line keeps the rest (writes.ts)
    LEFT JOIN LATERAL (SELECT m[2] AS year, m[1] AS month FROM regexp_match(c.subject, '[(]ký (?:([0-9]{2})/)?([0-9]{4})[)]$') m) x ON true
    WHERE NOT c.is_party AND c.voided_at IS NULL ORDER BY c.id`;
  const awards = await tx.$queryRaw<World['awards'][number][]>`
    SELECT a.award_type_id AS "typeId", a.subject::text AS subject, a.person_id AS "personId", a.department_id AS "departmentId", a.subject_text AS text, a.count,
      a.year_from::int AS "yearFrom", a.year_to::int AS "yearTo", a.decision_id AS "decisionId"
    FROM award a WHERE NOT a.is_party AND a.voided_at IS NULL AND a.revoked_at IS NULL`;
  return { today: day, titles, departments, people, decisions, awards };
}

/** What a file of awards holds, and what its rows would do. */
export const awardFile: FileKind<AwardColumn, World, Plan> = {
  columns: AWARD_COLUMNS,
  // a hospital's titles of many years
  most: 5_000,
  plan: planImport,
  work: ({ items, people, decisions }) => [items, people, decisions],
};

export type AwardImport = ImportBatch<'changed' | 'proposal' | 'person'>;

/** Imports of awards, latest first: the one that is asked for, or those that were confirmed. */
export async function importsOf(actor: Actor, asked: { batchId?: number | null; limit?: number } = {}): Promise<AwardImport[]> {
  if (!can(actor, 'award.manage')) return [];
  const built = Prisma.sql`
    SELECT x.batch_id, x.kind, x.name FROM award_imports_built((SELECT array_agg(s.id) FROM shown s WHERE s.state = 'CONFIRMED')) x`;
  return importBatches(db(), { kind: 'IMPORT_AWARDS', isParty: false, built }, asked);
}

/** A checked file of this batch with its dry run as the register stands; null when there is none (any more). */
export async function checkedFile(
  actor: Actor,
  batchId: number,
  now: Date,
): Promise<{ batch: AwardImport; world: World; run: DryRun<AwardColumn, Plan> } | null> {
  const [batch] = await importsOf(actor, { batchId });
  if (batch?.state !== 'CHECKED') return null;
  const world = await importWorld(db(), dayOf(now));
  const run = dryRun(awardFile, batch.findings, world);
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
