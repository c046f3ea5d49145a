import 'server-only';
import type { Day } from '@/domain/date';
import { isQuarter } from '@/domain/period';
import { calendarOfYear } from '@/features/periods/queries';
import { standingSql, tallySql } from '@/features/tasks/queries';
import { dueSpan, EMPTY_TALLY, sumOf, type Tally } from '@/features/tasks/rules';
import { Prisma, type Tx } from '@/server/db';
import type { Evidence } from '../rules';
import type { CampaignSubject } from '../schema';

type Asked = { year: number; quarter: number; subject: CampaignSubject; today: Day; partyBodyId?: number };
type Row = { partyBodyId: number; departments: number; planned: Tally | null; unplanned: Tally | null; targets: Evidence['targets'] };

/**
 * What the plans say about every cell in a year or quarter, by one statement: tasks due in it, led by a department while the cell covered
 * it, counted as the tasks themselves are (`standingSql`, `tallySql`); and the targets that these departments met by the end, of the rollups. Of
 * the hospital's organisation it is what all its cells cover, each task once. Asks no permission: the cells are those that the reader of the
 * open transaction sees.
 */
export async function evidenceOf(tx: Tx, { year, quarter, subject, today, partyBodyId }: Asked): Promise<Map<number, Evidence>> {
  const calendar = await calendarOfYear(tx, year, today);
  const { startsOn, endsOn } = isQuarter(quarter)
    ? dueSpan(year, quarter, calendar)
    : { startsOn: `${year}-01-01`, endsOn: `${year}-12-31` };
  const [kind, index] = isQuarter(quarter) ? ['QUARTER', quarter] : ['YEAR', 1];
  const only = partyBodyId === undefined ? Prisma.empty : Prisma.sql`AND b.id = ${partyBodyId}`;
  const [kindOf, joined] =
    subject === 'ORGANISATION' ? (['ORGANISATION', Prisma.sql`true`] as const) : (['CELL', Prisma.sql`b.id = l.party_body_id`] as const);
  const rows = await tx.$queryRaw<Row[]>`
    WITH covered AS MATERIALIZED (
      SELECT DISTINCT b.id AS party_body_id, l.department_id, l.valid_from, l.valid_to FROM party_cell_department l
      JOIN party_body b ON ${joined} AND b.kind = ${kindOf}::party_body_kind
      WHERE l.valid_from <= ${endsOn}::date AND (l.valid_to IS NULL OR l.valid_to > ${startsOn}::date) ${only}
    ), counted AS (
      SELECT n.party_body_id, n.is_unplanned, ${tallySql} FROM (
        SELECT DISTINCT l.party_body_id, t.id, t.is_unplanned, t.is_exceeded, ${standingSql(today)} AS standing
        FROM covered l JOIN task t ON t.lead_department_id = l.department_id AND t.due_on >= l.valid_from AND (l.valid_to IS NULL OR t.due_on < l.valid_to)
        WHERE t.voided_at IS NULL AND t.due_on BETWEEN ${startsOn}::date AND ${endsOn}::date
      ) n GROUP BY n.party_body_id, n.is_unplanned
    ), figures AS MATERIALIZED (
      SELECT u.department_id, sum(u.reported)::int AS judged, sum(u.met)::int AS met, sum(u.exceeded)::int AS exceeded
      FROM rollup_department u JOIN period p ON p.id = u.period_id AND p.kind = ${kind}::period_kind AND p.year = ${year} AND p.index = ${index}
      WHERE u.department_id IN (SELECT department_id FROM covered) GROUP BY u.department_id
    )
    SELECT l.party_body_id AS "partyBodyId", count(DISTINCT l.department_id)::int AS departments,
      (SELECT to_jsonb(c) FROM counted c WHERE c.party_body_id = l.party_body_id AND NOT c.is_unplanned) AS planned,
      (SELECT to_jsonb(c) FROM counted c WHERE c.party_body_id = l.party_body_id AND c.is_unplanned) AS unplanned,
      jsonb_build_object('judged', coalesce(sum(f.judged), 0), 'met', coalesce(sum(f.met), 0), 'exceeded', coalesce(sum(f.exceeded), 0)) AS targets
    FROM (SELECT party_body_id, department_id, bool_or(valid_to IS NULL OR valid_to > ${endsOn}::date) AS is_last FROM covered GROUP BY 1, 2) l
      LEFT JOIN figures f ON f.department_id = l.department_id AND l.is_last
    GROUP BY l.party_body_id`;
  return new Map(
    rows.map(({ partyBodyId: id, departments, planned, unplanned, targets }) => [
      id,
      { departments, planned: sumOf(planned ? [planned] : []), unplanned: sumOf(unplanned ? [unplanned] : []), targets },
    ]),
  );
}

/** Of a cell without departments in the span: nothing to judge by. */
export const NO_EVIDENCE: Evidence = {
  departments: 0,
  planned: EMPTY_TALLY,
  unplanned: EMPTY_TALLY,
  targets: { judged: 0, met: 0, exceeded: 0 },
};
