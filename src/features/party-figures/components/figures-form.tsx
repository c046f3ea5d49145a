'use client';

import { useRef, useState } from 'react';
import { formatOfficialCount } from '@/domain/number';
import { type Aggregate, type AggregateMode, detectMode, disjoint, withImplied } from '@/features/rating-rules/rules/aggregates';
import { RATED_LEVELS, type RatedLevel } from '@/features/rating-rules/rules/levels';
import { Button } from '@/ui/button';
import { Checkbox, Field, Form, Select, SubmitButton, TextArea } from '@/ui/form';
import { CloseDialogButton } from '@/ui/overlay/dialog';
import { fill } from '@/ui/sheet/phrase';
import { recordFiguresAction } from '../actions';
import { countAt } from '../rules';

const COUNTS = ['total', 'eligible', 'rated', 'excellent', 'good', 'completed', 'notCompleted', 'disciplined'] as const;
type Count = (typeof COUNTS)[number];

export type FiguresFormWords = {
  field: Record<
    | Exclude<Count, 'good' | 'completed'>
    | 'mode'
    | 'source'
    | 'sourceHint'
    | 'disciplinedHint'
    | 'capReason'
    | 'capReasonHint'
    | 'isPublished',
    string
  >;
  good: Record<AggregateMode, string>;
  completed: Record<AggregateMode, string>;
  mode: Record<AggregateMode, string>;
  detected: Record<AggregateMode | 'wrong' | 'take', string>;
  reads: string;
  unknown: string;
  levels: Record<RatedLevel, string>;
  optional: string;
  close: string;
  save: string;
};
type Initial = Partial<Record<Count, number | null>> & {
  mode: AggregateMode;
  source?: string;
  capReason?: string | null;
  isPublished?: boolean;
};
type FiguresFormProps = {
  hidden: { year: number; quarter: number; subject: string; seenRevision: number };
  initial: Initial;
  words: FiguresFormWords;
};

/** The four numbers without which nothing can be read. */
function readTyped(form: HTMLFormElement): { mode: AggregateMode; figures: Aggregate | null } {
  const typed = new FormData(form);
  const count = (name: Count) => {
    const text = String(typed.get(name) ?? '').trim();
    return /^\d{1,6}$/.test(text) ? Number(text) : null;
  };
  const [total, eligible, rated, excellent] = [count('total'), count('eligible'), count('rated'), count('excellent')];
  const mode = typed.get('mode') === 'DISJOINT' ? 'DISJOINT' : 'CUMULATIVE';
  if (rated === null || excellent === null) return { mode, figures: null };
  const rest = { good: count('good'), completed: count('completed'), notCompleted: count('notCompleted') };
  return { mode, figures: { total: total ?? rated, eligible: eligible ?? rated, rated, excellent, ...rest } };
}

/** Zeros typed for separate levels say nothing of cumulative ones: what follows from the others is worked out. */
const asIfCumulative = (figures: Aggregate): Aggregate => ({ ...figures, completed: figures.completed || null, notCompleted: null });

/** Figures as the source has them; what they are, and what they come to, is said while they are typed. */
export function FiguresForm({ hidden, initial, words }: FiguresFormProps) {
  const [{ mode, figures }, setTyped] = useState<ReturnType<typeof readTyped>>({ mode: initial.mode, figures: null });
  const box = useRef<HTMLDivElement>(null);
  const follow = () => {
    const form = box.current?.querySelector('form');
    if (form) setTyped(readTyped(form));
  };
  const take = (wanted: AggregateMode) => {
    const select = box.current?.querySelector<HTMLSelectElement>('select[name=mode]');
    if (select) select.value = wanted;
    follow();
  };
  // a single published level says nothing about how it was published
  const detected = figures && figures.good !== null ? detectMode(figures) : null;
  const readAs = detected ?? mode;
  const separate = figures && disjoint(readAs, withImplied(readAs, readAs === mode ? figures : asIfCumulative(figures)));
  const said = (level: RatedLevel) => {
    const count = separate && countAt(separate, level);
    return `${words.levels[level]} ${count === null ? words.unknown : formatOfficialCount(count)}`;
  };
  const isReadable = separate !== null && RATED_LEVELS.every((level) => (countAt(separate, level) ?? 0) >= 0);
  const labels = { ...words.field, good: words.good[mode], completed: words.completed[mode] };
  const number = (name: Count, hint?: string, optional?: string) => (
    <Field name={name} type="number-vi" label={labels[name]} hint={hint} optional={optional} initial={initial[name] ?? ''} />
  );
  return (
    <div ref={box} onInput={follow}>
      <Form action={recordFiguresAction} labels={labels}>
        {Object.entries(hidden).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <Select
          name="mode"
          label={labels.mode}
          initial={initial.mode}
          choices={(['CUMULATIVE', 'DISJOINT'] as const).map((value) => ({ value, label: words.mode[value] }))}
        />
        <div className="columns">
          {number('total')}
          {number('eligible')}
          {number('rated')}
        </div>
        <div className="columns">
          {number('excellent')}
          {number('good', undefined, words.optional)}
          {number('completed', undefined, words.optional)}
          {number('notCompleted', undefined, words.optional)}
        </div>
        <div aria-live="polite" className="small">
          {detected && (
            <p className={detected === mode ? 'muted' : 'warn'}>
              {words.detected[detected]}{' '}
              {detected !== mode && (
                <>
                  {fill(words.detected.wrong, { mode: words.mode[mode] })}{' '}
                  <Button size="small" onClick={() => take(detected)}>
                    {fill(words.detected.take, { mode: words.mode[detected] })}
                  </Button>
                </>
              )}
            </p>
          )}
          {isReadable && <p>{fill(words.reads, { levels: RATED_LEVELS.map(said).join(' · ') })}</p>}
        </div>
        {number('disciplined', words.field.disciplinedHint, words.optional)}
        <TextArea name="source" label={labels.source} hint={words.field.sourceHint} rows={2} initial={initial.source} />
        <TextArea
          name="capReason"
          label={labels.capReason}
          hint={words.field.capReasonHint}
          optional={words.optional}
          rows={2}
          initial={initial.capReason ?? ''}
        />
        <Checkbox name="isPublished" label={labels.isPublished} initial={initial.isPublished ?? false} />
        <footer>
          <CloseDialogButton>{words.close}</CloseDialogButton>
          <SubmitButton>{words.save}</SubmitButton>
        </footer>
      </Form>
    </div>
  );
}
