'use client';

import { type ReactNode, type RefObject, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { formatEntry } from '@/domain/number';
import { Form, useFormState } from '@/ui/form';
import { type FormAction, typedValues } from '@/ui/form-state';
import { browserStorage, createDrafts } from '@/ui/sheet/drafts';
import { useKeptText } from '@/ui/sheet/kept-text';
import { cellDomId, type SheetHandle, type SheetLabels } from '@/ui/sheet/model';
import { fill } from '@/ui/sheet/phrase';
import { Sheet } from '@/ui/sheet/sheet';
import { splitKind, splitTotal } from '../rules/split';
import { type Spread, type SpreadCell, spread, withoutLastYear } from '../rules/spread';
import { BY_HAND, useProposed } from './proposed';
import { type FootWords, SplitFoot } from './split-foot';
import { isByHand, isWritable, openingText, readShare, type ShareProblem, type SplitRow, shareCell, shareField } from './split-share';
import { type Measured, type Reference, sharesOf, splitColumns, splitDerive, splitRows, type TableWords, yearOf } from './split-sheet';
import { SplitTools, type ToolWords } from './split-tools';
import { TargetValue, type ValueWords } from './target-value';

export type SplitWords = TableWords &
  ToolWords &
  FootWords &
  ValueWords & {
    label: string;
    lastYearColumn: string;
    formerColumn: string;
    twoVersions: string;
    problem: Record<ShareProblem, string>;
    sheet: SheetLabels;
  };

type SplitFormProps = {
  action: FormAction;
  /** What the command needs besides the numbers: the indicator and year, or the target and its version. */
  hidden: Record<string, number>;
  indicator: Measured & { unit: string };
  value: string | null;
  rows: SplitRow[];
  lastYear: { totals: (number | null)[]; total: number | null };
  former: { totals: (number | null)[]; total: number | null } | null;
  /** Names what is kept in this browser: account, target, and which version of it. */
  draftKey: string;
  signInHref: string;
  /** Fields of the basis (day, decision, note) of a target that is not assigned yet. */
  terms?: ReactNode;
  words: SplitWords;
};

const VALUE = 'value';

/** The year's target and its split in one form: propose, type, paste, and see at every key what is left. */
export function SplitForm(props: SplitFormProps) {
  const { action, hidden, rows, words, draftKey } = props;
  const conflicts = useRef(0);
  const fields = useMemo(
    () =>
      rows.flatMap((row, index) =>
        words.quarters.map((quarter, column) => ({
          id: shareCell(row, column),
          name: shareField(index, column),
          label: fill(words.cell, { department: row.name, quarter }),
        })),
      ),
    [rows, words],
  );
  const labels = useMemo(
    () => Object.fromEntries([[VALUE, words.value], ['unsplitReason', words.reason], ...fields.map(({ name, label }) => [name, label])]),
    [fields, words],
  );
  const anchors = useMemo(() => Object.fromEntries(fields.map(({ id, name }) => [name, `#${cellDomId(id)}`])), [fields]);
  const send: FormAction = async (previous, form) => {
    // Someone has saved another share meanwhile: nobody's is overwritten unseen.
    if (conflicts.current > 0) return { status: 'refused', message: words.twoVersions, errors: {}, values: typedValues(form) };
    const answer = await action(previous, form);
    if (answer.status !== 'done') return answer;
    const drafts = createDrafts(browserStorage(), draftKey, Date.now);
    for (const { id, name } of [...fields, { id: VALUE, name: VALUE }]) drafts.drop(id, String(form.get(name) ?? ''));
    drafts.drop(BY_HAND);
    return answer;
  };
  return (
    <Form action={send} labels={labels} anchors={anchors} className="work h-auto min-h-0 grow pt-0">
      {Object.entries(hidden).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {rows.map(({ departmentId }, index) => (
        <input key={departmentId} type="hidden" name={`shares.${index}.departmentId`} value={departmentId} />
      ))}
      <Split {...props} conflicts={conflicts} />
    </Form>
  );
}

function Split({ conflicts, ...props }: SplitFormProps & { conflicts: RefObject<number> }) {
  const { indicator, rows, lastYear, former, terms, words, hidden, draftKey } = props;
  const { aggregation, decimals, unit } = indicator;
  const { errors } = useFormState();
  const version = hidden.rowVersion ?? 0;
  const sheet = useRef<SheetHandle>(null);
  const cells = useMemo(
    () =>
      rows.flatMap((row) => words.quarters.map((_, column) => ({ id: shareCell(row, column), text: openingText(row, column, decimals) }))),
    [rows, words, decimals],
  );
  const [typed, setTyped] = useState(() => new Map(cells.map(({ id, text }) => [id, text])));
  const [proposed, addProposed, keepHands] = useProposed(draftKey, cells);
  const [following, setFollowing] = useState<'lastYear' | 'former'>(former ? 'former' : 'lastYear');
  const [valueText, setValueText, valueAside] = useKeptText(draftKey, VALUE, version, formatEntry(props.value, decimals));

  const textOf = (id: string) => typed.get(id) ?? '';
  const value = readShare(valueText, decimals);
  const shares = sharesOf(rows, decimals, textOf);
  const total = splitTotal(
    aggregation,
    shares.map((row) => [row[0] ?? null, row[1] ?? null, row[2] ?? null, row[3] ?? null] as const),
  );
  const kind = splitKind(aggregation);
  const reference = useMemo(
    (): Reference =>
      following === 'former' && former
        ? { label: words.formerColumn, of: (row) => formerOf(row, indicator), ...former }
        : { label: words.lastYearColumn, of: ({ lastYear, lastYearTotal }) => ({ quarters: lastYear, total: lastYearTotal }), ...lastYear },
    [following, former, lastYear, words, indicator],
  );
  useEffect(() => keepHands(cells.map(({ id }) => ({ id, text: textOf(id) }))));
  const held = useCallback((id: string, text: string) => isByHand(proposed, id, text), [proposed]);
  const places = rows.map((row, index) => {
    const { quarters } = reference.of(row);
    return row.open.map((_, column): SpreadCell => {
      const id = shareCell(row, column);
      const isOpen = isWritable(row, column);
      return {
        open: isOpen,
        lastYear: quarters[column] ?? null,
        share: shares[index]?.[column] ?? null,
        isHeld: isOpen && held(id, textOf(id)),
      };
    });
  });
  const suggest = (how: Spread) => {
    if (value.value === null) return;
    const suggested = spread(how, aggregation, value.value, places, decimals).flatMap((row, index) => {
      const of = rows[index];
      return row.flatMap((share, column) =>
        of && isWritable(of, column) && !places[index]?.[column]?.isHeld
          ? [{ id: shareCell(of, column), text: formatEntry(share, decimals) }]
          : [],
      );
    });
    sheet.current?.write(suggested);
    addProposed(suggested);
  };

  const head = (status?: ReactNode, tools?: ReactNode) => (
    <>
      <div className="row between wrap items-end gap-x-6">
        <TargetValue
          text={valueText}
          onType={setValueText}
          aside={valueAside}
          problem={value.problem ? words.problem[value.problem] : (errors[VALUE]?.[0] ?? null)}
          decimals={decimals}
          unit={unit}
          words={words}
        />
        <span className="row wrap mb-2">
          {status}
          {tools}
        </span>
      </div>
      {terms}
      {tools && (
        <SplitTools
          kind={kind}
          following={following}
          onFollow={former && setFollowing}
          strangers={withoutLastYear(places).map((index) => rows[index]?.name ?? '')}
          heldCount={places.flat().filter(({ isHeld }) => isHeld).length}
          words={words}
          onSpread={suggest}
          onRelease={() => addProposed(cells.map(({ id }) => ({ id, text: textOf(id) })))}
        />
      )}
    </>
  );
  return (
    <>
      {rows.length === 0 ? (
        head()
      ) : (
        <Sheet
          ref={sheet}
          label={words.label}
          rowHeader={{ label: words.department, width: '15rem' }}
          columns={splitColumns(words, reference.label)}
          rows={splitRows({ ...indicator, rows, reference, errors, version, words })}
          save={null}
          draftKey={draftKey}
          signInHref={props.signInHref}
          labels={words.sheet}
          legend={false}
          derive={splitDerive({ ...indicator, rows, reference })}
          isByHand={held}
          onTexts={(now) => setTyped(new Map(cells.map(({ id }) => [id, now(id)])))}
          onStatus={(status) => {
            conflicts.current = status.conflicts;
          }}
          header={({ status, tools }) => head(status, tools)}
        />
      )}
      <SplitFoot
        value={value.value}
        total={total}
        kind={kind}
        hasRows={rows.length > 0}
        unit={unit}
        decimals={decimals}
        unread={cells.filter(({ id }) => readShare(textOf(id), decimals).problem).length}
        words={words}
      />
    </>
  );
}

function formerOf({ former }: SplitRow, { aggregation }: Measured) {
  const shares = former ?? [null, null, null, null];
  const total = yearOf(aggregation, [shares]);
  return { quarters: shares.map((share) => (share === null ? null : Number(share))), total: total === null ? null : Number(total) };
}
