import 'server-only';
import type { Actor } from '@/domain/actor';
import { dayOfColumn } from '@/domain/date';
import { isQuarter } from '@/domain/period';
import { reach } from '@/domain/policy';
import { sheetLines } from '@/features/figures/queries';
import { type Db, db, type Tx } from '@/server/db';
import { asks, type CheckKind, type CheckRule, checkedSheet, type Finding, findingsOf, type Severity } from './rules';
import { PARAMS } from './schema';

type Row = {
  id: number;
  kind: CheckKind;
  severity: Severity;
  measure: 'PLAN' | 'ACTUAL' | 'ESTIMATE' | null;
  indicatorId: number | null;
  description: string;
  params: unknown;
};

/** A row whose parameters this program cannot read holds nothing: a later program wrote it. */
function readRule<Found extends Row>({ params, kind, measure, ...row }: Found): (CheckRule & Omit<Found, keyof Row>) | null {
  const read = PARAMS[kind].safeParse(params);
  if (!read.success || measure === 'ESTIMATE') return null;
  return { ...row, kind, measure, params: read.data } as unknown as CheckRule & Omit<Found, keyof Row>;
}

/** The rules that hold in a year, in the order in which they were made. Asks no permission: a rule holds for everybody. */
export async function rulesIn(on: Db | Tx, year: number): Promise<CheckRule[]> {
  const rows = await on.checkRule.findMany({
    where: { fromYear: { lte: year }, OR: [{ toYear: null }, { toYear: { gte: year } }] },
    orderBy: { id: 'asc' },
    select: { id: true, kind: true, severity: true, measure: true, indicatorId: true, description: true, params: true },
  });
  return rows.flatMap((row) => readRule(row) ?? []);
}

/**
 * What the rules hold against handing in a department's sheet as it stands: figures to correct, and cells that need a word first.
 * Read in the transaction of the hand-in. Empty when the period is no quarter.
 */
export async function holdsAgainst(
  tx: Tx,
  { departmentId, periodId, measure }: { departmentId: number; periodId: number; measure: 'PLAN' | 'ACTUAL' },
): Promise<{ finding: Finding; asks: 'remark' | 'correction' }[]> {
  const { kind, year, index, startsOn, endsOn } = await tx.period.findUniqueOrThrow({ where: { id: periodId } });
  const rules = await rulesIn(tx, year);
  if (kind !== 'QUARTER' || !isQuarter(index) || rules.every(({ severity }) => severity === 'INFO')) return [];
  const quarter = { id: periodId, year, quarter: index, startsOn: dayOfColumn(startsOn), endsOn: dayOfColumn(endsOn) };
  const lines = await sheetLines(tx, departmentId, quarter);
  const remarked = new Map(
    lines.map(({ indicator, plan, actual }) => [indicator.indicatorId, (measure === 'PLAN' ? plan : actual).remark]),
  );
  return findingsOf(rules, checkedSheet(lines, measure)).flatMap((finding) => {
    const asked = asks(finding, Boolean(remarked.get(finding.indicatorId)));
    return asked === 'nothing' ? [] : [{ finding, asks: asked }];
  });
}

export type ListedRule = CheckRule & { indicatorName: string | null; fromYear: number; toYear: number | null; rowVersion: number };

/** Every rule that ever held, those in force first; nothing for those who may not read the catalogue. */
export async function allRules(actor: Actor): Promise<ListedRule[]> {
  if (!reach(actor, 'indicator.read')) return [];
  const rows = await db().checkRule.findMany({
    orderBy: [{ toYear: { sort: 'desc', nulls: 'first' } }, { id: 'asc' }],
    select: {
      id: true,
      kind: true,
      severity: true,
      measure: true,
      indicatorId: true,
      description: true,
      params: true,
      fromYear: true,
      toYear: true,
      rowVersion: true,
      indicator: { select: { name: true } },
    },
  });
  return rows.flatMap(({ indicator, ...row }) => readRule({ ...row, indicatorName: indicator?.name ?? null }) ?? []);
}
