import { type Dispatch, memo } from 'react';
import { formatChange, formatNumber } from '@/domain/number';
import type { Aggregation } from '@/features/indicators/rules';
import { fill } from '@/ui/sheet/phrase';
import { quarterTotals, splitKind, splitTotal } from '../rules';
import { type CellProblem, readShare, type SplitAction, type Texts } from './split-state';

export type SplitRow = {
  departmentId: number;
  name: string;
  /** Kind of department; a heading stands where it changes. */
  group: string;
  open: readonly boolean[];
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
  problem: Record<CellProblem, string>;
};

type SplitTableProps = {
  label: string;
  aggregation: Aggregation;
  decimals: number;
  rows: readonly SplitRow[];
  texts: Texts;
  reference: Reference;
  /** What the server refused, by field name. */
  errors: Record<string, string[]>;
  words: TableWords;
  dispatch: Dispatch<SplitAction>;
};

const number = (value: string | null) => (value === null ? null : Number(value));

/** Departments × quarters with what they are compared with beside each cell; totals are those of what is typed now. */
export function SplitTable({ label, aggregation, decimals, rows, texts, reference, errors, words, dispatch }: SplitTableProps) {
  const values = texts.map((row) => row.map((text) => readShare(text, decimals).value));
  const kind = splitKind(aggregation);
  const totals = kind === 'limit' ? null : quarterTotals(values);
  const whole = yearOf(aggregation, values);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard.
    <section className="sheet -mx-6 phone:mx-0 phone:px-0" tabIndex={0} aria-label={label}>
      <table style={{ minWidth: '77.5rem' }}>
        <caption className="sr">{label}</caption>
        <colgroup>
          <col style={{ width: '16rem' }} />
          {words.quarters.flatMap((quarter) => [
            <col key={`${quarter} reference`} style={{ width: '5rem' }} />,
            <col key={quarter} style={{ width: '6.25rem' }} />,
          ])}
          <col style={{ width: '5.5rem' }} />
          <col style={{ width: '6rem' }} />
          <col style={{ width: '5rem' }} />
        </colgroup>
        <thead>
          <tr>
            <th scope="col">{words.department}</th>
            {[...words.quarters, words.wholeYear].flatMap((quarter) => [
              <th key={`${quarter} reference`} scope="col" className="num">{`${quarter}\n${reference.label}`}</th>,
              <th key={quarter} scope="col" className="num writes">{`${quarter}\n${words.given}`}</th>,
            ])}
            <th scope="col" className="num">
              {words.change}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <Row
              key={row.departmentId}
              row={row}
              index={index}
              heading={row.group !== rows[index - 1]?.group}
              texts={texts[index] ?? []}
              reference={reference}
              aggregation={aggregation}
              decimals={decimals}
              refused={refusedIn(errors, index)}
              words={words}
              dispatch={dispatch}
            />
          ))}
        </tbody>
        {totals && (
          <tfoot className="sticky bottom-0 z-3">
            <tr className="total [&>*]:bg-paper">
              <th scope="row">{words.total}</th>
              {totals.flatMap((total, index) => [
                <td key={`${words.quarters[index]} reference`} className="num muted phone:hidden">
                  {formatNumber(reference.totals[index], decimals)}
                </td>,
                <td key={words.quarters[index]} className="num" data-label={words.quarters[index]}>
                  {formatNumber(Number(total), decimals)}
                </td>,
              ])}
              <td className="num muted phone:hidden">{formatNumber(reference.total, decimals)}</td>
              <td className="num" data-label={words.wholeYear}>
                {formatNumber(whole, decimals)}
              </td>
              <td className="num phone:hidden">{changeText(whole, reference.total)}</td>
            </tr>
          </tfoot>
        )}
      </table>
    </section>
  );
}

const asQuarters = (row: readonly (string | null)[]) => [row[0] ?? null, row[1] ?? null, row[2] ?? null, row[3] ?? null] as const;

/** What shares come to over the year; null when none is given, or when they do not add up. */
export function yearOf(aggregation: Aggregation, rows: readonly (readonly (string | null)[])[]): number | null {
  return rows.flat().every((share) => share === null) ? null : number(splitTotal(aggregation, rows.map(asQuarters)));
}

/** The server's sentences for one row, as one text: a memoised row must not see a new object each time. */
function refusedIn(errors: Record<string, string[]>, index: number): string {
  return [1, 2, 3, 4].map((quarter) => errors[`shares.${index}.q${quarter}`]?.[0] ?? '').join('\n');
}

function changeText(now: number | null, before: number | null): string {
  return now === null || before === null || before === 0 ? '–' : `${formatChange((now / before - 1) * 100)}\u00a0%`;
}

type RowProps = Omit<SplitTableProps, 'label' | 'rows' | 'texts' | 'errors'> & {
  row: SplitRow;
  index: number;
  heading: boolean;
  texts: readonly string[];
  refused: string;
};

const Row = memo(function Row({ row, index, heading, texts, reference, aggregation, decimals, refused, words, dispatch }: RowProps) {
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
            open={row.open[column] ?? false}
            text={texts[column] ?? ''}
            problem={values[column]?.problem ? words.problem[values[column].problem] : (sentences[column] ?? '')}
            at={`${index}/${column}`}
            onType={(text) => dispatch({ do: 'type', row: index, column, text })}
          />,
        ])}
        <td className="num muted off-phone">{formatNumber(beside.total, decimals)}</td>
        <td className="num" data-label={words.wholeYear}>
          {formatNumber(total, decimals)}
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
  open: boolean;
  text: string;
  problem: string;
  /** «row/column», for the keyboard. */
  at: string;
  onType(text: string): void;
};

function Cell({ name, label, quarter, open, text, problem, at, onType }: CellProps) {
  if (!open)
    return (
      <td className="num cell locked off-phone" title={quarter}>
        <span className="sr">{label}</span>
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
      {problem && (
        <span id={`${name}-problem`} className="sr">
          {problem}
        </span>
      )}
    </td>
  );
}
