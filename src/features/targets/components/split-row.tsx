import Hand from 'lucide-react/icons/hand';
import { type Dispatch, memo } from 'react';
import { formatChange, formatDecimal, formatNumber } from '@/domain/number';
import type { Aggregation } from '@/features/indicators/rules';
import { Icon } from '@/ui/icon';
import { fill } from '@/ui/sheet/phrase';
import { type QuarterShares, splitTotal } from '../rules/split';
import { type CellProblem, readShare, type SplitAction } from './split-state';

export type SplitRow = {
  departmentId: number;
  name: string;
  /** Kind of department; a heading stands where it changes. */
  group: string;
  /** The department exists in the quarter. */
  open: readonly boolean[];
  /** The quarter is over and the decision does not reach it: it keeps what the version in force gives. */
  fixed: readonly boolean[];
  shares: readonly (string | null)[];
  lastYear: readonly (number | null)[];
  lastYearTotal: number | null;
  /** What the version in force gives, when this one adjusts it. */
  former: readonly (string | null)[] | null;
};

/** The numbers beside the cells, Quý I to IV and the year: last year's results, or the version in force. */
export type Reference = {
  label: string;
  of(row: SplitRow): { quarters: readonly (number | null)[]; total: number | null };
  total: number | null;
  totals: readonly (number | null)[];
};

export type TableWords = {
  department: string;
  quarters: readonly string[];
  wholeYear: string;
  given: string;
  change: string;
  total: string;
  /** «{department}, {quarter}» */
  cell: string;
  fixed: string;
  held: string;
  problem: Record<CellProblem, string>;
};

/** Whether a cell can be typed into. */
export const isWritable = ({ open, fixed }: SplitRow, column: number): boolean => open[column] === true && fixed[column] !== true;

const asQuarters = (row: readonly (string | null)[]): QuarterShares => [row[0] ?? null, row[1] ?? null, row[2] ?? null, row[3] ?? null];

/** What shares come to over the year, exactly; null when none is given, or when they do not add up. */
export function yearOf(aggregation: Aggregation, rows: readonly (readonly (string | null)[])[]): string | null {
  return rows.flat().every((share) => share === null) ? null : splitTotal(aggregation, rows.map(asQuarters));
}

export function changeText(now: string | null, before: number | null): string {
  return now === null || before === null || before === 0 ? '–' : `${formatChange((Number(now) / before - 1) * 100)}\u00a0%`;
}

type RowProps = {
  row: SplitRow;
  index: number;
  heading: boolean;
  texts: readonly string[];
  held: readonly boolean[];
  reference: Reference;
  aggregation: Aggregation;
  decimals: number;
  /** The server's sentences, one line a quarter: one text, because a memoised row must not see a new object each time. */
  refused: string;
  words: TableWords;
  dispatch: Dispatch<SplitAction>;
};

/** One department: its four quarters, each beside what it is compared with, and what they come to. */
export const DepartmentRow = memo(function DepartmentRow(props: RowProps) {
  const { row, index, heading, texts, held, reference, aggregation, decimals, refused, words, dispatch } = props;
  const values = texts.map((text) => readShare(text, decimals));
  const total = yearOf(aggregation, [values.map(({ value }) => value)]);
  const beside = reference.of(row);
  const sentences = refused.split('\n');
  return (
    <>
      {heading && (
        <tr className="group">
          <th scope="rowgroup">{row.group}</th>
          <td colSpan={11} />
        </tr>
      )}
      <tr>
        <th scope="row" className="sub">
          {row.name}
          <input type="hidden" name={`shares.${index}.departmentId`} value={row.departmentId} />
        </th>
        {words.quarters.flatMap((quarter, column) => [
          <td key={`${quarter} reference`} className="num muted off-phone">
            {formatNumber(beside.quarters[column], decimals)}
          </td>,
          <Cell
            key={quarter}
            name={`shares.${index}.q${column + 1}`}
            label={fill(words.cell, { department: row.name, quarter })}
            quarter={quarter}
            state={row.fixed[column] ? 'fixed' : row.open[column] ? (held[column] ? 'held' : 'free') : 'closed'}
            text={texts[column] ?? ''}
            problem={values[column]?.problem ? words.problem[values[column].problem] : (sentences[column] ?? '')}
            at={`${index}/${column}`}
            words={words}
            onType={(text) => dispatch({ do: 'type', row: index, column, text })}
          />,
        ])}
        <td className="num muted off-phone">{formatNumber(beside.total, decimals)}</td>
        <td className="num" data-label={words.wholeYear}>
          {formatDecimal(total, decimals)}
        </td>
        <td className="num muted off-phone">{changeText(total, beside.total)}</td>
      </tr>
    </>
  );
});

type CellProps = {
  name: string;
  label: string;
  quarter: string;
  /** closed: the department is not there. fixed: the quarter is over. held: typed by hand. */
  state: 'closed' | 'fixed' | 'held' | 'free';
  text: string;
  problem: string;
  /** «row/column», for the keyboard. */
  at: string;
  words: TableWords;
  onType(text: string): void;
};

function Cell({ name, label, quarter, state, text, problem, at, words, onType }: CellProps) {
  if (state === 'closed')
    return (
      <td className="num cell locked off-phone" title={quarter}>
        <span className="sr">{label}</span>
      </td>
    );
  if (state === 'fixed')
    return (
      <td className="num cell locked" title={words.fixed} data-label={quarter}>
        <span className="v">{text || '–'}</span>
        <span className="sr">
          {label}. {words.fixed}
        </span>
      </td>
    );
  return (
    <td className={problem ? 'num cell invalid' : 'num cell'} title={problem || undefined}>
      <span className="mk hidden small muted phone:inline-flex" aria-hidden="true">
        {quarter}
      </span>
      <input
        id={`field-${name}`}
        name={name}
        value={text}
        data-at={at}
        data-editing=""
        inputMode="decimal"
        autoComplete="off"
        aria-label={label}
        aria-invalid={problem ? true : undefined}
        aria-describedby={problem ? `${name}-problem` : undefined}
        onChange={(event) => onType(event.target.value)}
      />
      {state === 'held' && !problem && (
        <span className="mk" title={words.held}>
          <Icon of={Hand} size="s" tone="muted" />
        </span>
      )}
      {problem && (
        <span id={`${name}-problem`} className="sr">
          {problem}
        </span>
      )}
    </td>
  );
}
