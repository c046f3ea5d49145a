'use server';

import type { Route } from 'next';
import { formAction } from '@/server/form-action';
import { assignIndicator, createArea, createIndicator, editIndicator, retireIndicator, unassignIndicator } from './commands';

export const createAreaAction = formAction(createArea, { done: 'indicators.done.areaAdded' });
export const createIndicatorAction = formAction(createIndicator, {
  // next's typed routes know a dynamic segment only as a literal
  goTo: ({ code }) => `/indicators/${code}` as Route,
});
export const editIndicatorAction = formAction(editIndicator, {
  done: ({ code, rebuilt }) => ({ key: rebuilt ? 'indicators.done.rebuilt' : 'indicators.done.edited', params: { code } }),
});
export const retireIndicatorAction = formAction(retireIndicator, { done: 'indicators.done.saved' });
export const assignIndicatorAction = formAction(assignIndicator, { done: 'indicators.done.assigned' });
export const unassignIndicatorAction = formAction(unassignIndicator, {
  done: ({ ended }) => ({ key: 'indicators.done.ended', params: { count: ended } }),
});
