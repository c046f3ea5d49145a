'use server';

import { formAction } from '@/server/form-action';
import { approve, returnSubmission } from './commands';

export const returnAction = formAction(returnSubmission, { done: 'review.done.returned' });
export const approveAction = formAction(approve, {
  done: ({ next }) => ({ key: next ? `review.done.passedTo.${next}` : 'review.done.approved', params: {} }),
});
