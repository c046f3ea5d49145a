'use server';

import { formAction } from '@/server/form-action';
import { markAllRead, markRead, nudge, resendMail } from './commands';

export const nudgeAction = formAction(nudge, { done: ({ people }) => ({ key: 'reminders.done.nudged', params: { people } }) });
export const markReadAction = formAction(markRead, { done: 'reminders.done.read' });
export const markAllReadAction = formAction(markAllRead, {
  done: ({ marked }) => ({ key: 'reminders.done.allRead', params: { count: marked } }),
});
export const resendMailAction = formAction(resendMail, {
  done: ({ again }) => ({ key: 'reminders.done.again', params: { count: again } }),
});
