'use client';

import { useState } from 'react';
import { Checkbox, type Choice, Field, Form, Select, SubmitButton } from '@/ui/form';
import { changeCapAction } from '../actions';
import { CAP_BASES, CAP_SEVERITIES, type CapRule, type CapSeverity, type CapTerms, explainCap, ROUNDINGS } from '../rules/cap';
import { CapMeter } from './cap-meter';
import type { CapWords } from './cap-words';

export type CapFormWords = {
  cap: CapWords;
  percent: string;
  base: string;
  rounding: string;
  minOne: string;
  scope: string;
  /** The scopes that there are for what is rated. */
  scopes: Choice[];
  severity: string;
  severities: Record<CapSeverity, string>;
  example: string;
  exampleExcellent: string;
  exampleGood: string;
  save: string;
};
type CapFormProps = { ruleSetId: number; rowVersion: number; cap: CapTerms | null; label: string; words: CapFormWords };

const count = (typed: string) => (/^\d{1,4}$/.test(typed) ? Number(typed) : 0);

/** The cap of a rule set, explained by an example while it is being changed. */
export function CapForm({ ruleSetId, rowVersion, cap, label, words }: CapFormProps) {
  const [rule, setRule] = useState<CapRule | null>(cap);
  const [example, setExample] = useState({ excellent: '8', good: '34' });
  const choices = <Value extends string>(values: readonly Value[], names: Record<Value, string>): Choice[] =>
    values.map((value) => ({ value, label: names[value] }));
  const labels = { percent: words.percent, base: words.base, rounding: words.rounding, scope: words.scope, severity: words.severity };
  const follow = (form: HTMLFormElement) => {
    const typed = new FormData(form);
    const percent = String(typed.get('percent'));
    const base = CAP_BASES.find((one) => one === typed.get('base'));
    const rounding = ROUNDINGS.find((one) => one === typed.get('rounding'));
    const isShare = /^\d{1,3}$/.test(percent) && Number(percent) <= 100;
    setRule(isShare && base && rounding ? { percent: Number(percent), base, rounding, minOne: typed.get('minOne') === 'on' } : null);
  };
  const [excellent, good] = [count(example.excellent), count(example.good)];
  const box = (name: 'excellent' | 'good', text: string) => (
    <label className="row small">
      <input
        className="input num"
        style={{ width: '4.5rem' }}
        inputMode="numeric"
        maxLength={4}
        value={example[name]}
        onChange={(event) => setExample({ ...example, [name]: event.target.value })}
      />
      {text}
    </label>
  );
  return (
    <>
      <div
        onInput={(event) =>
          event.target instanceof HTMLElement && event.target.closest('form') && follow(event.target.closest('form') as HTMLFormElement)
        }
      >
        <Form action={changeCapAction} labels={labels}>
          <input type="hidden" name="ruleSetId" value={ruleSetId} />
          <input type="hidden" name="rowVersion" value={rowVersion} />
          <Field name="percent" type="number-vi" label={words.percent} initial={cap?.percent ?? ''} />
          <Select name="base" label={words.base} initial={cap?.base ?? 'GOOD_OR_BETTER'} choices={choices(CAP_BASES, words.cap.base)} />
          <Select
            name="rounding"
            label={words.rounding}
            initial={cap?.rounding ?? 'HALF_UP'}
            choices={choices(ROUNDINGS, words.cap.rounding)}
          />
          <Checkbox name="minOne" label={words.minOne} initial={cap?.minOne ?? false} />
          <Select name="scope" label={words.scope} initial={cap?.scope ?? words.scopes[0]?.value} choices={words.scopes} />
          <Select
            name="severity"
            label={words.severity}
            initial={cap?.severity ?? 'WARN'}
            choices={choices(CAP_SEVERITIES, words.severities)}
          />
          <SubmitButton>{words.save}</SubmitButton>
        </Form>
      </div>
      {rule && (
        <fieldset className="mt-4">
          <legend className="small muted mb-1">{words.example}</legend>
          <div className="row wrap mb-2">
            {box('excellent', words.exampleExcellent)}
            {box('good', words.exampleGood)}
          </div>
          <div aria-live="polite">
            <CapMeter
              words={words.cap}
              label={label}
              cap={explainCap(rule, { excellent, good, rated: excellent + good, total: excellent + good })}
            />
          </div>
        </fieldset>
      )}
    </>
  );
}
