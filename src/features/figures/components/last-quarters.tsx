import { formatNumber } from '@/domain/number';
import { verdict } from '@/features/indicators/rules';
import { HistoryLine } from '@/ui/charts/history-line';
import { extremeOf, numberOf, type SheetLine } from '../rules';
import type { Measure } from '../schema';

export type QuarterWords = {
  /** «{count} quý gần nhất»; the finding when the newest is the lowest or the highest of them. */
  quarters: string;
  lowest: string;
  highest: string;
  planShort: string;
  shareShort: string;
  series: string;
};

type LastQuartersProps = {
  line: SheetLine;
  /** What stands in the cell now, before it is saved. */
  typed?: string;
  measure: Measure;
  quarters: string[];
  /** The values in digits too, where there is room. */
  isListed?: boolean;
  words: QuarterWords;
};

/** Three years of the figure under a finding, so that a slip of the hand is seen before it is handed in. */
export function LastQuarters({ line, typed, measure, quarters, isListed, words }: LastQuartersProps) {
  const { indicator, share, history } = line;
  const isPlan = measure === 'PLAN';
  const isTyped = typed !== undefined;
  const values = !isPlan && isTyped && indicator.aggregation !== 'RATIO' ? [...history.slice(0, -1), numberOf(typed)] : history;
  const stored = line.plan.value === null ? null : Number(line.plan.value);
  const planned = isPlan && isTyped ? numberOf(typed) : stored;
  const assigned = share === null ? null : Number(share);
  const target = indicator.direction === 'RANGE' ? null : (planned ?? assigned);
  const now = values.at(-1) ?? null;
  const range = { low: indicator.rangeLow, high: indicator.rangeHigh };
  const name = (index: number) => quarters[index] ?? '';
  const title = words[extremeOf(values) ?? 'quarters'];
  const said = (value: number | null) => formatNumber(value, indicator.decimals);
  const hasCourse = values.filter((value) => value !== null).length >= 3;
  if (!hasCourse && !isListed) return null;
  const chart = hasCourse && (
    <HistoryLine
      values={values}
      plan={target}
      decimals={indicator.decimals}
      short={verdict(indicator.direction, now, target, range) === 'notMet'}
      previous={values.length - 5}
      periods={{ first: name(0), previous: name(values.length - 5), last: name(values.length - 1) }}
      words={{ plan: planned === null ? words.shareShort : words.planShort }}
      label={`${words.series.replace('{name}', indicator.name)}: ${values.map((value, index) => `${name(index)} ${said(value)}`).join('; ')}`}
    />
  );
  return (
    <figure className="max-w-80">
      <h3>{title.replace('{count}', String(values.length))}</h3>
      {chart}
      {isListed && (
        <ol className="m-0 grid list-none grid-cols-4 gap-x-2 p-0">
          {quarters.map((quarter, index) => (
            <li key={quarter} className="num">
              <span className="muted small block">{quarter}</span> {said(values[index] ?? null)}
            </li>
          ))}
        </ol>
      )}
    </figure>
  );
}
