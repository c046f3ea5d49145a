'use client';

import { useRouter } from 'next/navigation';
import { type FormEvent, type ReactNode, useCallback, useRef, useState } from 'react';
import { type CheckRule, checkedSheet, findingsOf } from '@/features/check-rules/rules';
import type { Column, DataRow, Derive, Row, SheetHandle, SheetLabels, SheetStatus } from '@/ui/sheet/model';
import { Sheet } from '@/ui/sheet/sheet';
import { type FigureProblem, numberOf, type SheetLine } from '../rules';
import { ActiveCell, type ActiveCellWords } from './active-cell';
import { Findings, type FindingWords } from './findings';
import { HistoryDialog, type HistoryWords } from './history-dialog';
import { LastQuarters } from './last-quarters';
import { RemarkDialog, type RemarkWords } from './remark-dialog';
import { indicatorOf, type Place, sendCells } from './save';

type DeskWords = {
  sheet: SheetLabels;
  problems: Record<FigureProblem, string>;
  panel: ActiveCellWords & { filled: string; unread: string; pins: string; checklist: string };
  cell: RemarkWords & HistoryWords;
  findings: FindingWords;
};

export type DeskProps = {
  place: Place;
  /** The twelve quarters of a line's history: «IV/2023» … «III/2026». */
  quarters: string[];
  lines: SheetLine[];
  /** What the figures of one sheet must agree on. */
  rules: CheckRule[];
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
  const [box, setBox] = useState<{ kind: 'history' | 'remark'; indicatorId: number } | null>(null);
  const router = useRouter();
  // What was typed goes first: the box shows, and writes beside, what the server has now.
  const openBox = (kind: 'history' | 'remark', indicatorId: number | undefined) =>
    indicatorId !== undefined &&
    void sheet.current?.flush().then(() => {
      if (kind === 'remark') router.refresh();
      setBox({ kind, indicatorId });
    });
  const closeBox = () => setBox(null);
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
  const lineOf = (indicatorId: number | null) => lines.find(({ indicator }) => indicator.indicatorId === indicatorId) ?? null;
  const line = lineOf(active);
  const boxed = lineOf(box?.indicatorId ?? null);
  const cellOf = ({ indicator, plan, actual }: SheetLine) => {
    const { departmentId, periodId, measure } = place;
    const { remark, isFlagged } = measure === 'PLAN' ? plan : actual;
    return { departmentId, periodId, measure, indicatorId: indicator.indicatorId, name: indicator.name, remark, isFlagged };
  };
  // Read again whenever the sheet says that something moved; before it has spoken, what was saved counts.
  const findings = findingsOf(
    props.rules,
    checkedSheet(lines, place.measure, (one) => figureNow(one, place.measure, texts.current)),
  );
  const remarked = lines.filter(({ plan, actual }) => (place.measure === 'PLAN' ? plan : actual).remark);
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
          onCommand={(command, id) => {
            if (command === 'submit') document.getElementById('hand-in')?.focus();
            else if (command === 'history' || canWrite) openBox(command, indicatorOf(id));
          }}
        />
      </div>
      <aside className="panel" aria-label={words.panel.active}>
        <ActiveCell
          line={shown}
          isChosen={line !== null}
          typed={typed}
          pin={shown ? pins[shown.indicator.indicatorId] : undefined}
          measure={place.measure}
          quarters={props.quarters}
          onHistory={() => openBox('history', shown?.indicator.indicatorId)}
          onRemark={canWrite ? () => openBox('remark', shown?.indicator.indicatorId) : undefined}
          words={words.panel}
        />
        <Findings
          findings={findings}
          explained={new Set(remarked.map(({ indicator }) => indicator.indicatorId))}
          isOpen={canWrite}
          words={words.findings}
        />
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
      <RemarkDialog cell={box?.kind === 'remark' && boxed ? { ...cellOf(boxed), canWrite } : null} onClose={closeBox} words={words.cell} />
      <HistoryDialog
        cell={box?.kind === 'history' && boxed ? cellOf(boxed) : null}
        chart={boxed && <LastQuarters line={boxed} measure={place.measure} quarters={props.quarters} isListed words={words.panel} />}
        pageHref={props.historyHref.replace('{code}', boxed?.indicator.code ?? '')}
        onClose={closeBox}
        words={words.cell}
      />
    </div>
  );
}

/** What stands in a row's cell now, saved or not; null while it is no number. */
function figureNow({ indicator, plan, actual }: SheetLine, measure: Place['measure'], texts: Map<string, string>): number | null {
  return numberOf(texts.get(String(indicator.indicatorId)) ?? (measure === 'PLAN' ? plan : actual).text);
}

/** Where to begin: the first cell that was returned, else the first one that must be filled and is not. */
function firstToFill(lines: SheetLine[], pins: Record<number, string>, measure: Place['measure']): SheetLine | null {
  const isEmpty = ({ indicator, plan, actual }: SheetLine) =>
    indicator.required && indicator.aggregation !== 'RATIO' && (measure === 'PLAN' ? plan : actual).text === '';
  return lines.find(({ indicator }) => pins[indicator.indicatorId] !== undefined) ?? lines.find(isEmpty) ?? null;
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
