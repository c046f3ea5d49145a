'use server';

import { formAction } from '@/server/form-action';
import { openBreakGlass } from './commands';

export const openBreakGlassAction = formAction(openBreakGlass, { done: 'breakGlass.opened' });
