import type { SubmissionKind } from '@/features/submissions/schema';
import type { InboxFilter } from '../schema';

/** What is unusual about a file that waits. */
export type Unusual = {
  /** Cells that moved much since last year's same quarter, and those of them that nobody explains. */
  outliers: number;
  unexplained: number;
  /** Cells that the department itself marked to be watched. */
  flagged: number;
  /** Cells that may be left empty, and were. */
  empty: number;
  /** First handed in after the due day. */
  isLate: boolean;
  /** How often it was sent back. */
  returned: number;
};

/** Why a file is not among those that are ticked for approval at one press: look at it first. */
export type Exception = 'own' | 'second' | 'outliers' | 'flagged';

/** The reasons, the strongest first; nothing when the file may be approved unseen with the others. */
export function exceptionsOf(
  file: Pick<Unusual, 'outliers' | 'flagged'> & { submittedById: number; isSecond: boolean },
  actorId: number,
): Exception[] {
  return [
    ...(file.submittedById === actorId ? (['own'] as const) : []),
    ...(file.isSecond ? (['second'] as const) : []),
    ...(file.outliers > 0 ? (['outliers'] as const) : []),
    ...(file.flagged > 0 ? (['flagged'] as const) : []),
  ];
}

type Sorted = { kind: SubmissionKind; year: number; quarter: number; group: string };

/** «2026-3»: how a quarter stands in the address of the inbox. */
export function quarterKey({ year, quarter }: Pick<Sorted, 'year' | 'quarter'>): string {
  return `${year}-${quarter}`;
}

/** The files that the address asks for. */
export function filtered<Row extends Sorted>(rows: readonly Row[], { kind, quarter, group }: InboxFilter): Row[] {
  return rows.filter(
    (row) =>
      (kind === null || row.kind === kind) && (quarter === null || quarterKey(row) === quarter) && (group === null || row.group === group),
  );
}

/** The page of a file, where it is compared with the round before it or with the plan: what a reviewer reads first. */
export function fileHref({
  kind,
  departmentCode,
  year,
  quarter,
}: Pick<Sorted, 'kind' | 'year' | 'quarter'> & { departmentCode: string }): string {
  return `${kind === 'PLAN' ? '/plans' : '/reports'}/${departmentCode}?year=${year}&period=q${quarter}&tab=changes`;
}
