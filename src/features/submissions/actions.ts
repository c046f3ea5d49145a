'use server';

import { formAction } from '@/server/form-action';
import { approve, reopen, returnSubmission, submit } from './commands';

export const submitAction = formAction(submit, { done: 'submissions.done.submitted' });
export const returnAction = formAction(returnSubmission, { done: 'submissions.done.returned' });
export const approveAction = formAction(approve, { done: 'submissions.done.approved' });
export const reopenAction = formAction(reopen, { done: 'submissions.done.reopened' });
