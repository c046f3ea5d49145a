'use client';

import { type ReactNode, useCallback, useEffect, useMemo, useReducer, useState } from 'react';
import type { Aggregation } from '@/features/indicators/rules';
import { Form, useFormState } from '@/ui/form';
import type { FormAction } from '@/ui/form-state';
import { fill } from '@/ui/sheet/phrase';
import { splitKind, splitTotal } from '../rules/split';
import { type Spread, type SpreadCell, spread, withoutLastYear } from '../rules/spread';
import { type FootWords, SplitFoot } from './split-foot';
import { pastedBlock, wishOf } from './split-keys';
import { isWritable, type Reference, type SplitRow, type TableWords, yearOf } from './split-row';
import { begin, passedBy, readShare, splitReducer } from './split-state';
import { SplitTable } from './split-table';
import { SplitTools, type ToolWords } from './split-tools';

export type SplitWords = TableWords &
  ToolWords &
  FootWords & {
    label: string;
    value: string;
    lastYearFact: string;
    formerFact: string | null;
    lastYearColumn: string;
    formerColumn: string;
    pasted: string;
    pastedPassed: string;
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
  const { errors } = useFormState();
  const [state, dispatch] = useReducer(splitReducer, null, () => begin(initialValue, rows.map(initialShares), decimals));
  const [following, setFollowing] = useState<'lastYear' | 'former'>(former ? 'former' : 'lastYear');
  const [note, setNote] = useState('');
  const setUnsaved = useLeaveGuard();
  const value = readShare(state.value, decimals);
  const cells = state.texts.map((row) => row.map((text) => readShare(text, decimals)));
  const total = splitTotal(
    aggregation,
    cells.map((row) => [row[0]?.value ?? null, row[1]?.value ?? null, row[2]?.value ?? null, row[3]?.value ?? null] as const),
  );
  const kind = splitKind(aggregation);
  const reference = useMemo(
    (): Reference =>
      following === 'former' && former
        ? { label: words.formerColumn, of: (row) => formerOf(row, aggregation), ...former }
        : { label: words.lastYearColumn, of: ({ lastYear, lastYearTotal }) => ({ quarters: lastYear, total: lastYearTotal }), ...lastYear },
    [following, former, lastYear, words, aggregation],
  );
  const places = rows.map((row, index) => {
    const { quarters } = reference.of(row);
    return row.open.map(
      (_, column): SpreadCell => ({
        open: isWritable(row, column),
        lastYear: quarters[column] ?? null,
        share: cells[index]?.[column]?.value ?? null,
        isHeld: state.held[index]?.[column] ?? false,
      }),
    );
  });
  const propose = (how: Spread) => {
    if (value.value === null) return;
    const shares = spread(how, aggregation, value.value, places, decimals);
    dispatch({ do: 'fill', texts: shares.map((row) => row.map((share) => share?.replace('.', ',') ?? '')) });
    setUnsaved(true);
  };
  const writable = useCallback((row: number, column: number) => rows[row] !== undefined && isWritable(rows[row], column), [rows]);

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys and paste of the inputs inside are handled in one place.
    <div
      className="contents"
      onChange={() => setUnsaved(true)}
      onBlur={() => dispatch({ do: 'settle' })}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && event.target instanceof HTMLInputElement && event.target.name === 'value') event.preventDefault();
        const wish = wishOf(event, words.quarters.length, rows.length);
        if (wish) dispatch(wish);
      }}
      onPaste={(event) => {
        const pasted = pastedBlock(event);
        if (!pasted) return;
        dispatch({ do: 'paste', ...pasted.place, block: pasted.block, writable });
        const { taken, outside, closed } = passedBy(pasted.block, pasted.place, rows.length, words.quarters.length, writable);
        setNote(fill(outside + closed > 0 ? words.pastedPassed : words.pasted, { count: taken, passed: outside + closed }));
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
      </div>
      {terms}
      {rows.length > 0 && (
        <>
          <SplitTools
            kind={kind}
            following={following}
            onFollow={former && setFollowing}
            strangers={withoutLastYear(places).map((index) => rows[index]?.name ?? '')}
            heldCount={state.held.flat().filter(Boolean).length}
            words={words}
            onSpread={propose}
            onRelease={() => dispatch({ do: 'release' })}
            onUndo={() => dispatch({ do: 'undo' })}
          />
          <SplitTable
            label={words.label}
            aggregation={aggregation}
            decimals={decimals}
            rows={rows}
            texts={state.texts}
            held={state.held}
            reference={reference}
            errors={errors}
            words={words}
            dispatch={dispatch}
          />
        </>
      )}
      <SplitFoot
        value={value.value}
        total={total}
        kind={kind}
        hasRows={rows.length > 0}
        unit={unit}
        decimals={decimals}
        unread={cells.flat().filter(({ problem }) => problem).length}
        note={note}
        words={words}
      />
    </div>
  );
}

/** A quarter that is over shows what the version in force gives it, whatever the draft was begun with. */
const initialShares = ({ shares, fixed, former }: SplitRow) =>
  shares.map((share, column) => (fixed[column] ? (former?.[column] ?? null) : share));

function formerOf({ former }: SplitRow, aggregation: Aggregation) {
  const shares = former ?? [null, null, null, null];
  const total = yearOf(aggregation, [shares]);
  return { quarters: shares.map((share) => (share === null ? null : Number(share))), total: total === null ? null : Number(total) };
}

/** Asks before the page is left with numbers that are not saved. */
function useLeaveGuard(): (unsaved: boolean) => void {
  const { status } = useFormState();
  const [unsaved, setUnsaved] = useState(false);
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
  return setUnsaved;
}
