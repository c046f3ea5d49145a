'use client';

import { useEffect, useRef, useState } from 'react';
import { Checkbox, type Choice, Field, Form, SubmitButton, TextArea, useFormState } from '@/ui/form';
import { CloseDialogButton } from '@/ui/overlay/dialog';
import { reportTaskAction } from '../actions';
import { movesOf, needsReason } from '../rules';
import type { TaskState } from '../schema';

export type ResultWords = {
  state: string;
  states: Record<TaskState, string>;
  percent: string;
  doneOn: string;
  result: string;
  note: string;
  noteHint: string;
  reason: string;
  isExceeded: string;
  optional: string;
  cancel: string;
  save: string;
};

type Task = {
  id: number;
  version: number;
  state: TaskState;
  percent: number;
  dueOn: string;
  doneOn: string | null;
  isExceeded: boolean;
  result: string | null;
};
type TaskResultProps = { task: Task; today: string; words: ResultWords; mayCancel: boolean; first?: TaskState };

/** Where a task stands now: the fields follow the state that is chosen. `first` is the state that is chosen at the start. */
export function TaskResult({ task, today, words, mayCancel, first }: TaskResultProps) {
  const moves = movesOf(task.state, mayCancel);
  const [state, setState] = useState<TaskState>(
    first && moves.includes(first) ? first : moves.includes('DONE') ? 'DONE' : (moves[0] ?? task.state),
  );
  const isDone = state === 'DONE';
  const withReason = needsReason(task.state, state);
  const choices: Choice[] = moves.map((move) => ({ value: move, label: words.states[move] }));
  return (
    <Form action={reportTaskAction} labels={{ percent: words.percent, doneOn: words.doneOn, note: withReason ? words.reason : words.note }}>
      <input type="hidden" name="taskId" value={task.id} />
      <input type="hidden" name="version" value={task.version} />
      <div className="columns">
        <StateSelect
          label={words.state}
          choices={choices}
          state={state}
          onChoose={(next) => setState(moves.find((move) => move === next) ?? state)}
        />
        {isDone ? (
          <>
            <input type="hidden" name="percent" value="100" />
            <Field name="doneOn" label={words.doneOn} type="date" initial={task.doneOn ?? (today < task.dueOn ? today : task.dueOn)} />
          </>
        ) : (
          <Field name="percent" label={words.percent} type="number-vi" initial={task.percent === 100 ? '' : task.percent} />
        )}
      </div>
      {isDone ? (
        <>
          <TextArea name="result" label={words.result} rows={4} initial={task.result ?? ''} />
          <Checkbox name="isExceeded" label={words.isExceeded} initial={task.isExceeded} />
        </>
      ) : (
        <input type="hidden" name="result" value={task.result ?? ''} />
      )}
      <TextArea
        name="note"
        label={withReason ? words.reason : words.note}
        hint={withReason ? undefined : words.noteHint}
        optional={withReason ? undefined : words.optional}
        rows={2}
      />
      <footer>
        <CloseDialogButton>{words.cancel}</CloseDialogButton>
        <SubmitButton>{words.save}</SubmitButton>
      </footer>
    </Form>
  );
}

type StateSelectProps = { label: string; choices: Choice[]; state: TaskState; onChoose: (state: string) => void };

/** The state that is chosen, which the other fields follow. A form that was refused is reset by React: the choice is put back. */
function StateSelect({ label, choices, state, onChoose }: StateSelectProps) {
  const select = useRef<HTMLSelectElement>(null);
  const answered = useFormState();
  useEffect(() => {
    if (answered && select.current) select.current.value = state;
  }, [answered, state]);
  return (
    <div className="field">
      <label htmlFor="field-state">{label}</label>
      <input type="hidden" name="state" value={state} />
      <select ref={select} id="field-state" className="input" defaultValue={state} onChange={(event) => onChoose(event.target.value)}>
        {choices.map((choice) => (
          <option key={choice.value} value={choice.value}>
            {choice.label}
          </option>
        ))}
      </select>
    </div>
  );
}
