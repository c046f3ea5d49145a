import 'server-only';
import type { z } from 'zod';
import { type FieldProblem, InvalidInput } from '@/domain/errors';
import type { MessageKey } from '@/i18n/messages';

/** zod's findings as sentences of ours, by field. Schemas may name a message key in `message`. */
export function fieldProblems(error: z.ZodError): InvalidInput {
  const problems = error.issues.flatMap(problem);
  // One sentence per field: an empty date is both no date and out of range.
  return new InvalidInput(problems.filter(({ path }, index) => problems.findIndex((other) => other.path === path) === index));
}

function problem(issue: z.core.$ZodIssue): FieldProblem[] {
  const path = issue.path.join('.');
  const say = (key: MessageKey, params: FieldProblem['params'] = {}): FieldProblem[] => [{ path, key, params }];
  const empty = issue.input === undefined || issue.input === null || issue.input === '';
  switch (issue.code) {
    case 'custom':
      return say(isMessageKey(issue.message) ? issue.message : 'common.field.unreadable');
    case 'too_small':
      if (issue.origin === 'string')
        return say(Number(issue.minimum) <= 1 ? 'common.field.required' : 'common.field.tooShort', { minimum: Number(issue.minimum) });
      if (issue.origin === 'array') return say('common.field.required');
      return say('common.field.tooSmall', { minimum: Number(issue.minimum) });
    case 'too_big':
      return issue.origin === 'string'
        ? say('common.field.tooLong', { maximum: Number(issue.maximum) })
        : say('common.field.tooBig', { maximum: Number(issue.maximum) });
    case 'invalid_format':
      if (isMessageKey(issue.message)) return say(issue.message);
      if (issue.format === 'date') return say(empty ? 'common.field.required' : 'common.field.notADate');
      return say('common.field.unreadable');
    case 'invalid_value':
      return say(empty ? 'common.field.required' : 'common.field.notAChoice');
    case 'invalid_union': {
      const sentence = issue.errors
        .flat()
        .map(({ message }) => message)
        .find(isMessageKey);
      if (!empty && sentence) return say(sentence);
      return say(empty ? 'common.field.required' : 'common.field.unreadable');
    }
    case 'unrecognized_keys':
      return say('common.field.unknownField', { name: issue.keys.join(', ').slice(0, 80) });
    case 'invalid_type':
      if (empty) return say('common.field.required');
      return say(
        issue.expected === 'int'
          ? 'common.field.notAnInteger'
          : issue.expected === 'number'
            ? 'common.field.notANumber'
            : 'common.field.unreadable',
      );
    default:
      return say('common.field.unreadable');
  }
}

/** Keys are written in our own schemas only; zod's default sentences never look like one. */
function isMessageKey(text: string | undefined): text is MessageKey {
  return text !== undefined && /^[a-zA-Z]+(\.[a-zA-Z]+)+$/.test(text);
}
