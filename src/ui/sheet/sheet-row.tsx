import { type CSSProperties, memo, type ReactNode, useSyncExternalStore } from 'react';
import { reasonOf } from './cell-state';
import type { Column, DataRow, GroupRow } from './model';
import { classes, Entry, isRight, oneLine, Reason, type Shared } from './sheet-cell';
import type { SheetStore } from './store';

declare module 'react' {
  interface CSSProperties {
    '--phone-order'?: number;
  }
}

function Derived({ store, row, column }: { store: SheetStore; row: DataRow; column: Column }) {
  const value = store.derived(row)[column.key];
  if (value === undefined || typeof value === 'string') return value;
  return value.tone ? <b className={value.tone}>{value.text}</b> : value.text;
}

type DataRowProps = Shared & { row: DataRow; index: number; firstField: string | null };

export const SheetRow = memo(function SheetRow({ row, index, firstField, ...shared }: DataRowProps) {
  const { store, columns } = shared;
  useSyncExternalStore(
    (listen) => store.subscribeRow(row.key, listen),
    () => store.drawn(row.key),
    () => store.drawn(row.key),
  );
  const picked = store.picked();
  const inPick = (column: number) =>
    picked !== null && index >= picked.from.row && index <= picked.to.row && column >= picked.from.column && column <= picked.to.column;
  const entries = columns.flatMap((column) => {
    const spec = column.kind === 'entry' ? row.entry[column.key] : undefined;
    return spec ? [{ column, spec }] : [];
  });
  const unit = columns.map(({ key, kind }) => (kind === 'unit' ? row.read[key] : '')).find(Boolean) ?? '';
  const rank = store.rank(row.key);

  const content = (column: Column): ReactNode => {
    // A row of sums has no field in the columns that others are typed into.
    if (column.kind === 'derived' || column.kind === 'entry') return <Derived store={store} row={row} column={column} />;
    if (column.kind !== 'note') return row.read[column.key];
    const reasons = entries.map(({ column: of, spec }) => (
      <Reason key={spec.id} {...shared} row={row} column={of} spec={spec} isOnlyEntry={entries.length === 1} />
    ));
    const hasReason = entries.some(({ spec }) => {
      const cell = store.cell(spec.id);
      return cell && (cell.theirs || reasonOf(cell));
    });
    return (
      <>
        {reasons}
        {!hasReason && row.note && <span className="muted">{row.note}</span>}
        {shared.hasCommands &&
          entries.map(({ column: of, spec }) => (
            <CardCommands key={spec.id} {...shared} row={row} id={spec.id} column={entries.length > 1 ? oneLine(of.label) : ''} />
          ))}
      </>
    );
  };

  return (
    <tr
      id={`sheet-row-${row.key}`}
      data-row={index}
      className={classes(rank > 0 && 'lifted', row.foot && 'total')}
      style={rank > 0 ? phoneOrder(rank) : undefined}
    >
      <th scope="row" className={classes(row.indent && 'sub')} title={row.label}>
        {row.label}
      </th>
      {columns.map((column, at) => {
        const spec = column.kind === 'entry' ? row.entry[column.key] : undefined;
        if (spec)
          return (
            <Entry
              key={column.key}
              {...shared}
              row={row}
              column={column}
              spec={spec}
              unit={unit}
              isPicked={inPick(at)}
              isFirstField={spec.id === firstField}
            />
          );
        const isOffPhone =
          (column.kind === 'entry' && !row.foot) || (column.kind !== 'note' && column.kind !== 'unit' && !column.phoneLabel);
        return (
          <td
            key={column.key}
            className={classes(
              isRight(column) && 'num',
              (column.quiet || column.kind === 'unit') && 'muted',
              column.kind === 'unit' && 'unit',
              column.kind === 'note' && 'note small',
              isOffPhone && 'off-phone',
              inPick(at) && 'picked',
            )}
            data-label={column.phoneLabel}
          >
            {content(column)}
          </td>
        );
      })}
    </tr>
  );
});

/** On a phone there is no Shift F2 and no panel: the same at the foot of a card. The table listens for all of them. `column`: of a card with several fields. */
function CardCommands({ labels, readOnly, row, id, column }: Shared & { row: DataRow; id: string; column: string }) {
  const commands = readOnly ? (['history'] as const) : (['remark', 'history'] as const);
  return (
    <span className="only-phone card-commands no-print">
      {column && <span className="muted">{column}</span>}
      {commands.map((command) => (
        <button
          key={command}
          type="button"
          className="btn bare sm"
          data-command={command}
          data-of={id}
          aria-label={`${labels.phone[command]}: ${[row.label, column].filter(Boolean).join(', ')}`}
        >
          {labels.phone[command]}
        </button>
      ))}
    </span>
  );
}

/** Cards that need a hand come first on a phone; elsewhere rows stand where they are. */
export const phoneOrder = (rank: number): CSSProperties => ({ '--phone-order': rank - 10 });

export const SheetGroup = memo(function SheetGroup({ store, row, span }: { store: SheetStore; row: GroupRow; span: number }) {
  useSyncExternalStore(
    (listen) => store.subscribeRow(row.key, listen),
    () => store.drawn(row.key),
    () => store.drawn(row.key),
  );
  return (
    <tr id={`sheet-row-${row.key}`} className="group">
      <th scope="rowgroup">{row.label}</th>
      <td colSpan={span}>{row.note ?? store.tally(row.key)}</td>
    </tr>
  );
});
