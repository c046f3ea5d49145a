'use client';

import { type FormEvent, type ReactNode, useCallback, useRef, useState } from 'react';
import { formatNumber, readNumber } from '@/domain/number';
import { verdict } from '@/features/indicators/rules';
import { HistoryLine } from '@/ui/charts/history-line';
import {
  type Column,
  cellDomId,
  type DataRow,
  type Derive,
  type Row,
  type SheetHandle,
  type SheetLabels,
  type SheetStatus,
} from '@/ui/sheet/model';
import { Sheet } from '@/ui/sheet/sheet';
import { basisText, type FigureProblem, type SheetLine } from '../rules';
import { cellId, indicatorOf, type Place, sendCells } from './save';

type DeskWords = {
  sheet: SheetLabels;
  problems: Record<FigureProblem, string>;
  panel: {
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
    quarters: string;
    lowest: string;
    highest: string;
    planShort: string;
    shareShort: string;
    series: string;
    filled: string;
    unread: string;
    pins: string;
    checklist: string;
    close: string;
  };
};

export type DeskProps = {
  place: Place;
  /** The twelve quarters of a line's history: «IV/2023» … «III/2026». */
  quarters: string[];
  lines: SheetLine[];
  /** Reasons of the last return, by indicator. */
  pins: Record<number, string>;
  canWrite: boolean;
  label: string;
  rowHeader: string;
  columns: Column[];
  rowOf(line: SheetLine): DataRow;
  derive: Derive;
  words: DeskWords;
  signInHref: string;
  /** Where the history of a cell is shown; `{code}` stands for the indicator's. */
  historyHref: string;
  /** Title and status sentence, and the tabs below them: drawn on the server. */
  head: ReactNode;
  tabs: ReactNode;
  /** The rest of the checklist and the button that hands in, drawn on the server. */
  foot: ReactNode;
};

/** The grid of one department and quarter with its panel: what is pinned, what was there before, what still stands in the way. */
export function EntryDesk(props: DeskProps) {
  const { place, lines, pins, canWrite, words, head, tabs, foot } = props;
  const sheet = useRef<SheetHandle>(null);
  const [active, setActive] = useState<number | null>(null);
  const [status, setStatus] = useState<SheetStatus | null>(null);
  // What the sheet holds while one types; the panel reads it when the sheet says that something moved.
  const texts = useRef(new Map<string, string>());
  const [typed, setTyped] = useState<string | undefined>(undefined);
  const derive: Derive = (row, beside, textOf) => {
    texts.current.set(row.key, Object.values(beside)[0] ?? '');
    return props.derive(row, beside, textOf);
  };
  const save = useCallback(
    (changes: Parameters<typeof sendCells>[1], key: string) => sendCells(place, changes, key, words.problems),
    [place, words.problems],
  );
  // What is still being typed goes first; only then is the file handed in.
  const flushed = useRef(false);
  const handIn = (event: FormEvent) => {
    if (flushed.current || !canWrite || !(event.target instanceof HTMLFormElement)) {
      flushed.current = false;
      return;
    }
    event.preventDefault();
    const form = event.target;
    void sheet.current?.flush().then((settled) => {
      if (!settled) return sheet.current?.nextProblem();
      // With nothing to send this runs inside the event that is being prevented, where a form does not submit again.
      setTimeout(() => {
        flushed.current = true;
        form.requestSubmit();
      });
    });
  };
  const required = lines.filter(({ indicator }) => indicator.required && indicator.aggregation !== 'RATIO').length;
  const line = lines.find(({ indicator }) => indicator.indicatorId === active) ?? null;
  const shown = line ?? (canWrite ? firstToFill(lines, pins, place.measure) : null);
  return (
    <div className="with-panel">
      <div className="work">
        <Sheet
          ref={sheet}
          label={props.label}
          rowHeader={{ label: props.rowHeader, width: '16.5rem' }}
          columns={props.columns}
          rows={rowsByArea(lines, props.rowOf)}
          derive={derive}
          save={save}
          draftKey={`${place.accountId}/${place.measure}/${place.departmentId}/${place.periodId}`}
          labels={words.sheet}
          readOnly={!canWrite}
          signInHref={props.signInHref}
          header={({ status: saving, tools }) => (
            <>
              <div className="desk-head">
                {head}
                <div className="row wrap">
                  {saving}
                  {canWrite && tools}
                </div>
              </div>
              {tabs}
            </>
          )}
          onActive={(id) => {
            setActive(id === null ? null : indicatorOf(id));
            setTyped(id === null ? undefined : texts.current.get(String(indicatorOf(id))));
          }}
          onStatus={(next) => {
            setStatus(next);
            setTyped(active === null ? undefined : texts.current.get(String(active)));
          }}
          onCommand={(command) => {
            if (command === 'submit') document.getElementById('hand-in')?.focus();
          }}
        />
      </div>
      <aside className="panel" aria-label={words.panel.active}>
        <ActiveCell {...props} line={shown} isChosen={line !== null} typed={typed} />
        {canWrite && (
          <section>
            <h2>{words.panel.checklist}</h2>
            <ul className="tick">
              <Check
                done={status !== null && status.missing === 0}
                text={words.panel.filled}
                value={`${required - (status?.missing ?? required)}/${required}`}
              />
              {status !== null && status.unread > 0 && <Check done={false} text={words.panel.unread} value={String(status.unread)} />}
              {Object.keys(pins).length > 0 && (
                <Check done={status?.returned === 0} text={words.panel.pins} value={String(status?.returned ?? Object.keys(pins).length)} />
              )}
            </ul>
            <div onSubmitCapture={handIn}>{foot}</div>
          </section>
        )}
      </aside>
    </div>
  );
}

/** Where to begin: the first cell that was returned, else the first one that must be filled and is not. */
function firstToFill(lines: SheetLine[], pins: Record<number, string>, measure: Place['measure']): SheetLine | null {
  const isEmpty = ({ indicator, plan, actual }: SheetLine) =>
    indicator.required && indicator.aggregation !== 'RATIO' && (measure === 'PLAN' ? plan : actual).text === '';
  return lines.find(({ indicator }) => pins[indicator.indicatorId] !== undefined) ?? lines.find(isEmpty) ?? null;
}

type ActiveCellProps = DeskProps & { line: SheetLine | null; isChosen: boolean; typed: string | undefined };

function ActiveCell({ line, isChosen, typed, pins, words, historyHref, place, quarters }: ActiveCellProps) {
  const { panel } = words;
  if (!line) {
    return (
      <section className="no-phone">
        <h2>{panel.none}</h2>
        <p className="muted small">{panel.noneBody}</p>
      </section>
    );
  }
  const { indicator } = line;
  const pin = pins[indicator.indicatorId];
  const cell = place.measure === 'PLAN' ? line.plan : line.actual;
  const facts = [
    { term: panel.lastYear, value: formatNumber(line.lastYear, indicator.decimals) },
    { term: panel.plan, value: place.measure === 'PLAN' ? (typed ?? line.plan.text) || '–' : basisText(indicator, line.plan.value) },
    { term: panel.share, value: basisText(indicator, line.share) },
  ];
  return (
    <section className="no-phone">
      <p className="muted small">{isChosen ? panel.active : panel.first}</p>
      <h2>
        <a className="plain" href={`#${cellDomId(cellId(indicator.indicatorId))}`}>
          {indicator.name}
        </a>
      </h2>
      {pin && (
        <div className="pin">
          <b>{panel.pinned}</b>
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
      <LastQuarters line={line} typed={typed} place={place} quarters={quarters} panel={panel} />
      {cell.at && <p className="muted small">{panel.lastSaved.replace('{by}', cell.by).replace('{moment}', moment(cell.at))}</p>}
      <p>
        <a href={historyHref.replace('{code}', indicator.code)}>{panel.history}</a>
      </p>
    </section>
  );
}

const numberOf = (text: string | null | undefined): number | null => {
  const read = readNumber(text ?? '');
  return read.ok && read.value !== null ? Number(read.value) : null;
};

type LastQuartersProps = Pick<DeskProps, 'place' | 'quarters'> & {
  line: SheetLine;
  typed: string | undefined;
  panel: DeskWords['panel'];
};

/** Three years of the figure under a finding, so that a slip of the hand is seen before it is handed in. */
function LastQuarters({ line, typed, place, quarters, panel }: LastQuartersProps) {
  const { indicator, plan, share, history } = line;
  const isPlan = place.measure === 'PLAN';
  const types = !isPlan && indicator.aggregation !== 'RATIO' && typed !== undefined;
  const values = types ? [...history.slice(0, -1), numberOf(typed)] : history;
  const known = values.filter((value) => value !== null);
  if (known.length < 3) return null;
  const basis = indicator.direction === 'RANGE' ? null : Number((isPlan && numberOf(typed)) || (plan.value ?? share) || Number.NaN);
  const now = values.at(-1) ?? null;
  const range = { low: indicator.rangeLow, high: indicator.rangeHigh };
  const target = basis === null || Number.isNaN(basis) ? null : basis;
  const name = (index: number) => quarters[index] ?? '';
  const title =
    now === null ? panel.quarters : now <= Math.min(...known) ? panel.lowest : now >= Math.max(...known) ? panel.highest : panel.quarters;
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
        words={{ plan: isPlan && !numberOf(typed) && plan.value === null ? panel.shareShort : panel.planShort }}
        label={`${panel.series.replace('{name}', indicator.name)}: ${values.map((value, index) => `${name(index)} ${formatNumber(value, indicator.decimals)}`).join('; ')}`}
      />
    </figure>
  );
}

function Check({ done, text, value }: { done: boolean; text: string; value: string }) {
  return (
    <li>
      <span aria-hidden="true" className={done ? 'ok' : 'muted'}>
        {done ? '✓' : '○'}
      </span>
      <span className="grow">{text}</span>
      <b>{value}</b>
    </li>
  );
}

/** Lines under their area, each area numbered as in the hospital's papers. */
function rowsByArea(lines: SheetLine[], rowOf: (line: SheetLine) => DataRow): Row[] {
  let area = 0;
  let last: number | null = null;
  return lines.flatMap((line): Row[] => {
    const { areaId, areaName } = line.indicator;
    const row: Row = { ...rowOf(line), indent: true };
    if (areaId === last) return [row];
    last = areaId;
    area += 1;
    return [{ key: `area-${areaId}`, kind: 'group', label: `${area}. ${areaName}` }, row];
  });
}

const MOMENT = new Intl.DateTimeFormat('vi-VN', {
  hour: '2-digit',
  minute: '2-digit',
  day: '2-digit',
  month: '2-digit',
  year: 'numeric',
  timeZone: 'Asia/Ho_Chi_Minh',
});
const moment = (iso: string) => MOMENT.format(new Date(iso));
