import type { Dispatch } from 'react';
import { formatDecimal, formatNumber } from '@/domain/number';
import type { Aggregation } from '@/features/indicators/rules';
import { quarterTotals, splitKind } from '../rules/split';
import { changeText, DepartmentRow, type Reference, type SplitRow, type TableWords, yearOf } from './split-row';
import { type Held, readShare, type SplitAction, type Texts } from './split-state';

type SplitTableProps = {
  label: string;
  aggregation: Aggregation;
  decimals: number;
  rows: readonly SplitRow[];
  texts: Texts;
  held: Held;
  reference: Reference;
  /** What the server refused, by field name. */
  errors: Record<string, string[]>;
  words: TableWords;
  dispatch: Dispatch<SplitAction>;
};

/** Departments × quarters with what they are compared with beside each cell; totals are those of what is typed now. */
export function SplitTable({ label, aggregation, decimals, rows, texts, held, reference, errors, words, dispatch }: SplitTableProps) {
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
            <DepartmentRow
              key={row.departmentId}
              row={row}
              index={index}
              heading={row.group !== rows[index - 1]?.group}
              texts={texts[index] ?? []}
              held={held[index] ?? []}
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
                  {formatDecimal(total, decimals)}
                </td>,
              ])}
              <td className="num muted phone:hidden">{formatNumber(reference.total, decimals)}</td>
              <td className="num" data-label={words.wholeYear}>
                {formatDecimal(whole, decimals)}
              </td>
              <td className="num phone:hidden">{changeText(whole, reference.total)}</td>
            </tr>
          </tfoot>
        )}
      </table>
    </section>
  );
}

/** The server's sentences for one row. */
function refusedIn(errors: Record<string, string[]>, index: number): string {
  return [1, 2, 3, 4].map((quarter) => errors[`shares.${index}.q${quarter}`]?.[0] ?? '').join('\n');
}
