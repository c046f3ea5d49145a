import 'server-only';
import { createHash } from 'node:crypto';
import type { Day } from '@/domain/date';
import type { RefusalParams } from '@/domain/errors';
import { allBodies } from '@/features/party-bodies/queries';
import type { MessageKey } from '@/i18n/messages';
import type { Tx } from '@/server/db';
import { type CellColumn, type CellRow, type Item, type Plan, planImport, type World } from './rules';
import { fileFindings } from './schema';

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

type Wrong = { row: number; column: CellColumn; letter: string | null; key: MessageKey; params: RefusalParams };
/** What a file would do as things stand: by row, with every wrong cell, and the digits that say that it is still the same. */
export type DryRun = { rows: CellRow[]; plan: Plan; problems: Wrong[]; rejected: number[]; fingerprint: string };

/** Works the kept rows of a file out against the world; null when there is nothing kept (any more). */
export function dryRun(findings: unknown, world: World): DryRun | null {
  const read = fileFindings.safeParse(findings);
  if (!read.success) return null;
  const { letters, problems: unreadable } = read.data;
  const rows = read.data.rows as CellRow[];
  const plan = planImport(rows, new Set(unreadable.map(({ row, column }) => `${row}/${column}`)), world);
  const problems = [...unreadable.map((one) => ({ ...one, key: one.key as MessageKey })), ...plan.problems]
    .map((one) => ({ ...one, letter: letters[one.column] ?? null }))
    .sort((one, other) => one.row - other.row || placeOf(one).localeCompare(placeOf(other)));
  const rejected = [...new Set(problems.map(({ row }) => row))];
  return { rows, plan, problems, rejected, fingerprint: fingerprintOf(plan.items) };
}

/** In the order of the file's columns: «B» before «AA», what has no column last. */
const placeOf = ({ letter }: { letter: string | null }) => letter?.padStart(3) ?? '~';

/** The same work, the same 64 hexadecimal digits. */
export function fingerprintOf(items: readonly Item[]): string {
  return createHash('sha256').update(JSON.stringify(items)).digest('hex');
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
  /** What has come to rest on it since, «CB-NOI»: while there is nothing it can be taken back. */
  built: { kind: 'changed' | 'counts' | 'ratings' | 'badges' | 'lineage' | 'account' | 'below'; code: string }[];
};

/** Imports of cells, latest first: the one that is asked for, or those that were confirmed. */
export async function importsOf(
  tx: Tx,
  { batchId = null, limit = 20 }: { batchId?: number | null; limit?: number } = {},
): Promise<ImportBatch[]> {
  return tx.$queryRaw<ImportBatch[]>`
    SELECT b.id, b.row_version AS "rowVersion", b.state::text, coalesce(b.file_name, '') AS "fileName", b.rows_total AS "rowsTotal", b.rows_accepted AS "rowsAccepted",
      b.rows_rejected AS "rowsRejected", a.display_name AS by, coalesce(t.at, b.created_at) AS at, u.display_name AS "undoneBy",
      CASE WHEN b.state = 'CHECKED' THEN b.findings END AS findings,
      CASE WHEN b.state = 'CONFIRMED' THEN coalesce((SELECT json_agg(json_build_object('kind', x.kind, 'code', x.code)) FROM cell_import_built(b.id) x), '[]') ELSE '[]' END AS built
    FROM batch b JOIN account a ON a.id = b.created_by_id LEFT JOIN audit_tx t ON t.id = b.confirmed_tx_id
      LEFT JOIN audit_tx w ON w.id = b.undone_tx_id LEFT JOIN account u ON u.id = w.actor_id
    WHERE b.kind = 'IMPORT_CELLS' AND CASE WHEN ${batchId}::int IS NULL THEN b.state IN ('CONFIRMED', 'UNDONE') ELSE b.id = ${batchId}::int AND b.state <> 'DISCARDED' END
    ORDER BY b.id DESC LIMIT ${limit}`;
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
