'use client';

import CircleCheck from 'lucide-react/icons/circle-check';
import Undo2 from 'lucide-react/icons/undo-2';
import { type ReactNode, useCallback, useEffect, useMemo, useReducer, useState } from 'react';
import { formatNumber } from '@/domain/number';
import type { Aggregation } from '@/features/indicators/rules';
import { Button } from '@/ui/button';
import { Form, useFormState } from '@/ui/form';
import type { FormAction } from '@/ui/form-state';
import { Icon } from '@/ui/icon';
import { fill } from '@/ui/sheet/phrase';
import { remainder, type Spread, splitKind, splitTotal, spread } from '../rules';
import { moveByKey, pastedBlock } from './split-keys';
import { begin, readShare, splitReducer } from './split-state';
import { type Reference, type SplitRow, SplitTable, type TableWords, yearOf } from './split-table';

export type SplitWords = TableWords & {
  label: string;
  value: string;
  lastYearFact: string;
  formerFact: string | null;
  left: string;
  over: string;
  fits: string;
  limits: string;
  noValue: string;
  sumRule: string;
  byLastYear: string;
  even: string;
  rest: string;
  everywhere: string;
  undo: string;
  compare: string;
  lastYear: string;
  lastYearColumn: string;
  former: string;
  formerColumn: string;
  problems: string;
  keys: string;
  reason: string;
  reasonHint: string;
  saveDraft: string;
  inForce: string;
};

type SplitFormProps = {
  action: FormAction;
  /** What the command needs besides the numbers: the indicator and year, or the target and its version. */
  hidden: Record<string, number>;
  indicator: { aggregation: Aggregation; unit: string; decimals: number };
  value: string | null;
  rows: SplitRow[];
  lastYear: { totals: (number | null)[]; total: number | null };
  former: { totals: (number | null)[]; total: number | null } | null;
  /** Fields of the basis (day, decision, note) of a target that is not assigned yet. */
  terms?: ReactNode;
  words: SplitWords;
};

/** The year's target and its split in one form: propose, type, paste, and see at every key what is left. */
export function SplitForm(props: SplitFormProps) {
  const { action, hidden, rows, words } = props;
  const labels = useMemo(
    () =>
      Object.fromEntries([
        ['value', words.value],
        ['unsplitReason', words.reason],
        ...rows.flatMap(({ name }, index) =>
          words.quarters.map((quarter, column) => [`shares.${index}.q${column + 1}`, fill(words.cell, { department: name, quarter })]),
        ),
      ]),
    [rows, words],
  );
  return (
    <Form action={action} labels={labels} className="work h-auto min-h-0 grow pt-0">
      {Object.entries(hidden).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <Split {...props} />
    </Form>
  );
}

function Split({ indicator, value: initialValue, rows, lastYear, former, terms, words }: SplitFormProps) {
  const { aggregation, decimals, unit } = indicator;
  const { errors, pending, status, values } = useFormState();
  const [state, dispatch] = useReducer(splitReducer, null, () =>
    begin(
      initialValue,
      rows.map(({ shares }) => shares),
      decimals,
    ),
  );
  const [comparing, setComparing] = useState<'lastYear' | 'former'>(former ? 'former' : 'lastYear');
  const [unsaved, setUnsaved] = useState(false);
  const value = readShare(state.value, decimals);
  const cells = state.texts.map((row) => row.map((text) => readShare(text, decimals)));
  const total = splitTotal(
    aggregation,
    cells.map((row) => [row[0]?.value ?? null, row[1]?.value ?? null, row[2]?.value ?? null, row[3]?.value ?? null] as const),
  );
  const unread = cells.flat().filter(({ problem }) => problem).length;
  const kind = splitKind(aggregation);
  const reference = useMemo(
    (): Reference =>
      comparing === 'former' && former
        ? { label: words.formerColumn, of: (row) => formerOf(row, aggregation), ...former }
        : { label: words.lastYearColumn, of: ({ lastYear, lastYearTotal }) => ({ quarters: lastYear, total: lastYearTotal }), ...lastYear },
    [comparing, former, lastYear, words, aggregation],
  );

  useEffect(() => {
    if (status === 'done') setUnsaved(false);
  }, [status]);
  useEffect(() => {
    const leave = (event: BeforeUnloadEvent) => {
      if (unsaved) event.preventDefault();
    };
    window.addEventListener('beforeunload', leave);
    return () => window.removeEventListener('beforeunload', leave);
  }, [unsaved]);

  const propose = (how: Spread) => {
    if (value.value === null) return;
    const places = rows.map((row, index) =>
      row.open.map((open, column) => ({ open, lastYear: row.lastYear[column] ?? null, share: cells[index]?.[column]?.value ?? null })),
    );
    const shares = spread(how, aggregation, value.value, places, decimals);
    dispatch({ do: 'fill', texts: shares.map((row) => row.map((share) => share?.replace('.', ',') ?? '')) });
    setUnsaved(true);
  };
  const writable = useCallback((row: number, column: number) => rows[row]?.open[column] ?? false, [rows]);

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys and paste of the inputs inside are handled in one place.
    <div
      className="contents"
      onChange={() => setUnsaved(true)}
      onBlur={() => dispatch({ do: 'settle' })}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && event.target instanceof HTMLInputElement && event.target.name === 'value') event.preventDefault();
        if (event.ctrlKey && event.key === 'z' && !event.shiftKey) {
          event.preventDefault();
          dispatch({ do: 'undo' });
        } else moveByKey(event, words.quarters.length, rows.length);
      }}
      onPaste={(event) => {
        const pasted = pastedBlock(event);
        if (!pasted) return;
        dispatch({ do: 'paste', ...pasted.place, block: pasted.block, writable });
        setUnsaved(true);
      }}
    >
      <div className="row wrap mb-2 items-end gap-x-6">
        <div className={errors.value || value.problem ? 'field invalid' : 'field'}>
          <label htmlFor="field-value">{words.value}</label>
          <span className="row">
            <input
              id="field-value"
              name="value"
              className="input num w-44 text-title font-strong"
              value={state.value}
              inputMode="decimal"
              autoComplete="off"
              aria-invalid={errors.value || value.problem ? true : undefined}
              aria-describedby="split-facts"
              onChange={(event) => dispatch({ do: 'typeValue', text: event.target.value })}
            />
            <span className="muted">{unit}</span>
          </span>
          {(value.problem || errors.value) && <p className="problem">{value.problem ? words.problem[value.problem] : errors.value?.[0]}</p>}
        </div>
        <p id="split-facts" className="small muted pb-1">
          {words.lastYearFact}
          {words.formerFact && (
            <>
              <br />
              {words.formerFact}
            </>
          )}
        </p>
        <span className="grow" />
        {rows.length > 0 && (
          <div className="row wrap pb-0.5">
            {kind === 'limit' ? (
              <Button size="small" onClick={() => propose('even')}>
                {words.everywhere}
              </Button>
            ) : (
              <>
                <Button size="small" onClick={() => propose('lastYear')}>
                  {words.byLastYear}
                </Button>
                <Button size="small" onClick={() => propose('even')}>
                  {words.even}
                </Button>
                <Button size="small" onClick={() => propose('rest')}>
                  {words.rest}
                </Button>
              </>
            )}
            <Button variant="icon" size="small" icon={Undo2} label={words.undo} onClick={() => dispatch({ do: 'undo' })} />
            {former && (
              <fieldset className="contents">
                <legend className="sr">{words.compare}</legend>
                <span className="choice">
                  {(['lastYear', 'former'] as const).map((which) => (
                    <label key={which}>
                      {/* No name: the form does not send it. */}
                      <input type="radio" checked={comparing === which} onChange={() => setComparing(which)} />
                      {words[which]}
                    </label>
                  ))}
                </span>
              </fieldset>
            )}
          </div>
        )}
      </div>
      {terms}
      {rows.length > 0 && (
        <SplitTable
          label={words.label}
          aggregation={aggregation}
          decimals={decimals}
          rows={rows}
          texts={state.texts}
          reference={reference}
          errors={errors}
          words={words}
          dispatch={dispatch}
        />
      )}
      <footer className="sheet-foot -mx-6 flex-wrap phone:mx-0 phone:px-0">
        <p role="status" className="nowrap">
          <Balance value={value.value} total={total} kind={kind} hasRows={rows.length > 0} unit={unit} decimals={decimals} words={words} />
          {unread > 0 && <b className="bad"> · {fill(words.problems, { count: unread })}</b>}
        </p>
        <span className="small muted no-phone min-w-0 grow basis-0 truncate" title={`${words.sumRule} ${words.keys}`}>
          {words.sumRule} {words.keys}
        </span>
        {needsReason(value.value, total, kind, rows.length) && (
          <label className="row small">
            {words.reason}
            <input
              id="field-unsplitReason"
              name="unsplitReason"
              className="input w-64"
              maxLength={500}
              title={words.reasonHint}
              defaultValue={String(values.unsplitReason ?? '')}
              aria-invalid={errors.unsplitReason ? true : undefined}
            />
          </label>
        )}
        <button type="submit" className="btn" aria-disabled={pending} onClick={(event) => pending && event.preventDefault()}>
          {words.saveDraft}
        </button>
        <button
          type="submit"
          name="inForce"
          value="on"
          className="btn main-act"
          aria-disabled={pending}
          onClick={(event) => pending && event.preventDefault()}
        >
          {words.inForce}
        </button>
      </footer>
    </div>
  );
}

function formerOf({ former }: SplitRow, aggregation: Aggregation) {
  const shares = former ?? [null, null, null, null];
  return { quarters: shares.map((share) => (share === null ? null : Number(share))), total: yearOf(aggregation, [shares]) };
}

/** Whether the form must ask why: shares exist, or should, and do not come to the target. */
function needsReason(value: string | null, total: string | null, kind: ReturnType<typeof splitKind>, rows: number): boolean {
  if (value === null || kind === 'limit') return false;
  if (rows === 0) return kind === 'sum';
  return total !== null && remainder(value, [total]) !== '0';
}

type BalanceProps = {
  value: string | null;
  total: string | null;
  kind: ReturnType<typeof splitKind>;
  hasRows: boolean;
  unit: string;
  decimals: number;
  words: SplitWords;
};

/** What is left to give, in words, at every key. */
function Balance({ value, total, kind, hasRows, unit, decimals, words }: BalanceProps) {
  if (value === null) return <span className="muted">{words.noValue}</span>;
  if (kind === 'limit') return <span className="muted">{words.limits}</span>;
  if (!hasRows || total === null) return null;
  const left = Number(remainder(value, [total]));
  if (left === 0)
    return (
      <b className="ok">
        <Icon of={CircleCheck} /> {words.fits}
      </b>
    );
  const text = fill(left > 0 ? words.left : words.over, { left: formatNumber(Math.abs(left), decimals), unit });
  return <b className={left > 0 ? 'warn' : 'bad'}>{text}</b>;
}
