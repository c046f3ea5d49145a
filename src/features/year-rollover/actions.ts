'use server';

import type { Route } from 'next';
import { formAction } from '@/server/form-action';
import { confirmRollover, markRecurring, prepareRollover, tickRollover, undoRollover } from './commands';

const step = (year: number, rest: string) => `/admin/rollover?to=${year}${rest}` as Route;

export const prepareRolloverAction = formAction(prepareRollover, { goTo: ({ year }) => step(year, '&step=lists') });
export const tickRolloverAction = formAction(tickRollover, { done: 'rollover.lists.saved' });
export const confirmRolloverAction = formAction(confirmRollover, { goTo: ({ year }) => step(year, '&step=done') });
export const undoRolloverAction = formAction(undoRollover, { done: ({ year }) => ({ key: 'rollover.done.undone', params: { year } }) });
export const markRecurringAction = formAction(markRecurring);
