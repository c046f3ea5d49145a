import { formatNumber, readNumber } from '@/domain/number';
import { basisText, quarterValue, ruleOf, type SheetLine } from '@/features/figures/rules';
import { aggregate, standing, verdict } from '@/features/indicators/rules';

/** Words for results that are no percentage: «đạt», «vượt 1,4», «thiếu 2,0». */
export type StandingWords = { within: string; over: string; under: string };

export type ReportBeside = {
  /** The actual as it is worked out; only of ratios, whose cell nobody types. */
  computed: string | null;
  /** «% KH», or how a limit or a range was kept. */
  ofPlan: { text: string; tone?: 'miss' | 'ok' };
  /** Lũy kế from the beginning of the year. */
  toDate: string;
};

const number = (typed: string): number | null => {
  const read = readNumber(typed);
  return read.ok && read.value !== null ? Number(read.value) : null;
};

/** The quarter's plan: what the department planned, else what it was assigned. */
function planOf({ plan, share }: SheetLine): number | null {
  const value = plan.value ?? share;
  return value === null ? null : Number(value);
}

/** The figures that are read beside the actual's cell. */
export function reportReads(line: SheetLine): { lastYear: string; plan: string } {
  return { lastYear: formatNumber(line.lastYear, line.indicator.decimals), plan: basisText(line.indicator, line.plan.value ?? line.share) };
}

/** Worked out again after every change: `typed` is this cell, `textOf` any cell of the sheet by indicator. */
export function reportBeside(line: SheetLine, typed: string, textOf: (indicatorId: number) => string, words: StandingWords): ReportBeside {
  const { indicator, days, earlier } = line;
  const other = (id: number | null) => (id === null ? null : number(textOf(id)));
  const now = quarterValue(indicator, days, number(typed), {
    weight: other(indicator.weightId),
    numerator: other(indicator.numeratorId),
    denominator: other(indicator.denominatorId),
  });
  const rule = ruleOf(indicator);
  const actual = indicator.aggregation === 'RATIO' ? aggregate(rule, [now]) : number(typed);
  const plan = planOf(line);
  const range = { low: indicator.rangeLow, high: indicator.rangeHigh };
  const stands = standing(indicator.direction, actual, plan, range);
  const missed = verdict(indicator.direction, actual, plan, range) === 'notMet';
  return {
    computed: indicator.aggregation === 'RATIO' ? formatNumber(actual, indicator.decimals) : null,
    ofPlan: { text: said(stands, indicator.decimals, words), tone: missed ? 'miss' : undefined },
    toDate: formatNumber(aggregate(rule, [...earlier, now]), indicator.decimals),
  };
}

function said(stands: ReturnType<typeof standing>, decimals: number, words: StandingWords): string {
  if (stands === null) return '–';
  if (stands.kind === 'percent') return formatNumber(stands.percent, 1);
  if (stands.kind === 'within') return words.within;
  return words[stands.kind].replace('{by}', formatNumber(stands.by, decimals));
}
