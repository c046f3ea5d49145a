import ArrowDown from 'lucide-react/icons/arrow-down';
import ArrowUp from 'lucide-react/icons/arrow-up';
import { Fragment, type ReactNode } from 'react';
import { Icon } from '../icon';
import { Link } from '../link';

export type Column<Row> = {
  key: string;
  /** Seen by everybody; hide it with `<span className="sr">` when the column speaks for itself. */
  head: ReactNode;
  cell: (row: Row) => ReactNode;
  /** Numbers go to the end, marks to the centre. */
  align?: 'start' | 'end' | 'center';
  /** The column that names the row. */
  rowHead?: boolean;
  /** Where pressing the head leads, and how the table is sorted now. */
  sort?: { href: string; order?: 'ascending' | 'descending' };
  /** CSS width. */
  width?: string;
  /** Extra classes for its cells: `muted small`, `cut`. */
  className?: string;
  /** What the closing row holds in this column. */
  total?: ReactNode;
};

type TableGroup = { key: string; label: ReactNode; aside?: ReactNode };

type DataTableProps<Row> = {
  /** Names the table for screen readers and names the scrolling box. */
  caption: string;
  columns: Column<Row>[];
  rows: Row[];
  rowKey: (row: Row) => string;
  /** Rows that follow each other with the same key stand under one group row. */
  groupOf?: (row: Row) => TableGroup;
  selected?: (row: Row) => boolean;
  /** Shown instead of the table when there are no rows. */
  empty?: ReactNode;
  /** `page`: part of a reading page, text meets the section's edges. `box`: a grid screen, where only the table scrolls. */
  place?: 'page' | 'box';
  /** 28 px rows, for a short table in a section. */
  dense?: boolean;
  /** The head is for screen readers only: the columns explain themselves. */
  headless?: boolean;
  /** On a phone each row becomes two lines and something at the right. Without it the table scrolls sideways. */
  phone?: (row: Row) => PhoneWords;
  /** The closing row on a phone. */
  phoneTotal?: PhoneWords;
};

type PhoneWords = { title: ReactNode; detail?: ReactNode; aside?: ReactNode };

/** A server table: sorting and filtering are links, so it needs no script. Numbers line up; a total closes with a double rule. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { caption, columns, rows, rowKey, empty, place = 'page', dense, headless, phone, phoneTotal } = props;
  if (rows.length === 0 && empty) return <>{empty}</>;
  const table = (
    <table className={[place === 'page' && 'flush', dense && 'dense'].filter(Boolean).join(' ') || undefined}>
      <caption className="sr">{caption}</caption>
      {columns.some((column) => column.width) && (
        <colgroup>
          {columns.map((column) => (
            <col key={column.key} style={{ width: column.width }} />
          ))}
        </colgroup>
      )}
      <thead className={headless ? 'unseen' : undefined}>
        <tr>
          {columns.map((column) => (
            <th key={column.key} scope="col" className={alignment(column.align)} aria-sort={column.sort?.order}>
              {column.sort ? <SortLink sort={column.sort}>{column.head}</SortLink> : column.head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        <Rows {...props} />
      </tbody>
      {columns.some((column) => column.total !== undefined) && <Total columns={columns} />}
    </table>
  );
  const hidden = phone ? ' no-phone' : '';
  return (
    <>
      {place === 'box' ? (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard.
        <section className={`scroll-box${hidden}`} tabIndex={0} aria-label={caption}>
          {table}
        </section>
      ) : (
        <div className={`scroll-x${hidden}`}>{table}</div>
      )}
      {phone && (
        <ul className="only-phone list lines" aria-label={caption}>
          {rows.map((row) => (
            <PhoneLine key={rowKey(row)} {...phone(row)} />
          ))}
          {phoneTotal && <PhoneLine {...phoneTotal} closes />}
        </ul>
      )}
    </>
  );
}

const alignment = (align: Column<unknown>['align']) => (align === 'end' ? 'num' : align === 'center' ? 'c' : undefined);

function Rows<Row>({ columns, rows, rowKey, groupOf, selected }: DataTableProps<Row>) {
  let group: string | undefined;
  return rows.map((row) => {
    const next = groupOf?.(row);
    const opens = next && next.key !== group ? next : undefined;
    group = next?.key;
    return (
      <Fragment key={rowKey(row)}>
        {opens && (
          <tr className="group">
            <th scope="rowgroup" colSpan={columns.length > 2 ? 2 : 1}>
              {opens.label}
            </th>
            {columns.length > 1 && <td colSpan={columns.length > 2 ? columns.length - 2 : 1}>{opens.aside}</td>}
          </tr>
        )}
        <tr className={selected?.(row) ? 'on' : undefined}>
          {columns.map((column) => {
            const className = [alignment(column.align), column.className].filter(Boolean).join(' ') || undefined;
            return column.rowHead ? (
              <th key={column.key} scope="row" className={className}>
                {column.cell(row)}
              </th>
            ) : (
              <td key={column.key} className={className}>
                {column.cell(row)}
              </td>
            );
          })}
        </tr>
      </Fragment>
    );
  });
}

function SortLink({ sort, children }: { sort: NonNullable<Column<unknown>['sort']>; children: ReactNode }) {
  return (
    <Link href={sort.href} className="sort" scroll={false} prefetch={false}>
      {children}
      {sort.order && <Icon of={sort.order === 'ascending' ? ArrowUp : ArrowDown} size="s" />}
    </Link>
  );
}

function Total<Row>({ columns }: { columns: Column<Row>[] }) {
  return (
    <tfoot>
      <tr className="total">
        {columns.map((column) =>
          column.rowHead ? (
            <th key={column.key} scope="row">
              {column.total}
            </th>
          ) : (
            <td key={column.key} className={alignment(column.align)}>
              {column.total}
            </td>
          ),
        )}
      </tr>
    </tfoot>
  );
}

function PhoneLine({ title, detail, aside, closes }: PhoneWords & { closes?: boolean }) {
  return (
    <li className={closes ? 'total' : undefined}>
      <span className="min-w-0">
        <b>{title}</b>
        {detail && <span className="small muted block">{detail}</span>}
      </span>
      {aside !== undefined && aside !== null && aside !== false && <span className="aside">{aside}</span>}
    </li>
  );
}
