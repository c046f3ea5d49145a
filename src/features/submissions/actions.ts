'use server';

import { formAction } from '@/server/form-action';
import { reopen, submit, withdraw } from './commands';

export const submitAction = formAction(submit, {
  done: ({ steps, skips }) => {
    const first = steps[0] ?? 'PLANNING';
    return { key: skips[0] ? `submissions.done.skipped.${skips[0]}` : `submissions.done.submitted.${first}`, params: {} };
  },
});
export const withdrawAction = formAction(withdraw, { done: 'submissions.done.withdrawn' });
export const reopenAction = formAction(reopen, { done: 'submissions.done.reopened' });
