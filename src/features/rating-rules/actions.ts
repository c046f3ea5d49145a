'use server';

import type { Route } from 'next';
import { formAction } from '@/server/form-action';
import { addRuleSet, changeCap, changeLevels, describeRuleSet } from './commands';

export const addRuleSetAction = formAction(addRuleSet, { goTo: ({ ruleSetId }) => `/party/rules/${ruleSetId}` as Route });
export const describeRuleSetAction = formAction(describeRuleSet);
export const changeCapAction = formAction(changeCap);
export const changeLevelsAction = formAction(changeLevels);
