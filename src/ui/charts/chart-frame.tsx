import Table2 from 'lucide-react/icons/table-2';
import type { ReactNode } from 'react';
import { Icon } from '../icon';
import { Section } from '../page/section';

export type ChartTable = {
  /** What opens it: «Xem số liệu». */
  summary: string;
  /** The first head names the rows. */
  heads: string[];
  rows: string[][];
};

type ChartFrameProps = {
  /** The finding. */
  title: ReactNode;
  /** Unit, source, or a link to all of it. */
  aside?: ReactNode;
  table: ChartTable;
  children: ReactNode;
};

/** A chart under its finding, and the same figures as a table one key away. */
export function ChartFrame({ title, aside, table, children }: ChartFrameProps) {
  return (
    <Section title={title} aside={aside}>
      {children}
      <NumbersTable {...table} />
    </Section>
  );
}

function NumbersTable({ summary, heads, rows }: ChartTable) {
  return (
    <details className="numbers">
      <summary title={summary}>
        <Icon of={Table2} size="s" label={summary} />
      </summary>
      <div>
        <table>
          <thead>
            <tr>
              {heads.map((head, index) => (
                <th key={head} scope="col" className={index > 0 ? 'num' : undefined}>
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(([name, ...values]) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                {values.map((value, index) => (
                  <td key={heads[index + 1]} className="num">
                    {value}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}
