import 'server-only';
import type { Prisma, Tx } from '../db';

export type ImportBatch<Built extends string = string> = {
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
  /** What has come to rest on it since, by kind and name (blank where none is told): while there is nothing it can be taken back. */
  built: { kind: Built; name: string }[];
};

type Asked = {
  kind: 'IMPORT_AWARDS' | 'IMPORT_CELLS';
  isParty: boolean;
  /** Rows `batch_id`, `kind`, `name`: what rests on the batches `shown`, asked once however many they are. */
  built: Prisma.Sql;
};

/** Imports of a kind, latest first: the one that is asked for with what its file said, or those that were confirmed. Asks no permission itself. */
export async function importBatches<Built extends string>(
  tx: Pick<Tx, '$queryRaw'>,
  { kind, isParty, built }: Asked,
  { batchId = null, limit = 20 }: { batchId?: number | null; limit?: number } = {},
): Promise<ImportBatch<Built>[]> {
  return tx.$queryRaw<ImportBatch<Built>[]>`
    WITH shown AS MATERIALIZED (
      SELECT b.* FROM batch b WHERE b.kind::text = ${kind} AND b.is_party = ${isParty}
        AND CASE WHEN ${batchId}::int IS NULL THEN b.state IN ('CONFIRMED', 'UNDONE') ELSE b.id = ${batchId}::int AND b.state <> 'DISCARDED' END
      ORDER BY b.id DESC LIMIT ${limit}),
    resting (batch_id, kind, name) AS MATERIALIZED (${built}),
    built AS (SELECT x.batch_id, json_agg(json_build_object('kind', x.kind, 'name', x.name)) AS list FROM resting x GROUP BY x.batch_id)
    SELECT b.id, b.row_version AS "rowVersion", b.state::text, coalesce(b.file_name, '') AS "fileName", b.rows_total AS "rowsTotal", b.rows_accepted AS "rowsAccepted",
      b.rows_rejected AS "rowsRejected", a.display_name AS by, coalesce(t.at, b.created_at) AS at, u.display_name AS "undoneBy",
      CASE WHEN b.state = 'CHECKED' AND ${batchId}::int IS NOT NULL THEN b.findings END AS findings, coalesce(x.list, '[]') AS built
    FROM shown b JOIN account a ON a.id = b.created_by_id LEFT JOIN audit_tx t ON t.id = b.confirmed_tx_id
      LEFT JOIN audit_tx w ON w.id = b.undone_tx_id LEFT JOIN account u ON u.id = w.actor_id LEFT JOIN built x ON x.batch_id = b.id
    ORDER BY b.id DESC`;
}
