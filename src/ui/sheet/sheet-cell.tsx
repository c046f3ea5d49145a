import { type CellState, newCell, reasonOf, troubleOf } from './cell-state';
import { Glyph, type GlyphName } from './icons';
import { type Column, cellDomId, type DataRow, type EntryCell, type SheetLabels } from './model';
import { fill, shortMoment } from './phrase';
import type { SheetStore } from './store';

/** What every row and cell of one sheet gets. */
export type Shared = {
  store: SheetStore;
  columns: Column[];
  labels: SheetLabels;
  readOnly: boolean /** Whoever shows the sheet answers to remarks and histories. */;
  hasCommands: boolean;
};

export const classes = (...names: (string | false | null | undefined)[]) => names.filter(Boolean).join(' ') || undefined;
/** Numbers stand right, words left. */
export const isRight = ({ align, kind }: Column) => (align ? align === 'right' : kind === 'entry' || kind === 'derived');
export const oneLine = (text: string) => text.replace(/\s+/g, ' ');

type MarkName = keyof SheetLabels['mark'];
const MARKS: Record<Exclude<MarkName, 'missing' | 'saving'>, GlyphName> = {
  locked: 'lock',
  computed: 'sigma',
  saved: 'check',
  kept: 'offline',
  invalid: 'alert',
  returned: 'pin',
  conflict: 'compare',
  byHand: 'hand',
  remark: 'remark',
  flagged: 'flag',
};

/** What is said of a cell when nothing is moving: in trouble, to be watched, remarked upon, or closed. */
function standingMark({ spec, text }: CellState, trouble: ReturnType<typeof troubleOf>, store: SheetStore): MarkName | null {
  if (trouble) return trouble;
  if (spec.flagged) return 'flagged';
  if (spec.remark) return 'remark';
  if (spec.computed) return 'computed';
  if (store.isByHand(spec.id, text)) return 'byHand';
  return spec.locked ? 'locked' : null;
}

function Mark({ id, name, labels }: { id?: string; name: MarkName; labels: SheetLabels }) {
  return (
    <span className="mk" id={id}>
      {name === 'saving' ? <i className="spokes" /> : name !== 'missing' && <Glyph name={MARKS[name]} />}
      <span className="sr">{labels.mark[name]}</span>
    </span>
  );
}

const TROUBLE_CLASS = { conflict: 'conflict', invalid: 'invalid', returned: 'returned', missing: 'empty-req' };

type EntryProps = Shared & { row: DataRow; column: Column; spec: EntryCell; unit: string; isPicked: boolean; isFirstField: boolean };

/** A field and its mark. */
export function Entry({ store, labels, readOnly, row, column, spec, unit, isPicked, isFirstField }: EntryProps) {
  const cell = store.cell(spec.id) ?? newCell(spec);
  const motion = store.motion(spec.id);
  const trouble = troubleOf(cell);
  const standing = standingMark(cell, trouble, store);
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
        !trouble && (spec.remark || spec.flagged) && 'commented',
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
        name={spec.name}
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
export function Reason({
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
      <div>
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
      </div>
    );
  }
  const reason = reasonOf(cell);
  if (!reason && trouble !== 'missing') return null;
  if (!reason)
    return (
      <div className="msg only-phone">
        <Glyph name="alert" className="i i-s" />
        {labels.phone.missing}
      </div>
    );
  return (
    <div>
      <b id={id} className={cell.problem ? 'bad' : 'warn'}>
        <span className="card-mark">
          <Glyph name={cell.problem ? 'alert' : 'pin'} className="i i-s" />
        </span>
        {name}
        {reason}
      </b>
    </div>
  );
}
