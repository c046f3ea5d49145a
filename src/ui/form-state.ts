import type { SentenceWords } from './sentences';

/** What a form knows after it was sent: what happened, beside which field, and what was typed. */
export type FormState = {
  status: 'idle' | 'done' | 'refused';
  message: string;
  errors: Record<string, string[]>;
  values: Record<string, string | string[]>;
  /** The server may have done it: sent again, it must be known as the same request. */
  unanswered?: true;
};

export type FormAction = (previous: FormState, form: FormData) => Promise<FormState>;

export const idle: FormState = { status: 'idle', message: '', errors: {}, values: {} };

/** What was typed, by field name, to be shown again after a refusal. Passwords are never kept. */
export function typedValues(form: FormData): Record<string, string | string[]> {
  const values: Record<string, string | string[]> = {};
  for (const name of new Set(form.keys())) {
    if (name.startsWith('$ACTION') || /password/i.test(name)) continue;
    const texts = form.getAll(name).filter((entry) => typeof entry === 'string');
    values[name] = name.endsWith('[]') ? texts : (texts.at(-1) ?? '');
  }
  return values;
}

/** In UTF-16 units; well under what the server takes in one request, and far over any text of a hospital. */
const LONGEST_TEXT = 100_000;

/**
 * The action as a form calls it: a text too long to travel is refused here, beside its field, and a request that the server did not
 * answer is no reason to lose the page. `rethrow` lets Next's own signals through (a redirect is thrown).
 */
export function guarded(
  action: FormAction,
  words: Pick<SentenceWords, 'tooLong' | 'tooLongField' | 'unanswered'>,
  rethrow: (error: unknown) => void,
): FormAction {
  return async (_previous, form) => {
    const refused = (message: string, errors: FormState['errors'] = {}): FormState => ({
      status: 'refused',
      message,
      errors,
      values: typedValues(form),
    });
    const tooLong = [...form].filter(([, text]) => typeof text === 'string' && text.length > LONGEST_TEXT).map(([name]) => name);
    if (tooLong.length > 0) return refused(words.tooLong, Object.fromEntries(tooLong.map((name) => [name, [words.tooLongField]])));
    try {
      // What the form showed before is of no use to the server, and may be as long as what was typed.
      return await action(idle, form);
    } catch (error) {
      rethrow(error);
      return { ...refused(words.unanswered), unanswered: true };
    }
  };
}
