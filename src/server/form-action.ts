import 'server-only';
import type { Route } from 'next';
import { refresh } from 'next/cache';
import { headers } from 'next/headers';
import { redirect, unstable_rethrow } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { z } from 'zod';
import { SYSTEM } from '@/domain/actor';
import { InvalidInput, Refusal, type RefusalParams } from '@/domain/errors';
import type { MessageKey } from '@/i18n/messages';
import { type FormAction, idle, typedValues } from '@/ui/form-state';
import type { Command } from './command';
import { isAway } from './database-error';
import { db } from './db';
import { readForm } from './form-data';
import { logError } from './log';
import { isSameOrigin } from './request';
import { currentSession, requestInfo } from './session';

type After<Result> = {
  /** Where to go next; without it the page is read again in place. */
  goTo?: (result: Result) => Route;
  done?: MessageKey | ((result: Result) => { key: MessageKey; params: RefusalParams });
  /** Only the change of a first password may run before it has been changed. */
  beforeFirstPassword?: true;
  /** For people without an account: the system acts, and the input itself holds the proof (a one-time link). */
  asSystem?: true;
  /** The form holds or gives a password: nothing of it is kept for repeated requests. */
  secret?: true;
};

const KEY = 'idempotencyKey';

/** A command as a form sees it: who asks, run, refresh, and say what happened. `idempotencyKey` in the form makes a double click one act. */
export function formAction<Input extends z.ZodType, Result>(command: Command<Input, Result>, after: After<Result> = {}): FormAction {
  return async (_previous, form) => {
    const t = await getTranslations();
    const values = typedValues(form);
    const refused = (message: string, errors: Record<string, string[]> = {}) => ({
      ...idle,
      status: 'refused' as const,
      message,
      errors,
      values,
    });
    if (!isSameOrigin(await headers())) return refused(t('common.refused.foreignOrigin'));
    try {
      const session = after.asSystem ? null : await currentSession();
      const actor = after.asSystem ? SYSTEM : session?.actor;
      if (!actor || (session?.mustChangePassword && !after.beforeFirstPassword)) return refused(t('common.refused.signedOut'));
      const { [KEY]: key, ...input } = readForm(form);
      const idempotencyKey = after.secret ? undefined : z.uuid().safeParse(key).data;
      // The command parses its own input: what a form holds is unread by definition.
      const result = await command.execute(
        { db: db(), actor, now: new Date(), request: await requestInfo(session), idempotencyKey },
        input as z.input<Input>,
      );
      if (after.goTo) redirect(after.goTo(result));
      refresh();
      const said = typeof after.done === 'function' ? after.done(result) : { key: after.done ?? 'common.saved', params: {} };
      return { ...idle, status: 'done', message: t(said.key, said.params) };
    } catch (error) {
      unstable_rethrow(error);
      if (error instanceof InvalidInput) {
        const errors: Record<string, string[]> = {};
        for (const problem of error.problems) errors[problem.path] = [...(errors[problem.path] ?? []), t(problem.key, problem.params)];
        return refused(t(error.key, error.params), errors);
      }
      if (error instanceof Refusal) return refused(t(error.key, error.params));
      const code = logError(command.name, error);
      return refused(isAway(error) ? t('common.refused.busy') : t('common.unexpected', { code }));
    }
  };
}
