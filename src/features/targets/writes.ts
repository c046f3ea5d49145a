import 'server-only';
import { type Day, dayOfColumn, toColumn } from '@/domain/date';
import { type FieldProblem, InvalidInput } from '@/domain/errors';
import { formatEntry } from '@/domain/number';
import { QUARTERS, quarterDays, type YearCalendar } from '@/domain/period';
import { existsInPeriod, type Life } from '@/features/departments/rules';
import type { NewDecision } from '@/features/departments/schema';
import type { Aggregation } from '@/features/indicators/rules';
import { calendarOfYear } from '@/features/periods/queries';
import { ensureYear } from '@/features/periods/writes';
import type { Prisma, Tx } from '@/server/db';
import { decimalsOf, type QuarterShares, remainder, splitKind } from './rules/split';
import { fixedQuarters } from './rules/versions';
import type { ShareRow } from './schema';

/** What decides which numbers a target and its shares may be. */
export type MeasuredIndicator = {
  aggregation: Aggregation;
  decimals: number;
  hardMin: Prisma.Decimal | null;
  hardMax: Prisma.Decimal | null;
};

/** The four quarters of a form's row, Quý I first. */
export const quarters = ({ q1, q2, q3, q4 }: ShareRow): QuarterShares => [q1, q2, q3, q4];
const FIELDS = ['q1', 'q2', 'q3', 'q4'] as const;

function valueProblem({ decimals, hardMin, hardMax }: MeasuredIndicator, value: string, path: string): FieldProblem[] {
  if (decimalsOf(value) > decimals) return [{ path, key: 'targets.field.tooPrecise', params: { decimals } }];
  if (hardMin?.greaterThan(value)) return [{ path, key: 'common.field.tooSmall', params: { minimum: formatEntry(hardMin.toFixed()) } }];
  if (hardMax?.lessThan(value)) return [{ path, key: 'common.field.tooBig', params: { maximum: formatEntry(hardMax.toFixed()) } }];
  return [];
}

/** A canonical value within the indicator's decimals and limits, or InvalidInput at `path`. */
export function checkValue(indicator: MeasuredIndicator, value: string, path: string): void {
  const problems = valueProblem(indicator, value, path);
  if (problems.length > 0) throw new InvalidInput(problems);
}

type Given = { indicator: MeasuredIndicator; rows: readonly ShareRow[] /** Where the rows stand in the input. */; path: string };

/** Every share fits its indicator, and its department exists in its quarter; all problems at once, each at its cell. */
export async function checkShares(tx: Tx, year: number, today: Day, given: readonly Given[]): Promise<void> {
  const wanted = new Set(given.flatMap(({ rows }) => rows.map(({ departmentId }) => departmentId)));
  const departments = await livesOf(tx, [...wanted]);
  const calendar = await calendarOfYear(tx, year, today);
  const spans = QUARTERS.map((quarter) => quarterDays(year, quarter, calendar));
  const problems = given.flatMap(({ indicator, rows, path }) =>
    rows.flatMap((row, index): FieldProblem[] => {
      const at = `${path}.${index}`;
      const department = departments.get(row.departmentId);
      if (!department) return [{ path: `${at}.departmentId`, key: 'common.field.notAChoice', params: {} }];
      return spans.flatMap((span, place): FieldProblem[] => {
        const value = quarters(row)[place] ?? null;
        if (value === null) return [];
        const cell = `${at}.q${place + 1}`;
        if (existsInPeriod(department, span)) return valueProblem(indicator, value, cell);
        return [{ path: cell, key: 'targets.field.departmentAbsent', params: { code: department.code } }];
      });
    }),
  );
  if (problems.length > 0) throw new InvalidInput(problems);
}

async function livesOf(tx: Tx, departmentIds: number[]) {
  if (departmentIds.length === 0) return new Map<number, Life & { code: string }>();
  const rows = await tx.department.findMany({
    where: { id: { in: departmentIds } },
    select: { id: true, code: true, establishedOn: true, dissolvedOn: true },
  });
  return new Map(
    rows.map(({ id, code, establishedOn, dissolvedOn }) => [
      id,
      { code, establishedOn: dayOfColumn(establishedOn), dissolvedOn: dissolvedOn && dayOfColumn(dissolvedOn) },
    ]),
  );
}

type Split = { id: number; year: number; aggregation: Aggregation; value: string; rows: readonly ShareRow[] };

/**
 * Writes the whole split of drafts of one year in one statement. Rows of the database are never deleted, so what was given before
 * and is blank now becomes what it means: nothing of a sum, the hospital's own level of a rate.
 */
export async function replaceShares(tx: Tx, today: Day, targets: readonly Split[]): Promise<void> {
  const [first] = targets;
  if (!first) return;
  await ensureYear(tx, first.year, today);
  const before = await tx.targetShare.findMany({
    where: { targetId: { in: targets.map(({ id }) => id) } },
    select: { targetId: true, departmentId: true, period: { select: { index: true } } },
  });
  const cells = targets.flatMap(({ id, aggregation, value, rows }) => {
    const wanted = new Map<string, string>();
    for (const row of rows)
      quarters(row).forEach((share, index) => {
        if (share !== null) wanted.set(`${row.departmentId}/${index + 1}`, share);
      });
    for (const { targetId, departmentId, period } of before) {
      const key = `${departmentId}/${period.index}`;
      if (targetId === id && !wanted.has(key)) wanted.set(key, splitKind(aggregation) === 'limit' ? value : '0');
    }
    return [...wanted].map(([key, share]) => ({ id, place: key.split('/').map(Number), share }));
  });
  if (cells.length === 0) return;
  await tx.$executeRaw`
    INSERT INTO target_share AS s (target_id, department_id, period_id, value)
    SELECT x.target_id, x.department_id, p.id, x.value
    FROM unnest(${cells.map(({ id }) => id)}::int[], ${cells.map(({ place }) => place[0])}::int[], ${cells.map(({ place }) => place[1])}::int[],
        ${cells.map(({ share }) => share)}::numeric[]) AS x (target_id, department_id, quarter, value)
      JOIN period p ON p.kind = 'QUARTER' AND p.year = ${first.year} AND p.index = x.quarter
    ORDER BY 1, 2, 3
    ON CONFLICT (target_id, department_id, period_id) DO UPDATE SET value = excluded.value WHERE s.value <> excluded.value`;
}

type Adjusted = { id: number; indicatorId: number; year: number; kind: string; effectiveOn: Date; changesPast: boolean };

/**
 * An adjustment's rows with the quarters that were over before it takes effect as the version in force gives them, unless the decision
 * says otherwise. Blank there is «as it was»; another number is InvalidInput at its cell. The database refuses the same.
 */
export async function withPastKept(tx: Tx, target: Adjusted, rows: readonly ShareRow[], today: Day): Promise<ShareRow[]> {
  const calendar: YearCalendar = await calendarOfYear(tx, target.year, today);
  const fixed = fixedQuarters({ ...target, effectiveOn: dayOfColumn(target.effectiveOn) }, calendar);
  if (!fixed.includes(true)) return [...rows];
  const present = await tx.target.findFirst({
    where: { indicatorId: target.indicatorId, year: target.year, state: 'IN_FORCE' },
    select: { id: true },
  });
  const before = new Map((present ? await sharesOfTarget(tx, present.id) : []).map((row) => [row.departmentId, row]));
  const problems: FieldProblem[] = [];
  const kept = rows.map((row, index) => {
    const was = before.get(row.departmentId);
    before.delete(row.departmentId);
    const next = { ...row };
    FIELDS.forEach((field, place) => {
      if (!fixed[place]) return;
      const [wanted, former] = [row[field], was?.[field] ?? null];
      if (wanted !== null && (former === null || remainder(wanted, [former]) !== '0'))
        problems.push({ path: `shares.${index}.${field}`, key: 'targets.field.quarterOver', params: {} });
      next[field] = former;
    });
    return next;
  });
  if (problems.length > 0) throw new InvalidInput(problems);
  const absent = [...before.values()].map((row) => {
    const next = { ...row };
    FIELDS.forEach((field, place) => {
      if (!fixed[place]) next[field] = null;
    });
    return next;
  });
  return [...kept, ...absent.filter((row) => quarters(row).some((share) => share !== null))];
}

/** The split of a target as rows of a form. */
export async function sharesOfTarget(tx: Tx, targetId: number): Promise<ShareRow[]> {
  const rows = new Map<number, ShareRow>();
  for (const { departmentId, value, period } of await tx.targetShare.findMany({
    where: { targetId },
    select: { departmentId: true, value: true, period: { select: { index: true } } },
  })) {
    const row = rows.get(departmentId) ?? { departmentId, q1: null, q2: null, q3: null, q4: null };
    row[FIELDS[period.index - 1] ?? 'q1'] = value.toFixed();
    rows.set(departmentId, row);
  }
  return [...rows.values()];
}

type ByDecision = { decisionId: number | null; decision: NewDecision | null };

/** The decision that targets rest on: one recorded before, or the same number, day and authority again, or a new one; null for none. */
export async function targetDecision(
  tx: Tx,
  { decisionId, decision }: ByDecision,
  edited: { updatedAt: Date; updatedById: number },
): Promise<number | null> {
  if (decisionId !== null) {
    const known = await tx.decision.findFirst({ where: { id: decisionId, isParty: false, voidedAt: null }, select: { id: true } });
    if (!known) throw new InvalidInput([{ path: 'decisionId', key: 'common.field.notAChoice', params: {} }]);
    return known.id;
  }
  if (decision === null) return null;
  const signedOn = decision.signedOn === null ? null : toColumn(decision.signedOn);
  const known =
    decision.number === null
      ? null
      : await tx.decision.findFirst({
          where: { kind: 'TARGET', number: decision.number, signedOn, authority: decision.authority, voidedAt: null },
          select: { id: true },
        });
  if (known) return known.id;
  const created = await tx.decision.create({ data: { kind: 'TARGET', ...decision, signedOn, ...edited }, select: { id: true } });
  return created.id;
}
