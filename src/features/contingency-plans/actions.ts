'use server';

import type { Route } from 'next';
import { formAction } from '@/server/form-action';
import { callOffDrill, drawUpPlan, mendByTask, recordDrill, retirePlan, revisePlan, scheduleDrill } from './commands';

const pageOf = ({ id }: { id: number }) => `/contingency-plans/${id}` as Route;

export const drawUpAction = formAction(drawUpPlan, { goTo: pageOf });
export const reviseAction = formAction(revisePlan, { done: 'contingencyPlans.revised' });
export const retireAction = formAction(retirePlan, { done: 'contingencyPlans.retired' });
export const scheduleDrillAction = formAction(scheduleDrill, { done: 'contingencyPlans.scheduled' });
export const callOffDrillAction = formAction(callOffDrill, { done: 'contingencyPlans.calledOff' });
export const recordDrillAction = formAction(recordDrill, { done: 'contingencyPlans.recorded' });
export const mendAction = formAction(mendByTask, { done: 'contingencyPlans.mended' });
