'use client';

import { type ReactNode, useState } from 'react';
import { Form, SubmitButton, TextArea } from '@/ui/form';
import { CloseDialogButton } from '@/ui/overlay/dialog';
import { returnAction } from '../actions';

type Target = { label: string; options: { value: string; label: string }[] };
type ReturnFormProps = {
  /** What is decided about: hidden fields of the file and its round. */
  reviewed: ReactNode;
  targets: Target[];
  words: Record<'reason' | 'pins' | 'target' | 'pinReason' | 'choose' | 'add' | 'remove' | 'cancel', string> & {
    /** The button with the number of places, from one place on. */
    send: string[];
  };
};

/** A return: one general reason, and each place to correct with its own. The chosen place decides the field's name, so it reaches the command as it is. */
export function ReturnForm({ reviewed, targets, words }: ReturnFormProps) {
  const [pins, setPins] = useState([{ key: 0, target: '' }]);
  const choices = targets.flatMap(({ label, options }) =>
    options.map((option) => ({ value: option.value, label: targets.length > 1 ? `${option.label} · ${label}` : option.label })),
  );
  return (
    <Form action={returnAction}>
      {reviewed}
      <TextArea name="reason" label={words.reason} rows={2} />
      <fieldset className="field">
        <legend>{words.pins}</legend>
        {pins.map(({ key, target }, index) => (
          <div key={key} className="stack pin-row">
            <PinTarget
              index={index}
              target={target}
              choices={choices}
              words={words}
              onChoose={(value) => setPins(pins.map((pin) => (pin.key === key ? { key, target: value } : pin)))}
            />
            <TextArea name={`pins.${index}.reason`} label={words.pinReason} rows={2} />
            {pins.length > 1 && (
              <button type="button" className="btn bare sm" onClick={() => setPins(pins.filter((pin) => pin.key !== key))}>
                {words.remove}
              </button>
            )}
          </div>
        ))}
        <button
          type="button"
          className="btn sm"
          onClick={() => setPins([...pins, { key: Math.max(...pins.map(({ key }) => key)) + 1, target: '' }])}
        >
          {words.add}
        </button>
      </fieldset>
      <footer>
        <CloseDialogButton>{words.cancel}</CloseDialogButton>
        <SubmitButton>{words.send[Math.min(pins.length, words.send.length) - 1]}</SubmitButton>
      </footer>
    </Form>
  );
}

type PinTargetProps = {
  index: number;
  target: string;
  choices: { value: string; label: string }[];
  words: ReturnFormProps['words'];
  onChoose(value: string): void;
};

function PinTarget({ index, target, choices, words, onChoose }: PinTargetProps) {
  const [field = '', value = ''] = target.split(':');
  const id = `pin-target-${index}`;
  return (
    <div className="field">
      <label htmlFor={id}>{words.target}</label>
      <select id={id} className="input" value={target} onChange={(event) => onChoose(event.target.value)}>
        <option value="">{words.choose}</option>
        {choices.map((choice) => (
          <option key={choice.value} value={choice.value}>
            {choice.label}
          </option>
        ))}
      </select>
      {field && <input type="hidden" name={`pins.${index}.${field}`} value={value} />}
    </div>
  );
}
