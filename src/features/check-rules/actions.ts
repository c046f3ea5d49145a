'use server';

import { formAction } from '@/server/form-action';
import { defineRule, endRule } from './commands';

export const defineRuleAction = formAction(defineRule, { done: 'checkRules.done' });
export const endRuleAction = formAction(endRule, { done: 'checkRules.ended' });
