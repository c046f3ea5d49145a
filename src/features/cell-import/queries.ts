import 'server-only';
import type { Day } from '@/domain/date';
import { allBodies } from '@/features/party-bodies/queries';
import { Prisma, type Tx } from '@/server/db';
import { type ImportBatch, importBatches } from '@/server/imports/batches';
import { type DryRun, dryRun, type FileKind } from '@/server/imports/file';
import { CELL_COLUMNS, type CellColumn, type Plan, planImport, type World } from './rules';

// Every read here is of a transaction that readParty or a command has opened: row-level security hides the batches from everybody else.

/** What rows of a file are held against: four statements, whatever the file's length. */
export async function importWorld(tx: Tx, bodies?: World['bodies']): Promise<World> {
  const departments = await tx.$queryRaw<World['departments'][number][]>`
    SELECT d.id, d.code, d.established_on::text AS "establishedOn", d.dissolved_on::text AS "dissolvedOn",
      array_remove(array_agg(DISTINCT v.name) || array_agg(DISTINCT v.short_name), NULL) AS names
    FROM department d JOIN department_version v ON v.department_id = d.id GROUP BY d.id`;
  const people = await tx.$queryRaw<World['people'][number][]>`
    SELECT p.id, p.full_name AS "fullName", p.honorifics FROM person p WHERE p.voided_at IS NULL AND NOT p.is_external`;
  const decisions = await tx.$queryRaw<World['decisions'][number][]>`
    SELECT c.id, c.number, c.signed_on::text AS "signedOn" FROM decision c WHERE c.kind = 'PARTY' AND c.is_party AND c.voided_at IS NULL AND c.number IS NOT NULL`;
  return { bodies: bodies ?? (await allBodies(tx)), departments, people, decisions };
}

/** What a file of cells holds, and what its rows would do. */
export const cellFile: FileKind<CellColumn, World, Plan> = {
  columns: CELL_COLUMNS,
  // a hospital has some forty cells; the largest Party organisations a few hundred
  most: 500,
  plan: planImport,
  work: ({ items }) => items,
};

export type CellImport = ImportBatch<'changed' | 'counts' | 'ratings' | 'badges' | 'lineage' | 'account' | 'below'>;

/** Imports of cells, latest first: the one that is asked for, or those that were confirmed; what rests on one is named by the cell, «CB-NOI». */
export async function importsOf(tx: Tx, asked: { batchId?: number | null; limit?: number } = {}): Promise<CellImport[]> {
  const built = Prisma.sql`SELECT s.id, x.kind, x.code FROM shown s CROSS JOIN LATERAL cell_import_built(s.id) x WHERE s.state = 'CONFIRMED'`;
  return importBatches(tx, { kind: 'IMPORT_CELLS', isParty: true, built }, asked);
}

/** A checked file of this batch with its dry run as the organisation stands; null when there is none (any more). */
export async function checkedFile(
  tx: Tx,
  batchId: number,
): Promise<{ batch: CellImport; world: World; run: DryRun<CellColumn, Plan> } | null> {
  const [batch] = await importsOf(tx, { batchId });
  if (batch?.state !== 'CHECKED') return null;
  const world = await importWorld(tx);
  const run = dryRun(cellFile, batch.findings, world);
  return run && { batch, world, run };
}

/** What the template offers to choose from: departments of the day, people on record, cells of the day. */
export async function templateLists(
  tx: Tx,
  day: Day,
): Promise<{ departments: { code: string; name: string }[]; people: string[]; cells: { code: string; name: string }[] }> {
  const departments = await tx.$queryRaw<{ code: string; name: string }[]>`
    SELECT d.code, v.name FROM department d JOIN department_version v ON v.department_id = d.id AND v.valid_from <= ${day}::date AND (v.valid_to IS NULL OR v.valid_to > ${day}::date)
    WHERE v.kind <> 'HOSPITAL' AND (d.dissolved_on IS NULL OR d.dissolved_on > ${day}::date) ORDER BY v.kind, d.sort_order, v.name COLLATE "vi-x-icu"`;
  const people = await tx.$queryRaw<{ name: string }[]>`
    SELECT p.full_name AS name FROM person p WHERE p.voided_at IS NULL AND NOT p.is_external
    ORDER BY p.given_name COLLATE "vi-x-icu", p.family_name COLLATE "vi-x-icu", p.middle_name COLLATE "vi-x-icu" LIMIT 3000`;
  const cells = await tx.$queryRaw<{ code: string; name: string }[]>`
    SELECT b.code, v.name FROM party_body b JOIN party_body_version v ON v.party_body_id = b.id AND v.valid_to IS NULL
    WHERE b.kind = 'CELL' AND b.dissolved_on IS NULL ORDER BY v.name COLLATE "vi-x-icu", b.code`;
  return { departments, people: people.map(({ name }) => name), cells };
}
