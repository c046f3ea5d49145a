import type { Step } from './follow';

/** The sentence of each step by its name; «{done}» and «{total}» are filled in here, as they come. */
export type StepWords = Record<string, string>;

/** What is being done and how far it is; a step that cannot be counted has a bar without an end. Read out politely. */
export function Progress({ step, words }: { step: Step | null; words: StepWords }) {
  const text = step ? (words[step.step] ?? '') : '';
  const filled = text.replace('{done}', (step?.done ?? 0).toLocaleString('vi')).replace('{total}', (step?.total ?? 0).toLocaleString('vi'));
  return (
    <div role="status" className="stack">
      {step && (
        <>
          <p>{filled}</p>
          <progress
            className="w-full"
            aria-label={filled}
            {...(step.total > 0 && step.done > 0 && { max: step.total, value: step.done })}
          />
        </>
      )}
    </div>
  );
}
