import 'server-only';
import type { Day } from '@/domain/date';
import type { Tx } from '@/server/db';

/**
 * Who could decide at the steps beside planning's: accounts that may sign in and hold the role on that day, heads of this department and
 * directors. One statement; asks no permission, so callers must.
 */
export async function reviewersOf(tx: Tx, departmentId: number, day: Day): Promise<{ heads: number[]; directors: number[] }> {
  const rows = await tx.$queryRaw<{ accountId: number; isHead: boolean }[]>`
    SELECT DISTINCT g.account_id AS "accountId", g.role = 'DEPARTMENT_HEAD' AS "isHead"
    FROM role_grant g JOIN account a ON a.id = g.account_id AND a.state = 'ACTIVE'
    WHERE (g.role = 'DIRECTOR' OR (g.role = 'DEPARTMENT_HEAD' AND g.department_id = ${departmentId}))
      AND g.valid_from <= ${day}::date AND (g.valid_to IS NULL OR g.valid_to > ${day}::date)`;
  const ids = (isHead: boolean) => rows.filter((row) => row.isHead === isHead).map(({ accountId }) => accountId);
  return { heads: ids(true), directors: ids(false) };
}
