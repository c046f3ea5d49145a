'use client';

import { type FormEvent, type ReactNode, useCallback, useRef, useState } from 'react';
import { formatNumber } from '@/domain/number';
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
import type { FigureProblem, SheetLine } from '../rules';
import { cellId, indicatorOf, type Place, sendCells } from './save';

type DeskWords = {
  sheet: SheetLabels;
  problems: Record<FigureProblem, string>;
  panel: {
    active: string;
    none: string;
    noneBody: string;
    pinned: string;
    lastYear: string;
    plan: string;
    share: string;
    lastSaved: string;
    history: string;
    filled: string;
    unread: string;
    pins: string;
    checklist: string;
    close: string;
  };
};

export type DeskProps = {
  place: Place;
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
  return (
    <div className="with-panel">
      <div className="work">
        <Sheet
          ref={sheet}
          label={props.label}
          rowHeader={{ label: props.rowHeader, width: '16.5rem' }}
          columns={props.columns}
          rows={rowsByArea(lines, props.rowOf)}
          derive={props.derive}
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
          onActive={(id) => setActive(id === null ? null : indicatorOf(id))}
          onStatus={setStatus}
          onCommand={(command) => {
            if (command === 'submit') document.getElementById('hand-in')?.focus();
          }}
        />
      </div>
      <aside className="panel" aria-label={words.panel.active}>
        <ActiveCell line={line} pin={line ? pins[line.indicator.indicatorId] : undefined} {...props} />
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

function ActiveCell({ line, pin, words, historyHref, place }: DeskProps & { line: SheetLine | null; pin: string | undefined }) {
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
  const cell = place.measure === 'PLAN' ? line.plan : line.actual;
  const facts = [
    { term: panel.lastYear, value: formatNumber(line.lastYear, indicator.decimals) },
    { term: panel.plan, value: line.plan.text || '–' },
    { term: panel.share, value: line.share === null ? '–' : formatNumber(Number(line.share), indicator.decimals) },
  ];
  return (
    <section className="no-phone">
      <p className="muted small">{panel.active}</p>
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
              {value} <span className="muted small">{indicator.unit}</span>
            </dd>
          </div>
        ))}
      </dl>
      {cell.at && <p className="muted small">{panel.lastSaved.replace('{by}', cell.by).replace('{moment}', moment(cell.at))}</p>}
      <p>
        <a href={historyHref.replace('{code}', indicator.code)}>{panel.history}</a>
      </p>
    </section>
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
