import type { MessageKey } from '@/i18n/messages';

export type RefusalParams = Record<string, string | number>;

/** Why a person was refused, in words they can act on. Everything else that is thrown is a bug. */
export class Refusal extends Error {
  override readonly name: string = 'Refusal';
  constructor(
    readonly key: MessageKey,
    readonly params: RefusalParams = {},
  ) {
    super(key);
  }
}

/**
 * The thing does not exist, or this person must not know that it does: one answer for both,
 * so that ids cannot be probed (design.md section 7).
 */
export class NotFound extends Refusal {
  override readonly name = 'NotFound';
  constructor() {
    super('common.refused.notFound');
  }
}

/** One unreadable or unacceptable field: where it is, and the sentence beside it. */
export type FieldProblem = { path: string; key: MessageKey; params: RefusalParams };

/** Input that cannot be accepted as it is; nothing was written. */
export class InvalidInput extends Refusal {
  override readonly name = 'InvalidInput';
  constructor(readonly problems: FieldProblem[]) {
    super('common.refused.invalid', { count: problems.length });
  }
}

/** One problem at one field. */
export function problemAt(path: string, key: MessageKey, params: RefusalParams = {}): InvalidInput {
  return new InvalidInput([{ path, key, params }]);
}
