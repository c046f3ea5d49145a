'use client';

import { useSearchParams } from 'next/navigation';
import { Fragment, type KeyboardEvent, useRef, useState } from 'react';
import { CapMeter } from '@/features/rating-rules/components/cap-meter';
import type { CapWords } from '@/features/rating-rules/components/cap-words';
import { type CapTerms, explainCap } from '@/features/rating-rules/rules/cap';
import { RATED_LEVELS } from '@/features/rating-rules/rules/levels';
import type { RatingLine } from '../queries/sheet';
import { type CampaignCounts, isShown, type LevelWarning, SHEET_FILTERS, type SheetFilter } from '../rules';
import type { Level } from '../schema';
import { type Choosable, useChoices } from './choices';
import { DecideButton, type DecideWords } from './decide-button';
import { KeptChoices, type KeptWords } from './kept-choices';
import { NinthRow, type NinthWords } from './ninth-row';
import { SheetRow, WIDE, warningsOf } from './sheet-row';
import { useNews } from './use-news';
import { useOverride } from './use-override';

export type SheetLine = RatingLine & { href: string; isOpen: boolean; stateName: string };
export type SheetWords = {
  caption: string;
  filter: string;
  filters: Record<SheetFilter, string>;
  columns: Record<(typeof COLUMNS)[number]['key'], string>;
  levels: Record<Level, string>;
  /** «Xuất sắc», for columns. */
  brief: Record<Level, string>;
  short: Record<Level, string>;
  onPhone: string;
  appealed: string;
  uncertain: string;
  warnings: Record<LevelWarning, string>;
  disciplines: Record<NonNullable<RatingLine['discipline']>, string>;
  decisionOf: string;
  nothing: string;
  keys: string;
  kept: KeptWords;
  ninth: NinthWords;
  cap: CapWords;
  decide: DecideWords;
};

type SheetProps = {
  campaignId: number;
  /** Where this browser keeps the choices of this person in this campaign. */
  draftKey: string;
  /** The first day on which a decision is no longer early. */
  endsOn: string;
  lines: SheetLine[];
  cap: { rule: CapTerms; counts: CampaignCounts; passedTo: number } | null;
  /** Per cent of exceeded tasks from which a bar is excellent. */
  threshold: number | null;
  mayDecide: boolean;
  words: SheetWords;
};

const COLUMNS = [
  { key: 'place', className: 'num no-phone' },
  { key: 'cell', className: 'sticky left-0 z-3 phone:static' },
  { key: 'secretary', className: WIDE },
  { key: 'members', className: 'num no-phone' },
  { key: 'self', className: 'no-phone' },
  { key: 'appraised', className: 'no-phone' },
  { key: 'suggested', className: 'no-phone' },
  { key: 'ballots', className: 'num no-phone' },
  { key: 'score', className: 'num no-phone' },
  { key: 'done', className: 'num no-phone' },
  { key: 'late', className: 'num no-phone' },
  { key: 'exceeded', className: 'no-phone' },
  { key: 'discipline', className: 'no-phone' },
  { key: 'decision', className: 'right-0 z-3' },
] as const;

/** All cells of a year on one screen: their levels, ballots and evidence, and the choice that goes into the decision. */
export function RatingSheet({ campaignId, draftKey, endsOn, lines, cap, threshold, mayDecide, words }: SheetProps) {
  useNews();
  const [filter, setFilter] = useFilter();
  const [needed, setNeeded] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const choosable = lines.map(choosableOf);
  const choices = useChoices(choosable, draftKey);
  const { levelOf, choose, undo } = choices;
  const [override, setOverride] = useOverride(choices.drafts, cap?.passedTo ?? 0);
  const after = cap ? choices.counted(cap.counts) : null;
  const reading = cap && after ? explainCap(cap.rule, after, { held: after.decided, passedTo: cap.passedTo }) : null;
  const isOver = reading?.isOver ?? false;
  const mayPass = cap?.rule.severity !== 'BLOCK';
  const isKept = isOver && mayPass && override.kept === reading?.excellent;
  const ninth = isOver ? choices.latest() : null;
  const shown = lines.filter((line) => isShown(filter, line));
  const chosen = (id: number) => choosable.find((line) => line.id === id);
  const focus = (id: number) =>
    ['input:checked', 'input']
      .map((one) => box.current?.querySelector<HTMLInputElement>(`#row-${id} ${one}`))
      .find(Boolean)
      ?.focus();
  const moved = choices.moved.flatMap((one) => {
    const line = lines.find(({ id }) => id === one.id);
    return line ? [{ ...one, name: line.name, isOpen: line.isOpen, stateName: line.stateName }] : [];
  });

  function onKeyDown(event: KeyboardEvent): void {
    const isTyping = event.target instanceof HTMLInputElement && event.target.type === 'text';
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'z' && !isTyping) {
      event.preventDefault();
      const id = undo();
      if (id !== null) requestAnimationFrame(() => focus(id));
      return;
    }
    const row = (event.target as HTMLElement).closest<HTMLElement>('tr[data-rating]');
    if (!row || !(event.target instanceof HTMLInputElement) || event.target.type !== 'radio') return;
    const line = chosen(Number(row.dataset.rating));
    const level = RATED_LEVELS[Number(event.key) - 1];
    if (line && level && words.levels[level]) {
      event.preventDefault();
      choose(line, level);
      requestAnimationFrame(() => focus(line.id));
    } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      const below = event.key === 'ArrowDown';
      const place = shown.findIndex(({ id }) => id === line?.id);
      const to = below ? shown.slice(place + 1).find(({ isOpen }) => isOpen) : shown.slice(0, place).findLast(({ isOpen }) => isOpen);
      if (to) focus(to.id);
    }
  }

  const rows = choosable.flatMap((line) => {
    const level = levelOf(line);
    return line.isOpen && level !== null ? [{ ratingId: line.id, version: line.version, level }] : [];
  });
  const differing = lines.filter((line) => line.isOpen && warningsOf(line, levelOf(choosableOf(line))).length > 0);
  const goTo = (selector: string) => {
    setFilter('all');
    requestAnimationFrame(() => box.current?.querySelector<HTMLElement>(selector)?.focus());
  };
  const blocked =
    moved.length > 0
      ? { label: words.kept.movedTitle, go: () => goTo('#moved-rows') }
      : isOver && !isKept
        ? {
            label: mayPass ? words.ninth.needed : words.ninth.blocked,
            go: () => {
              setNeeded(mayPass);
              goTo(mayPass ? '#cap-reason' : '#cap-back');
            },
          }
        : null;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys belong to the radios inside it.
    <div ref={box} onKeyDown={onKeyDown}>
      {reading && (
        <div aria-live="polite">
          <CapMeter words={words.cap} cap={reading} label={words.levels.EXCELLENT} />
        </div>
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
            endsOn={endsOn}
            rows={rows}
            differing={differing.map(({ name }) => name)}
            override={isKept ? override : null}
            blocked={blocked}
            words={words.decide}
          />
        )}
      </div>
      <KeptChoices
        pending={choices.pending}
        restoredAt={choices.restoredAt}
        isKept={choices.isKept}
        onForget={choices.forget}
        moved={moved}
        onSettle={(id, keepMine) => {
          const line = chosen(id);
          if (line) choices.settle(line, keepMine);
        }}
        levels={words.brief}
        words={words.kept}
      />
      <section
        className="@container relative max-h-[85dvh] overflow-auto [--sticky-top:0px] phone:max-h-none phone:overflow-visible print:max-h-none [&_:is(th,td)]:px-1.5"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard.
        tabIndex={0}
        aria-label={words.caption}
      >
        <table className="flush dense border-separate border-spacing-0 whitespace-nowrap phone:whitespace-normal">
          <caption className="sr">{words.caption}</caption>
          <thead className="phone:sr-only">
            <tr>
              {COLUMNS.map(({ key, className }) => (
                <th key={key} scope="col" className={className}>
                  {words.columns[key]}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map((line, place) => {
              const own = choosableOf(line);
              return (
                <Fragment key={line.id}>
                  <SheetRow
                    line={line}
                    place={place}
                    level={levelOf(own)}
                    threshold={threshold}
                    mayDecide={mayDecide}
                    isNinth={ninth === line.id}
                    onChoose={(level) => choose(own, level)}
                    words={words}
                  />
                  {ninth === line.id && reading && (
                    <NinthRow
                      name={line.name}
                      count={reading.excellent}
                      override={override}
                      isKept={isKept}
                      mayPass={mayPass}
                      needed={needed}
                      columns={COLUMNS.length}
                      onOverride={setOverride}
                      onNeeded={setNeeded}
                      onBack={() => choose(own, 'GOOD')}
                      words={words.ninth}
                    />
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

const choosableOf = (line: SheetLine): Choosable => ({ ...line, isDecided: line.state === 'APPEALED' });

/** The filter stands in the address, so that it can be sent on and the back button undoes it. */
function useFilter(): [SheetFilter, (filter: SheetFilter) => void] {
  const search = useSearchParams();
  const asked = search?.get('show');
  const filter = SHEET_FILTERS.find((one) => one === asked) ?? 'all';
  return [
    filter,
    (next) => {
      if (next === filter) return;
      const params = new URLSearchParams(search?.toString());
      if (next === 'all') params.delete('show');
      else params.set('show', next);
      window.history.pushState(null, '', `?${params}`);
    },
  ];
}
