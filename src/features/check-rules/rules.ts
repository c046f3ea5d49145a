import { formatEntry } from '@/domain/number';
import { quarterValue, ruleOf, type SheetLine } from '@/features/figures/rules';
import { aggregate, rounded } from '@/features/indicators/rules';

/** Mức: cho biết, hỏi vì sao, không cho nộp (features.md row 44). */
export const SEVERITIES = ['INFO', 'WARN', 'BLOCK'] as const;
export type Severity = (typeof SEVERITIES)[number];

/** Tổng bằng các phần; phần không lớn hơn toàn bộ; trong mức; so với quá khứ của chính ô ấy. Indicators by id, limits canonical decimals. */
type Measured =
  | { kind: 'PARTS_SUM'; params: { parts: number[] } }
  | { kind: 'NOT_ABOVE'; params: { whole: number } }
  | { kind: 'WITHIN'; params: { above: string | null; below: string | null } }
  | { kind: 'OWN_PAST'; params: { spread: number; least: number } };
export type CheckKind = Measured['kind'];

/** A rule in force, as the sheet and the hand-in read it; plain values, safe to send to the browser. */
export type CheckRule = Measured & {
  id: number;
  severity: Severity;
  measure: 'PLAN' | 'ACTUAL' | null;
  /** Where it is told; null: at every cell. */
  indicatorId: number | null;
  description: string;
};

/** The sheet as the rules read it. */
export type Checked = {
  measure: 'PLAN' | 'ACTUAL';
  /** Rows of this department's sheet, in order. */
  rows: { indicatorId: number; name: string; decimals: number; isCount: boolean }[];
  /** The figure of a row now, ratios worked out; null while there is none. */
  valueOf(indicatorId: number): number | null;
  /** Earlier quarters of a row, oldest first; null where nothing is known. */
  pastOf(indicatorId: number): readonly (number | null)[];
};

/** Something a rule has to say about a sheet. `facts` fill the sentence of its kind; numbers as they are shown. */
export type Finding = {
  ruleId: number;
  kind: CheckKind;
  severity: Severity;
  indicatorId: number;
  name: string;
  description: string;
  facts: Record<string, string>;
};

/**
 * A department's sheet for the rules. `numberOf` gives what stands in a cell now; ratios of a report are worked out from their parts.
 */
export function checkedSheet(
  lines: readonly SheetLine[],
  measure: 'PLAN' | 'ACTUAL',
  numberOf: (line: SheetLine) => number | null = (line) => stored(line, measure),
): Checked {
  const byId = new Map(lines.map((line) => [line.indicator.indicatorId, line]));
  const typed = (id: number | null) => {
    const line = id === null ? undefined : byId.get(id);
    return line ? numberOf(line) : null;
  };
  return {
    measure,
    rows: lines.map(({ indicator: { indicatorId, name, decimals, aggregation } }) => ({
      indicatorId,
      name,
      decimals,
      isCount: aggregation === 'SUM' && decimals === 0,
    })),
    valueOf(indicatorId) {
      const line = byId.get(indicatorId);
      if (!line || measure === 'PLAN' || line.indicator.aggregation !== 'RATIO') return typed(indicatorId);
      const { indicator, days } = line;
      const parts = { weight: null, numerator: typed(indicator.numeratorId), denominator: typed(indicator.denominatorId) };
      return aggregate(ruleOf(indicator), [quarterValue(indicator, days, null, parts)]);
    },
    pastOf: (indicatorId) => byId.get(indicatorId)?.history.slice(0, -1) ?? [],
  };
}

function stored({ plan, actual }: SheetLine, measure: 'PLAN' | 'ACTUAL'): number | null {
  const { value } = measure === 'PLAN' ? plan : actual;
  return value === null ? null : Number(value);
}

/**
 * What the rules of a year say about one sheet (features.md row 43, 44). A rule whose rows the department does not report, or whose
 * figures are not in yet, says nothing: a blank is asked for elsewhere. The gravest first, then in the order of the sheet.
 */
export function findingsOf(rules: readonly CheckRule[], sheet: Checked): Finding[] {
  const rows = new Map(sheet.rows.map((row, order) => [row.indicatorId, { ...row, order }]));
  const found = rules
    .filter(({ measure }) => measure === null || measure === sheet.measure)
    .flatMap((rule) => {
      const at = rule.indicatorId === null ? [...rows.keys()] : [rule.indicatorId];
      return at.flatMap((indicatorId): Finding[] => {
        const row = rows.get(indicatorId);
        const facts = row && factsOf(rule, sheet, indicatorId, row);
        if (!row || !facts) return [];
        const { id: ruleId, kind, severity, description } = rule;
        return [{ ruleId, kind, severity, indicatorId, name: row.name, description, facts }];
      });
    });
  const order = (finding: Finding) => rows.get(finding.indicatorId)?.order ?? 0;
  return found.sort((one, other) => GRAVITY[other.severity] - GRAVITY[one.severity] || order(one) - order(other));
}

const GRAVITY: Record<Severity, number> = { INFO: 0, WARN: 1, BLOCK: 2 };

type Row = { decimals: number; isCount: boolean };

/** The numbers of the sentence when the rule is broken at this row; null when it is kept or cannot be judged. */
function factsOf(rule: CheckRule, sheet: Checked, indicatorId: number, row: Row): Record<string, string> | null {
  const value = sheet.valueOf(indicatorId);
  if (value === null) return null;
  const shown = (number: number) => formatEntry(number, row.decimals);
  switch (rule.kind) {
    case 'PARTS_SUM':
      return sumFacts(sheet, rule.params.parts, value, shown);
    case 'NOT_ABOVE': {
      const whole = sheet.valueOf(rule.params.whole);
      const name = sheet.rows.find(({ indicatorId: other }) => other === rule.params.whole)?.name;
      return whole !== null && name !== undefined && value > whole ? { value: shown(value), whole: shown(whole), wholeName: name } : null;
    }
    case 'WITHIN': {
      const { above, below } = rule.params;
      if (above !== null && value > Number(above)) return { value: shown(value), limit: formatEntry(above), side: 'above' };
      if (below !== null && value < Number(below)) return { value: shown(value), limit: formatEntry(below), side: 'below' };
      return null;
    }
    case 'OWN_PAST': {
      const usual = usualRange(sheet.pastOf(indicatorId), rule.params, row.isCount);
      if (!usual || (value >= usual.low && value <= usual.high)) return null;
      return { value: shown(value), low: shown(usual.low), high: shown(usual.high), side: value < usual.low ? 'below' : 'above' };
    }
  }
}

/** Parts that the department does not report count nothing; while one it reports is blank, only a sum that is too large already is told. */
function sumFacts(sheet: Checked, parts: readonly number[], total: number, shown: (number: number) => string) {
  const own = parts.filter((part) => sheet.rows.some(({ indicatorId }) => indicatorId === part));
  const values = own.map((part) => sheet.valueOf(part));
  const known = values.filter((value) => value !== null);
  if (known.length === 0) return null;
  const sum = rounded(
    known.reduce((all, value) => all + value, 0),
    4,
  );
  const isComplete = known.length === own.length;
  return (isComplete && sum !== total) || sum > total ? { value: shown(total), sum: shown(sum) } : null;
}

/** Standard deviations of a normal spread in one median absolute deviation. */
const PER_DEVIATION = 1.4826;

/**
 * Where a figure usually lies, by the median of its own past and `spread` robust deviations round it (the modified z-score; 3,5 is its
 * usual limit). A count also moves by its square root by chance, and anything by 2 %. Null with fewer than `least` known quarters.
 */
export function usualRange(
  past: readonly (number | null)[],
  { spread, least }: { spread: number; least: number },
  isCount: boolean,
): { low: number; high: number } | null {
  const known = past.filter((value) => value !== null);
  if (known.length < least) return null;
  const middle = median(known);
  const deviation = Math.max(
    PER_DEVIATION * median(known.map((value) => Math.abs(value - middle))),
    isCount ? Math.sqrt(Math.abs(middle)) : 0,
    Math.abs(middle) * 0.02,
  );
  const edge = (towards: number) => rounded(middle + towards * spread * deviation, isCount ? 0 : 4);
  return { low: isCount ? Math.max(0, edge(-1)) : edge(-1), high: edge(1) };
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  const half = sorted.length >> 1;
  const [upper = 0, lower = upper] = [sorted[half], sorted[half - 1]];
  return sorted.length % 2 === 1 ? upper : (lower + upper) / 2;
}

/** The sentence of a finding, among the texts of its weight. */
export type FindingKey = 'PARTS_SUM' | 'NOT_ABOVE' | 'WITHIN_above' | 'WITHIN_below' | 'OWN_PAST';
export function sentenceOf({ kind, facts }: Pick<Finding, 'kind' | 'facts'>): FindingKey {
  if (kind !== 'WITHIN') return kind;
  return facts.side === 'below' ? 'WITHIN_below' : 'WITHIN_above';
}

/** What a finding asks of the person who hands in: nothing, a word on the cell, or another figure. */
export function asks({ severity }: Pick<Finding, 'severity'>, hasRemark: boolean): 'nothing' | 'remark' | 'correction' {
  if (severity === 'BLOCK') return 'correction';
  return severity === 'WARN' && !hasRemark ? 'remark' : 'nothing';
}
