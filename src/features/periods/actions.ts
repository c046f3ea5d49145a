'use server';

import { formAction } from '@/server/form-action';
import { addHoliday, createPeriod, decideExtension, grantExtension, openPeriod, requestExtension, reschedulePeriod } from './commands';

export const openPeriodAction = formAction(openPeriod, { done: 'periods.open.done' });
export const reschedulePeriodAction = formAction(reschedulePeriod, { done: 'periods.reschedule.done' });
export const createPeriodAction = formAction(createPeriod, { done: 'periods.other.done' });
export const addHolidayAction = formAction(addHoliday, { done: 'periods.holidays.done' });
export const requestExtensionAction = formAction(requestExtension, { done: 'periods.extensions.doneAsked' });
export const decideExtensionAction = formAction(decideExtension, { done: 'periods.extensions.doneGranted' });
export const grantExtensionAction = formAction(grantExtension, { done: 'periods.extensions.doneDirect' });
