'use server';

import { formAction } from '@/server/form-action';
import { recordFigures, showFigures } from './commands';

export const recordFiguresAction = formAction(recordFigures, { done: 'partyFigures.done' });
export const showFiguresAction = formAction(showFigures);
