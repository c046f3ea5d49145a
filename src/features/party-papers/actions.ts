'use server';

import { formAction } from '@/server/form-action';
import { setLetterhead } from './commands';

export const setLetterheadAction = formAction(setLetterhead, { done: 'partyPapers.letterhead.done' });
