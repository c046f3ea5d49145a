'use server';

import type { Route } from 'next';
import { formAction } from '@/server/form-action';
import { launchMovement, recordUnit, reviewMovement, reviseMovement, takePart, voidMovement, withdrawReview } from './commands';

export const launchAction = formAction(launchMovement, { goTo: ({ id }) => `/awards/movements/${id}` as Route });
export const reviseAction = formAction(reviseMovement);
export const takePartAction = formAction(takePart, { done: ({ units }) => ({ key: 'movements.takingPart', params: { units } }) });
export const recordUnitAction = formAction(recordUnit);
export const reviewAction = formAction(reviewMovement);
export const withdrawReviewAction = formAction(withdrawReview);
export const voidAction = formAction(voidMovement, { goTo: () => '/awards/movements' as Route });
