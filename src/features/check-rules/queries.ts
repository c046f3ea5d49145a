import 'server-only';
import type { Actor } from '@/domain/actor';
import { dayOfColumn } from '@/domain/date';
import { isQuarter } from '@/domain/period';
import { reach } from '@/domain/policy';
import { sheetLines } from '@/features/figures/queries';
import { type Db, db, type Prisma, type Tx } from '@/server/db';
import { asks, type CheckRule, checkedSheet, type Finding, findingsOf } from './rules';
import { storedRule } from './schema';

const COLUMNS = { id: true, kind: true, severity: true, measure: true, indicatorId: true, description: true, params: true } as const;
type Row = Prisma.CheckRuleGetPayload<{ select: typeof COLUMNS }>;

/** A row whose parameters this program cannot read holds nothing: a later program wrote it. */
function readRule({ id, kind, severity, measure, indicatorId, description, params }: Row): CheckRule | null {
  const read = storedRule.safeParse({ kind, params });
  if (!read.success || measure === 'ESTIMATE') return null;
  return { id, severity, measure, indicatorId, description, ...read.data };
}

/** The rules that hold in a year, in the order in which they were made. Asks no permission: a rule holds for everybody. */
export async function rulesIn(on: Db | Tx, year: number): Promise<CheckRule[]> {
  const rows = await on.checkRule.findMany({
    where: { fromYear: { lte: year }, OR: [{ toYear: null }, { toYear: { gte: year } }] },
    orderBy: { id: 'asc' },
    select: COLUMNS,
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
    select: { ...COLUMNS, fromYear: true, toYear: true, rowVersion: true, indicator: { select: { name: true } } },
  });
  return rows.flatMap(({ indicator, ...row }) => {
    const rule = readRule(row);
    const { fromYear, toYear, rowVersion } = row;
    return rule ? [{ ...rule, indicatorName: indicator?.name ?? null, fromYear, toYear, rowVersion }] : [];
  });
}
