'use client';

import ArrowDown from 'lucide-react/icons/arrow-down';
import TriangleAlert from 'lucide-react/icons/triangle-alert';
import { Fragment, type KeyboardEvent, useRef, useState } from 'react';
import { formatNumber, formatPercent } from '@/domain/number';
import { Button } from '@/ui/button';
import { Meter } from '@/ui/charts/meter';
import { Icon } from '@/ui/icon';
import { Link } from '@/ui/link';
import { fill } from '@/ui/sheet/phrase';
import type { RatingLine } from '../queries/sheet';
import { type CapCounts, type CapRule, capReading, evidenceShares, isShown, stepsAbove } from '../rules';
import { LEVELS, type Level, SHEET_FILTERS, type SheetFilter } from '../schema';
import { CapMeter, type CapWords } from './cap-meter';
import { type Choosable, useChoices } from './choices';
import { DecideButton, type DecideWords } from './decide-button';

export type SheetLine = RatingLine & { href: string; isOpen: boolean; stateName: string };
export type SheetWords = {
  caption: string;
  filter: string;
  filters: Record<SheetFilter, string>;
  columns: Record<
    'place' | 'cell' | 'secretary' | 'self' | 'appraised' | 'ballots' | 'score' | 'done' | 'late' | 'exceeded' | 'discipline' | 'decision',
    string
  >;
  levels: Record<Level, string>;
  /** «Xuất sắc», for columns. */
  brief: Record<Level, string>;
  short: Record<Level, string>;
  onPhone: string;
  disciplines: Record<NonNullable<RatingLine['discipline']>, string>;
  decisionOf: string;
  nothing: string;
  keys: string;
  ninth: {
    title: string;
    body: string;
    reason: string;
    document: string;
    documentHint: string;
    back: string;
    keep: string;
    needed: string;
    kept: string;
  };
  cap: CapWords;
  decide: DecideWords;
};

type SheetProps = {
  campaignId: number;
  lines: SheetLine[];
  cap: { rule: CapRule; counts: CapCounts; allowed: number | null } | null;
  /** Per cent of exceeded tasks from which a bar is excellent. */
  threshold: number | null;
  mayDecide: boolean;
  words: SheetWords;
};

/** All cells of a year on one screen: their levels, ballots and evidence, and the choice that goes into the decision. */
export function RatingSheet({ campaignId, lines, cap, threshold, mayDecide, words }: SheetProps) {
  const [filter, setFilter] = useState<SheetFilter>('all');
  const [override, setOverride] = useState({ reason: '', document: '', kept: 0 });
  const [needed, setNeeded] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const choosable = lines.map((line): Choosable => ({ ...line, isDecided: line.state === 'APPEALED' }));
  const { levelOf, choose, undo, latest, counted } = useChoices(choosable);
  const after = cap ? counted(cap.counts) : null;
  const reading = cap && after ? capReading(cap.rule, after) : null;
  const allowed = reading ? Math.max(reading.limit, cap?.allowed ?? 0) : null;
  const isOver = after !== null && allowed !== null && after.decided > allowed;
  const isKept = isOver && override.kept === after.decided;
  const ninth = isOver ? latest() : null;
  const shown = lines.filter((line) => isShown(filter, line));
  const focus = (id: number) => box.current?.querySelector<HTMLInputElement>(`#row-${id} input:checked, #row-${id} input`)?.focus();

  function onKeyDown(event: KeyboardEvent): void {
    if (
      (event.ctrlKey || event.metaKey) &&
      event.key.toLowerCase() === 'z' &&
      !(event.target instanceof HTMLInputElement && event.target.type === 'text')
    ) {
      event.preventDefault();
      const id = undo();
      if (id !== null) focus(id);
      return;
    }
    const row = (event.target as HTMLElement).closest<HTMLElement>('tr[data-rating]');
    if (!row || !(event.target instanceof HTMLInputElement) || event.target.type !== 'radio') return;
    const place = shown.findIndex(({ id }) => String(id) === row.dataset.rating);
    const line = choosable.find(({ id }) => String(id) === row.dataset.rating);
    const level = LEVELS[Number(event.key) - 1];
    if (line && level && words.levels[level]) {
      event.preventDefault();
      choose(line, level);
      requestAnimationFrame(() => focus(line.id));
    } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      const step = event.key === 'ArrowDown' ? 1 : -1;
      for (let next = place + step; next >= 0 && next < shown.length; next += step) {
        const to = shown[next];
        if (!to?.isOpen || !mayDecide) continue;
        focus(to.id);
        break;
      }
    }
  }

  const rows = choosable.flatMap((line) => {
    const level = levelOf(line);
    return line.isOpen && level !== null ? [{ ratingId: line.id, version: line.version, level }] : [];
  });
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys belong to the radios inside it.
    <div ref={box} onKeyDown={onKeyDown}>
      {cap && reading && after && allowed !== null && (
        <CapMeter reading={reading} count={after.decided} allowed={allowed} words={words.cap} />
      )}
      <div className="row wrap my-3">
        <fieldset className="contents">
          <legend className="sr">{words.filter}</legend>
          <span className="choice flex-wrap">
            {SHEET_FILTERS.map((which) => (
              <label key={which}>
                <input type="radio" name="show" checked={filter === which} onChange={() => setFilter(which)} />
                {words.filters[which]} {lines.filter((line) => isShown(which, line)).length}
              </label>
            ))}
          </span>
        </fieldset>
        <span className="grow" />
        {mayDecide && (
          <DecideButton
            campaignId={campaignId}
            rows={rows}
            override={isKept ? override : null}
            blocked={isOver && !isKept ? words.ninth.needed : null}
            onBlocked={() => {
              setFilter('all');
              setNeeded(true);
              requestAnimationFrame(() => box.current?.querySelector<HTMLInputElement>('#cap-reason')?.focus());
            }}
            words={words.decide}
          />
        )}
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard. */}
      <section className="relative overflow-x-auto [--sticky-top:0px] [&_:is(th,td)]:px-1.5" tabIndex={0} aria-label={words.caption}>
        <table className="flush dense whitespace-nowrap phone:whitespace-normal">
          <caption className="sr">{words.caption}</caption>
          <thead>
            <tr>
              <th className="num no-phone" scope="col">
                {words.columns.place}
              </th>
              <th scope="col">{words.columns.cell}</th>
              <th scope="col" className="no-phone">
                {words.columns.secretary}
              </th>
              <th scope="col" className="no-phone">
                {words.columns.self}
              </th>
              <th scope="col" className="no-phone">
                {words.columns.appraised}
              </th>
              <th className="num no-phone" scope="col">
                {words.columns.ballots}
              </th>
              <th className="num no-phone" scope="col">
                {words.columns.score}
              </th>
              <th className="num no-phone" scope="col">
                {words.columns.done}
              </th>
              <th className="num no-phone" scope="col">
                {words.columns.late}
              </th>
              <th scope="col" className="no-phone">
                {words.columns.exceeded}
              </th>
              <th scope="col" className="no-phone">
                {words.columns.discipline}
              </th>
              <th scope="col" className="right-0 bg-paper">
                {words.columns.decision}
              </th>
            </tr>
          </thead>
          <tbody>
            {shown.map((line, place) => {
              const level = levelOf({ ...line, isDecided: line.state === 'APPEALED' });
              const isNinth = ninth === line.id;
              return (
                <Fragment key={line.id}>
                  <tr id={`row-${line.id}`} data-rating={line.id} className={isNinth ? 'on' : undefined}>
                    <td className="num muted no-phone">{place + 1}</td>
                    <th scope="row" className="max-w-60 overflow-hidden text-ellipsis" title={line.name}>
                      <Link href={line.href} className="plain block truncate leading-6 phone:whitespace-normal">
                        {line.name}
                      </Link>
                      <span className="only-phone small muted">{onPhone(line, words)}</span>
                    </th>
                    <td className="small muted no-phone">{line.secretary ?? '–'}</td>
                    <td className={line.selfLevel === 'EXCELLENT' ? 'small no-phone' : 'small muted no-phone'}>
                      {line.selfLevel ? words.brief[line.selfLevel] : '–'}
                    </td>
                    <td className={line.appraisedLevel === 'EXCELLENT' ? 'small no-phone' : 'small muted no-phone'}>
                      <Appraised line={line} words={words} />
                    </td>
                    <td className="num no-phone">{line.ballots ? `${line.ballots.excellent}/${line.ballots.present}` : '–'}</td>
                    <td className="num no-phone">{line.score === null ? '–' : <b>{formatNumber(Number(line.score), 1)}</b>}</td>
                    <EvidenceCells line={line} threshold={threshold} />
                    <td className="small no-phone">
                      {line.discipline ? <b className="bad">{words.disciplines[line.discipline]}</b> : <span className="muted">0</span>}
                    </td>
                    <td className="sticky right-0 bg-paper">
                      {line.isOpen && mayDecide ? (
                        <fieldset className="contents">
                          <legend className="sr">{`${words.columns.decision}, ${line.name}`}</legend>
                          <span className={`choice levels${isNinth ? ' over' : ''}`}>
                            {LEVELS.filter((each) => words.levels[each]).map((each) => (
                              <label key={each} title={words.levels[each]}>
                                <input
                                  type="radio"
                                  name={`level-${line.id}`}
                                  value={each}
                                  checked={level === each}
                                  aria-label={words.levels[each]}
                                  onChange={() => choose({ ...line, isDecided: line.state === 'APPEALED' }, each)}
                                />
                                {words.short[each]}
                              </label>
                            ))}
                          </span>
                        </fieldset>
                      ) : (
                        <span className="small">
                          {line.decisionNumber && level ? <b>{words.brief[level]}</b> : <span className="muted">{line.stateName}</span>}
                          {line.decisionNumber && <span className="muted"> {fill(words.decisionOf, { number: line.decisionNumber })}</span>}
                        </span>
                      )}
                    </td>
                  </tr>
                  {isNinth && after && (
                    <tr>
                      <td colSpan={12} className="bg-bad-wash">
                        <div className="sticky left-0 flex max-w-[calc(100vw-3rem)] flex-wrap items-end gap-3 py-2 whitespace-normal">
                          <p className="grow basis-64">
                            <b className="bad" role="alert">
                              <Icon of={TriangleAlert} size="s" /> {fill(words.ninth.title, { name: line.name, count: after.decided })}
                            </b>
                            <span className="small block">{isKept ? fill(words.ninth.kept, override) : words.ninth.body}</span>
                          </p>
                          {!isKept && (
                            <>
                              <label className="small grow basis-56">
                                {words.ninth.reason}
                                <input
                                  id="cap-reason"
                                  className="input"
                                  value={override.reason}
                                  maxLength={1000}
                                  aria-invalid={needed && !override.reason.trim() ? true : undefined}
                                  onChange={(event) => setOverride({ ...override, reason: event.target.value })}
                                />
                              </label>
                              <label className="small">
                                {words.ninth.document}
                                <input
                                  className="input"
                                  value={override.document}
                                  maxLength={100}
                                  placeholder={words.ninth.documentHint}
                                  aria-invalid={needed && !override.document.trim() ? true : undefined}
                                  onChange={(event) => setOverride({ ...override, document: event.target.value })}
                                />
                              </label>
                              <Button size="small" onClick={() => choose({ ...line, isDecided: line.state === 'APPEALED' }, 'GOOD')}>
                                {words.ninth.back}
                              </Button>
                              <Button
                                size="small"
                                variant="danger"
                                onClick={() => {
                                  const isSaid = override.reason.trim() !== '' && override.document.trim() !== '';
                                  setNeeded(!isSaid);
                                  if (isSaid) setOverride({ ...override, kept: after.decided });
                                }}
                              >
                                {fill(words.ninth.keep, { count: after.decided })}
                              </Button>
                            </>
                          )}
                        </div>
                      </td>
                    </tr>
                  )}
                </Fragment>
              );
            })}
          </tbody>
        </table>
        {shown.length === 0 && <p className="muted py-3">{words.nothing}</p>}
      </section>
      {mayDecide && <p className="small muted py-2 no-phone">{words.keys}</p>}
    </div>
  );
}

/** What a phone leaves of the columns. */
const onPhone = ({ appraisedLevel, selfLevel, evidence }: SheetLine, words: SheetWords) =>
  fill(words.onPhone, {
    appraised: appraisedLevel ? words.brief[appraisedLevel] : '–',
    self: selfLevel ? words.brief[selfLevel] : '–',
    late: evidence.planned.late + evidence.planned.overdue,
  });

function Appraised({ line: { selfLevel, appraisedLevel }, words }: { line: SheetLine; words: SheetWords }) {
  if (appraisedLevel === null) return '–';
  if (selfLevel === null || stepsAbove(selfLevel, appraisedLevel) <= 0) return words.brief[appraisedLevel];
  return (
    <b className="text-ink">
      <Icon of={ArrowDown} size="s" /> {words.brief[appraisedLevel]}
    </b>
  );
}

function EvidenceCells({ line: { evidence }, threshold }: { line: SheetLine; threshold: number | null }) {
  const shares = evidenceShares(evidence);
  const late = evidence.planned.late + evidence.planned.overdue;
  return (
    <>
      <td className="num no-phone">{shares.done === null ? '–' : formatNumber(shares.done)}</td>
      <td className={late > 0 ? 'num miss no-phone' : 'num muted no-phone'}>{late > 0 ? <b>{late}</b> : 0}</td>
      <td className="no-phone">
        {shares.exceeded === null ? (
          '–'
        ) : (
          <span className="row gap-1.5">
            <Meter
              value={shares.exceeded}
              target={threshold}
              end={60}
              tone={threshold !== null && shares.exceeded >= threshold ? 'good' : 'quiet'}
              width="3.25rem"
            />
            <span className="small">{formatPercent(shares.exceeded, 0)}</span>
          </span>
        )}
      </td>
    </>
  );
}
