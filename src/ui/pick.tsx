'use client';

import { type KeyboardEvent, useEffect, useEffectEvent, useId, useState } from 'react';
import { fold } from '@/domain/text';
import { type Choice, FieldShell, useFormState } from './form';

type PickProps = {
  name: string;
  label: string;
  hint?: string;
  optional?: string;
  choices: (Choice & { /** Said beside the label: a post, a place. */ aside?: string })[];
  initial?: string | number | null;
  /** Said when nothing matches. */
  nothing: string;
};

const MOST_SHOWN = 12;

/** One of a long list, found by typing without marks. What is left in the field and chosen nowhere is taken back. */
export function Pick({ name, label, hint, optional, choices, initial, nothing }: PickProps) {
  const { values, status } = useFormState();
  const listId = useId();
  const typed = values[name];
  const kept = status === 'refused' && typeof typed === 'string' ? typed : String(initial ?? '');
  const labelOf = (value: string) => choices.find((choice) => String(choice.value) === value)?.label ?? '';
  const [chosen, setChosen] = useState(kept);
  const [text, setText] = useState(labelOf(kept));
  const [active, setActive] = useState(-1);
  const [isOpen, setOpen] = useState(false);
  // a refused form comes back with what was chosen
  const restore = useEffectEvent((value: string) => {
    setChosen(value);
    setText(labelOf(value));
  });
  useEffect(() => restore(kept), [kept]);

  const words = fold(text).split(' ').filter(Boolean);
  const isUntouched = text === labelOf(chosen);
  const shown = choices
    .filter((choice) => isUntouched || words.every((word) => fold(`${choice.label} ${choice.aside ?? ''}`).includes(word)))
    .slice(0, MOST_SHOWN);
  const choose = (value: string) => {
    setChosen(value);
    setText(labelOf(value));
    setOpen(false);
    setActive(-1);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      setOpen(true);
      setActive((before) => Math.max(0, Math.min(shown.length - 1, before + (event.key === 'ArrowDown' ? 1 : -1))));
    }
    const current = shown[active];
    if (event.key === 'Enter' && isOpen) {
      event.preventDefault();
      if (current) choose(String(current.value));
    }
    if (event.key === 'Escape' && isOpen) {
      event.stopPropagation();
      event.preventDefault();
      setOpen(false);
    }
  };
  const leave = () => {
    setOpen(false);
    if (text.trim() === '') return choose('');
    if (!isUntouched) setText(labelOf(chosen));
  };
  return (
    <FieldShell name={name} label={label} hint={hint} optional={optional}>
      {({ name: _name, ...control }) => (
        <span className="pick">
          <input type="hidden" name={name} value={chosen} />
          <input
            {...control}
            className="input"
            role="combobox"
            autoComplete="off"
            aria-expanded={isOpen}
            aria-controls={listId}
            aria-autocomplete="list"
            aria-activedescendant={isOpen && shown[active] ? `${listId}-${active}` : undefined}
            value={text}
            maxLength={120}
            onChange={(event) => {
              setText(event.target.value);
              setOpen(true);
              setActive(event.target.value.trim() === '' ? -1 : 0);
            }}
            onFocus={() => setOpen(true)}
            onKeyDown={onKeyDown}
            onBlur={leave}
          />
          <div id={listId} role="listbox" aria-label={label} hidden={!isOpen} className="pick-list">
            {shown.map((choice, index) => (
              // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the field's.
              <div
                key={choice.value}
                id={`${listId}-${index}`}
                role="option"
                tabIndex={-1}
                aria-selected={index === active}
                // the field keeps the focus
                onMouseDown={(event) => event.preventDefault()}
                onClick={() => choose(String(choice.value))}
              >
                {choice.label}
                {choice.aside && <span className="muted small"> {choice.aside}</span>}
              </div>
            ))}
            {shown.length === 0 && (
              <div role="option" aria-disabled="true" aria-selected={false} tabIndex={-1} className="muted">
                {nothing}
              </div>
            )}
          </div>
        </span>
      )}
    </FieldShell>
  );
}
