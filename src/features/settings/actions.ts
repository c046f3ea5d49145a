'use server';

import { formAction } from '@/server/form-action';
import { saveSetting } from './commands';

export const saveSettingAction = formAction(saveSetting, { done: 'settings.done' });
