import type { ComponentProps } from 'react';
import { Link } from '../link';
import { DataTable } from '../page/data-table';
import { Pagination } from '../page/pagination';
import { Section } from '../page/section';
import { type Tab, Tabs } from '../page/tabs';

/** One kind of mistake: in which column, what it says, how many cells, and where these alone are shown. */
export type KindLine = { id: string; column: string; says: string; count: string; href: string; isCurrent: boolean };
/** One wrong cell: «D12», its column, what to do. */
export type CellLine = { id: string; place: string; column: string; says: string };

type Props = {
  title: string;
  kinds: KindLine[];
  columns: Tab[];
  cells: CellLine[];
  pages: ComponentProps<typeof Pagination>;
  words: Record<'kinds' | 'columns' | 'column' | 'says' | 'cells' | 'place' | 'none', string>;
};

/** Every wrong cell of a file: how many of each kind, then cell by cell, by column, a page at a time. */
export function ImportProblems({ title, kinds, columns, cells, pages, words }: Props) {
  return (
    <Section title={title} id="problems">
      {kinds.length > 1 && (
        <DataTable
          caption={words.kinds}
          rows={kinds}
          rowKey={({ id }) => id}
          dense
          selected={({ isCurrent }) => isCurrent}
          columns={[
            { key: 'column', head: words.column, cell: ({ column }) => column },
            { key: 'says', head: words.kinds, rowHead: true, cell: (line) => <KindLink {...line} /> },
            { key: 'count', head: words.cells, align: 'end', cell: ({ count }) => count },
          ]}
          phone={(line) => ({ title: <KindLink {...line} />, detail: line.column, aside: line.count })}
        />
      )}
      {columns.length > 2 && (
        <div className="mt-4">
          <Tabs label={words.columns} tabs={columns} />
        </div>
      )}
      <DataTable
        caption={title}
        rows={cells}
        rowKey={({ id }) => id}
        dense
        empty={<p className="muted">{words.none}</p>}
        columns={[
          { key: 'place', head: words.place, rowHead: true, cell: ({ place }) => place },
          { key: 'column', head: words.column, cell: ({ column }) => column },
          { key: 'says', head: words.says, cell: ({ says }) => says },
        ]}
        phone={({ place, column, says }) => ({ title: `${place} · ${column}`, detail: says })}
      />
      <Pagination {...pages} />
    </Section>
  );
}

function KindLink({ href, says, isCurrent }: KindLine) {
  return (
    <Link href={href} prefetch={false} scroll={false} aria-current={isCurrent ? 'true' : undefined}>
      {says}
    </Link>
  );
}
