import { formatMoment } from '@/domain/date';
import { formatChange, formatNumber, readNumber } from '@/domain/number';
import { verdict } from '@/features/indicators/rules';
import { Button } from '@/ui/button';
import { HistoryLine } from '@/ui/charts/history-line';
import { cellDomId } from '@/ui/sheet/model';
import { basisText, extremeOf, largeChange, type SheetLine } from '../rules';
import type { Measure } from '../schema';
import { cellId } from './save';

export type ActiveCellWords = {
  active: string;
  first: string;
  none: string;
  noneBody: string;
  pinned: string;
  lastYear: string;
  plan: string;
  share: string;
  lastSaved: string;
  history: string;
  remarkButton: string;
  flagged: string;
  /** «Lệch {percent} % so với cùng kỳ»: with what to do, and once there is a remark. */
  unexplained: string;
  explained: string;
  /** «{count} quý gần nhất»; the finding when the newest is the lowest or the highest of them. */
  quarters: string;
  lowest: string;
  highest: string;
  planShort: string;
  shareShort: string;
  series: string;
};

type ActiveCellProps = {
  line: SheetLine | null;
  /** Whether the person stands on it, or it is only where to begin. */
  isChosen: boolean;
  /** What stands in the cell now, before it is saved. */
  typed: string | undefined;
  pin: string | undefined;
  measure: Measure;
  quarters: string[];
  onHistory: () => void;
  /** Absent where nothing may be written. */
  onRemark?: () => void;
  words: ActiveCellWords;
};

/** Beside the sheet: the cell one stands on, why it came back, what it was before, and the way to its history. */
export function ActiveCell(props: ActiveCellProps) {
  const { line, isChosen, typed, pin, measure, onHistory, onRemark, words } = props;
  if (!line) {
    return (
      <section className="no-phone">
        <h2>{words.none}</h2>
        <p className="muted small">{words.noneBody}</p>
      </section>
    );
  }
  const { indicator } = line;
  const cell = measure === 'PLAN' ? line.plan : line.actual;
  const moved = largeChange(indicator, typed === undefined ? numberOf(cell.text) : numberOf(typed), line.lastYear);
  const facts = [
    { term: words.lastYear, value: formatNumber(line.lastYear, indicator.decimals) },
    { term: words.plan, value: measure === 'PLAN' ? (typed ?? line.plan.text) || '–' : basisText(indicator, line.plan.value) },
    { term: words.share, value: basisText(indicator, line.share) },
  ];
  return (
    <section className="no-phone">
      <p className="muted small">{isChosen ? words.active : words.first}</p>
      <h2>
        <a className="plain" href={`#${cellDomId(cellId(indicator.indicatorId))}`}>
          {indicator.name}
        </a>
      </h2>
      {pin && (
        <div className="pin">
          <b>{words.pinned}</b>
          <p>{pin}</p>
        </div>
      )}
      <dl className="facts">
        {facts.map(({ term, value }) => (
          <div key={term} className="row between">
            <dt className="muted small">{term}</dt>
            <dd className="num">
              {value} {value !== '–' && <span className="muted small">{indicator.unit}</span>}
            </dd>
          </div>
        ))}
      </dl>
      <LastQuarters {...props} line={line} />
      {cell.at && (
        <p className="muted small">{words.lastSaved.replace('{by}', cell.by).replace('{moment}', formatMoment(new Date(cell.at)))}</p>
      )}
      {moved !== null && (
        <p className={cell.remark ? 'small' : 'small warn'}>
          {(cell.remark ? words.explained : words.unexplained).replace('{percent}', formatChange(moved, 1))}
        </p>
      )}
      {(cell.remark || cell.isFlagged) && (
        <p className="small">
          {cell.isFlagged && <b className="warn">{words.flagged}. </b>}
          {cell.remark}
        </p>
      )}
      <p className="row wrap">
        <Button size="small" label={words.history} aria-keyshortcuts="Alt+ArrowDown" aria-haspopup="dialog" onClick={onHistory}>
          {words.history}
        </Button>
        {onRemark && (
          <Button size="small" aria-keyshortcuts="Shift+F2" aria-haspopup="dialog" onClick={onRemark}>
            {words.remarkButton}
          </Button>
        )}
      </p>
    </section>
  );
}

const numberOf = (text: string): number | null => {
  const read = readNumber(text);
  return read.ok && read.value !== null ? Number(read.value) : null;
};

/** Three years of the figure under a finding, so that a slip of the hand is seen before it is handed in. */
function LastQuarters({ line, typed, measure, quarters, words }: ActiveCellProps & { line: SheetLine }) {
  const { indicator, share, history } = line;
  const isPlan = measure === 'PLAN';
  const isTyped = typed !== undefined;
  const values = !isPlan && isTyped && indicator.aggregation !== 'RATIO' ? [...history.slice(0, -1), numberOf(typed)] : history;
  if (values.filter((value) => value !== null).length < 3) return null;
  const stored = line.plan.value === null ? null : Number(line.plan.value);
  const planned = isPlan && isTyped ? numberOf(typed) : stored;
  const assigned = share === null ? null : Number(share);
  const target = indicator.direction === 'RANGE' ? null : (planned ?? assigned);
  const now = values.at(-1) ?? null;
  const range = { low: indicator.rangeLow, high: indicator.rangeHigh };
  const name = (index: number) => quarters[index] ?? '';
  const title = words[extremeOf(values) ?? 'quarters'];
  const spoken = values.map((value, index) => `${name(index)} ${formatNumber(value, indicator.decimals)}`).join('; ');
  return (
    <figure>
      <h3>{title.replace('{count}', String(values.length))}</h3>
      <HistoryLine
        values={values}
        plan={target}
        decimals={indicator.decimals}
        short={verdict(indicator.direction, now, target, range) === 'notMet'}
        previous={values.length - 5}
        periods={{ first: name(0), previous: name(values.length - 5), last: name(values.length - 1) }}
        words={{ plan: planned === null ? words.shareShort : words.planShort }}
        label={`${words.series.replace('{name}', indicator.name)}: ${spoken}`}
      />
    </figure>
  );
}
