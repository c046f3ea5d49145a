import { formatMoment } from '@/domain/date';
import { formatChange, formatNumber } from '@/domain/number';
import { cellDomId } from '@/ui/sheet/model';
import { basisText, largeChange, numberOf, type SheetLine } from '../rules';
import type { Measure } from '../schema';
import { CellButtons, type CellButtonWords } from './cell-buttons';
import { LastQuarters, type QuarterWords } from './last-quarters';
import { cellId } from './save';

export type ActiveCellWords = CellButtonWords &
  QuarterWords & {
    active: string;
    first: string;
    none: string;
    noneBody: string;
    pinned: string;
    lastYear: string;
    plan: string;
    share: string;
    lastSaved: string;
    flagged: string;
    /** «Lệch {percent} % so với cùng kỳ»: with what to do, and once there is a remark. */
    unexplained: string;
    explained: string;
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
  const { line, isChosen, typed, pin, measure, quarters, onHistory, onRemark, words } = props;
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
      <LastQuarters line={line} typed={typed} measure={measure} quarters={quarters} words={words} />
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
        <CellButtons onHistory={onHistory} onRemark={onRemark} words={words} />
      </p>
    </section>
  );
}
