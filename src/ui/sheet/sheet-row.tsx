import { type CSSProperties, memo, type ReactNode, useSyncExternalStore } from 'react';
import { type CellState, type Motion, newCell, reasonOf, troubleOf } from './cell-state';
import { Glyph, type GlyphName } from './icons';
import { type Column, cellDomId, type DataRow, type EntryCell, type GroupRow, type SheetLabels } from './model';
import { fill, shortMoment } from './phrase';
import type { SheetStore } from './store';

declare module 'react' {
  interface CSSProperties {
    '--phone-order'?: number;
  }
}

type Shared = { store: SheetStore; columns: Column[]; labels: SheetLabels; readOnly: boolean };

const classes = (...names: (string | false | null | undefined)[]) => names.filter(Boolean).join(' ') || undefined;
const isRight = ({ align, kind }: Column) => (align ? align === 'right' : kind === 'entry' || kind === 'derived');
const oneLine = (text: string) => text.replace(/\s+/g, ' ');

type MarkName = keyof SheetLabels['mark'];
const MARKS: Record<Exclude<MarkName, 'missing'>, GlyphName> = {
  locked: 'lock',
  computed: 'sigma',
  saving: 'loader',
  saved: 'check',
  kept: 'offline',
  invalid: 'alert',
  returned: 'pin',
  conflict: 'compare',
  remark: 'remark',
};

/** What is said of a cell when nothing is moving: closed, in trouble, or remarked upon. */
function standingMark({ spec }: CellState, trouble: ReturnType<typeof troubleOf>): MarkName | null {
  if (trouble) return trouble;
  if (spec.computed) return 'computed';
  if (spec.locked) return 'locked';
  return spec.remark ? 'remark' : null;
}

function Mark({ id, name, labels }: { id?: string; name: MarkName; labels: SheetLabels }) {
  return (
    <span className="mk" id={id}>
      {name !== 'missing' && <Glyph name={MARKS[name]} />}
      <span className="sr">{labels.mark[name]}</span>
    </span>
  );
}

const TROUBLE_CLASS = { conflict: 'conflict', invalid: 'invalid', returned: 'returned', missing: 'empty-req' };

type EntryProps = Shared & { row: DataRow; column: Column; spec: EntryCell; unit: string; isPicked: boolean; isFirstField: boolean };

function Entry({ store, labels, readOnly, row, column, spec, unit, isPicked, isFirstField }: EntryProps) {
  const cell = store.cell(spec.id) ?? newCell(spec);
  const motion: Motion | null = store.motion(spec.id);
  const trouble = troubleOf(cell);
  const standing = standingMark(cell, trouble);
  const mark = motion ?? standing;
  const dom = cellDomId(spec.id);
  const isClosed = spec.locked || spec.computed || readOnly;
  const hasReason = trouble === 'conflict' || reasonOf(cell) !== null;
  return (
    <td
      className={classes(
        'cell',
        isRight(column) && 'num',
        trouble && TROUBLE_CLASS[trouble],
        spec.computed ? 'calc' : (spec.locked || readOnly) && 'locked',
        !trouble && spec.remark && 'commented',
        motion,
        store.active() === spec.id && 'active',
        isPicked && 'picked',
      )}
      data-label={column.phoneLabel}
    >
      {mark && <Mark id={motion ? undefined : `${dom}-mark`} name={mark} labels={labels} />}
      {motion && standing && (
        <span className="sr" id={`${dom}-mark`}>
          {labels.mark[standing]}
        </span>
      )}
      <input
        id={dom}
        data-cell={spec.id}
        type="text"
        inputMode="decimal"
        enterKeyHint="next"
        autoComplete="off"
        spellCheck={false}
        defaultValue={cell.text}
        readOnly={isClosed}
        tabIndex={isClosed && !isFirstField ? -1 : undefined}
        placeholder={trouble === 'missing' ? labels.empty : undefined}
        aria-label={[row.label, oneLine(column.label), unit].filter(Boolean).join(', ')}
        aria-invalid={trouble === 'invalid' ? true : undefined}
        aria-describedby={classes(standing && `${dom}-mark`, hasReason && `${dom}-why`)}
      />
    </td>
  );
}

/** The reason beside a cell; two versions are two buttons, nobody's is overwritten. */
function Reason({
  store,
  labels,
  row,
  column,
  spec,
  isOnlyEntry,
}: Shared & { row: DataRow; column: Column; spec: EntryCell; isOnlyEntry: boolean }) {
  const cell = store.cell(spec.id) ?? newCell(spec);
  const trouble = troubleOf(cell);
  const name = isOnlyEntry ? '' : `${oneLine(column.label)}: `;
  const id = `${cellDomId(spec.id)}-why`;
  if (cell.theirs) {
    const { by, at, text } = cell.theirs;
    const whose = [by || labels.conflict.theirs, shortMoment(at, Date.now())].filter(Boolean).join(' ');
    const keep = (which: 'mine' | 'theirs') => () => {
      store.choose(spec.id, which);
      document.getElementById(cellDomId(spec.id))?.focus();
    };
    const legend = fill(labels.conflict.legend, { cell: isOnlyEntry ? row.label : `${row.label}, ${oneLine(column.label)}` });
    return (
      <>
        {name && <span className="info">{name}</span>}
        <span id={id} className="sr">
          {legend}
        </span>
        {/* biome-ignore lint/a11y/useSemanticElements: a fieldset cannot stand inline in a cell. */}
        <span className="choice pick" role="group" aria-label={legend}>
          <button type="button" onClick={keep('mine')}>
            {labels.conflict.mine} <b>{cell.text || labels.empty}</b>
          </button>
          <button type="button" onClick={keep('theirs')}>
            {whose} <b>{text || labels.empty}</b>
          </button>
        </span>
      </>
    );
  }
  const reason = reasonOf(cell);
  if (!reason && trouble !== 'missing') return null;
  if (!reason)
    return (
      <span className="msg only-phone">
        <Glyph name="alert" className="i i-s" />
        {labels.phone.missing}
      </span>
    );
  return (
    <b id={id} className={cell.problem ? 'bad' : 'warn'}>
      <span className="card-mark">
        <Glyph name={cell.problem ? 'alert' : 'pin'} className="i i-s" />
      </span>
      {name}
      {reason}
    </b>
  );
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
    if (column.kind === 'derived') return <Derived store={store} row={row} column={column} />;
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
      </>
    );
  };

  return (
    <tr
      id={`sheet-row-${row.key}`}
      data-row={index}
      className={classes(rank > 0 && 'lifted')}
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
        const isOffPhone = column.kind === 'entry' || (column.kind !== 'note' && column.kind !== 'unit' && !column.phoneLabel);
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
      <td colSpan={span}>{row.note ?? store.filled(row.key)}</td>
    </tr>
  );
});
