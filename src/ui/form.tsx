'use client';

import { unstable_rethrow } from 'next/navigation';
import { createContext, type ReactNode, use, useActionState, useEffect, useEffectEvent, useId, useRef, useState } from 'react';
import { holdsWords } from '@/domain/text';
import { DateInput } from './date-input';
import { ErrorSummary } from './error-summary';
import { type FormAction, type FormState, guarded, idle } from './form-state';
import { useCloseDialog } from './overlay/dialog';
import { showToast } from './overlay/toast';
import { useSentences } from './sentences';
import { newUuid } from './uuid';

const FormContext = createContext<FormState & { pending: boolean }>({ ...idle, pending: false });

/** For a control of one's own inside a `Form`: what came back, and whether it is being sent. */
export function useFormState(): FormState & { pending: boolean } {
  return use(FormContext);
}

type FormProps = {
  action: FormAction;
  children: ReactNode;
  /** Heading of the box that lists what to correct, with the number of places: «Còn 2 chỗ cần sửa». */
  labels?: Record<string, string>;
  /** Where a field stands when it is not one of the form's own: its address (`#…` on this page), by name. */
  anchors?: Record<string, string>;
  className?: string;
  /** For a button that stands outside the form: `<Button type="submit" form={id}>`. */
  id?: string;
  /** A form that creates something carries a key, so that a double click creates one thing. */
  once?: boolean;
  /** In a dialog: it stays open after the work, because what the form then says stands nowhere else. */
  stays?: boolean;
};

/**
 * A form whose action is a command: it keeps what was typed, puts each sentence beside its field, and says what happened.
 * `labels` names the fields in the error summary.
 */
export function Form({ action, children, labels = {}, anchors = {}, className = 'form', id, once = true, stays = false }: FormProps) {
  const words = useSentences();
  const [state, submit, pending] = useActionState(guarded(action, words, unstable_rethrow), idle);
  const [key, setKey] = useState('');
  const summary = useRef<HTMLDivElement>(null);
  const closeDialog = useCloseDialog();
  // inside a dialog the work is over: the page behind shows what came of it
  const finish = useEffectEvent(() => stays || closeDialog());
  const problems = Object.entries(state.errors).flatMap(([name, texts]) => texts.map((text) => ({ name, text, label: labels[name] })));
  useEffect(() => {
    if (!state.unanswered) setKey(newUuid());
    if (state.status === 'refused') summary.current?.focus();
    // Said by a toast: the form may be gone by then, its dialog closed or its page left.
    if (state.status === 'done' && state.message) showToast({ text: state.message });
    if (state.status === 'done') finish();
  }, [state]);
  return (
    <form id={id} action={submit} noValidate className={className} aria-busy={pending}>
      {once && <input type="hidden" name="idempotencyKey" value={key} />}
      <div ref={summary} tabIndex={-1}>
        {state.status === 'refused' && (
          <ErrorSummary
            title={state.message}
            items={problems.map(({ name, text, label }) => ({
              href: anchors[name] ?? `#field-${name}`,
              text: label ? `${label}: ${text}` : text,
            }))}
          />
        )}
      </div>
      <FormContext value={{ ...state, pending }}>{children}</FormContext>
    </form>
  );
}

type FieldShellProps = { name: string; label: string; hint?: string; optional?: string; children: (props: ControlProps) => ReactNode };
type ControlProps = { id: string; name: string; 'aria-invalid': true | undefined; 'aria-describedby': string | undefined };

/** What every field has around its control: name, hint, the sentence of what is wrong with it. */
export function FieldShell({ name, label, hint, optional, children }: FieldShellProps) {
  const hintId = useId();
  const { errors } = use(FormContext);
  const id = `field-${name}`;
  const problem = errors[name]?.[0];
  const describedBy = [hint && hintId, problem && `${id}-problem`].filter(Boolean).join(' ') || undefined;
  return (
    <div className={problem ? 'field invalid' : 'field'}>
      <label htmlFor={id}>
        {label}
        {optional && <span className="muted small"> ({optional})</span>}
      </label>
      {hint && (
        <span id={hintId} className="hint">
          {hint}
        </span>
      )}
      {children({ id, name, 'aria-invalid': problem ? true : undefined, 'aria-describedby': describedBy })}
      {problem && (
        <p id={`${id}-problem`} className="problem">
          {problem}
        </p>
      )}
    </div>
  );
}

type CommonFieldProps = { name: string; label: string; hint?: string; optional?: string };

const text = (value: string | string[] | undefined) => (Array.isArray(value) ? value.join(', ') : value);

type FieldProps = CommonFieldProps & {
  type?: 'text' | 'date' | 'password' | 'number-vi';
  initial?: string | number;
  autoComplete?: string;
};

/** One line. `number-vi` is a text field with a numeric keyboard: numbers are read the Vietnamese way by the server. */
export function Field({ type = 'text', initial = '', autoComplete = 'off', ...field }: FieldProps) {
  const { values } = use(FormContext);
  const isNumber = type === 'number-vi';
  return (
    <FieldShell {...field}>
      {(control) =>
        type === 'date' ? (
          <DateInput {...control} initial={text(values[field.name]) ?? String(initial)} />
        ) : (
          <input
            {...control}
            className={isNumber ? 'input num' : 'input'}
            type={isNumber ? 'text' : type}
            inputMode={isNumber ? 'decimal' : undefined}
            autoComplete={autoComplete}
            defaultValue={text(values[field.name]) ?? initial}
          />
        )
      }
    </FieldShell>
  );
}

/** Several lines. */
export function TextArea({ initial = '', rows = 4, ...field }: CommonFieldProps & { initial?: string; rows?: number }) {
  const { values } = use(FormContext);
  return (
    <FieldShell {...field}>
      {(control) => <textarea {...control} className="input" rows={rows} defaultValue={text(values[field.name]) ?? initial} />}
    </FieldShell>
  );
}

export type Choice = { value: string | number; label: string };

/** A short list. `empty` is the first, empty choice. */
export function Select({
  choices,
  initial = '',
  empty,
  ...field
}: CommonFieldProps & { choices: Choice[]; initial?: string | number; empty?: string }) {
  const { values } = use(FormContext);
  const value = text(values[field.name]) ?? String(initial);
  return (
    <FieldShell {...field}>
      {(control) => (
        // React resets a select after an action; the key puts the typed choice back.
        <select key={value} {...control} className="input" defaultValue={value}>
          {empty !== undefined && <option value="">{empty}</option>}
          {choices.map((choice) => (
            <option key={choice.value} value={choice.value}>
              {choice.label}
            </option>
          ))}
        </select>
      )}
    </FieldShell>
  );
}

/** One yes or no. */
export function Checkbox({ name, label, initial = false, hint }: { name: string; label: string; initial?: boolean; hint?: string }) {
  const { values, status } = use(FormContext);
  const checked = status === 'refused' ? values[name] === 'on' : initial;
  return (
    <div className="field check">
      <input key={String(checked)} type="checkbox" id={`field-${name}`} name={name} defaultChecked={checked} />
      <label htmlFor={`field-${name}`}>{label}</label>
      {hint && <span className="hint">{hint}</span>}
    </div>
  );
}

type CheckboxListProps = CommonFieldProps & {
  choices: Choice[];
  initial?: (string | number)[];
  /** Names a field that narrows a long list, without marks; what is chosen stays chosen. */
  search?: string;
};

/** Many of a list; the field's name gets `[]`. */
export function CheckboxList({ name, label, choices, initial = [], hint, search }: CheckboxListProps) {
  const { values, status, errors } = use(FormContext);
  const [sought, setSought] = useState('');
  const matches = (text: string) => holdsWords(text, sought);
  const typed = values[`${name}[]`];
  const chosen = new Set((status === 'refused' && Array.isArray(typed) ? typed : initial).map(String));
  const problem = errors[name]?.[0];
  return (
    <fieldset id={`field-${name}`} className={problem ? 'field invalid' : 'field'}>
      <legend>{label}</legend>
      {hint && <span className="hint">{hint}</span>}
      {search && (
        <input
          className="input mb-1"
          type="search"
          aria-label={search}
          placeholder={search}
          value={sought}
          maxLength={100}
          onChange={(event) => setSought(event.target.value)}
          onKeyDown={(event) => event.key === 'Enter' && event.preventDefault()}
        />
      )}
      <div className="checks">
        {choices.map((choice) => (
          <label key={choice.value} className="check-item" hidden={!matches(choice.label)}>
            <input type="checkbox" name={`${name}[]`} value={choice.value} defaultChecked={chosen.has(String(choice.value))} />
            {choice.label}
          </label>
        ))}
      </div>
      {problem && <p className="problem">{problem}</p>}
    </fieldset>
  );
}

/** Sends the form; says what it is doing, and does not send twice. */
export function SubmitButton({
  children,
  variant = 'main-act',
  size,
  label,
}: {
  children: ReactNode;
  variant?: 'main-act' | 'plain' | 'danger' | 'bare';
  size?: 'small';
  /** The button's name when its word alone does not say enough. */
  label?: string;
}) {
  const { pending } = use(FormContext);
  return (
    <button
      type="submit"
      className={`btn ${variant}${size ? ' sm' : ''}`}
      aria-label={label}
      aria-disabled={pending}
      onClick={(event) => pending && event.preventDefault()}
    >
      {children}
    </button>
  );
}
