'use server';

import { formAction } from '@/server/form-action';
import { addAwardType, changeAwardType, endCondition, recordAppraisal, setBaseSalary, setCondition, setMultiple } from './commands';

export const addAwardTypeAction = formAction(addAwardType, { done: 'awardRules.done.added' });
export const changeAwardTypeAction = formAction(changeAwardType, { done: 'awardRules.done.changed' });
export const setConditionAction = formAction(setCondition, { done: 'awardRules.done.condition' });
export const endConditionAction = formAction(endCondition, { done: 'awardRules.done.ended' });
export const setMultipleAction = formAction(setMultiple, { done: 'awardRules.done.multiple' });
export const setBaseSalaryAction = formAction(setBaseSalary, { done: 'awardRules.done.salary' });
export const recordAppraisalAction = formAction(recordAppraisal, { done: 'awardRules.done.appraisal' });
