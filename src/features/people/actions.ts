'use server';

import { formAction } from '@/server/form-action';
import { addPerson, correctPerson, correctPost, movePerson } from './commands';

export const addPersonAction = formAction(addPerson, { done: 'people.added' });
export const correctPersonAction = formAction(correctPerson, { done: 'people.corrected' });
export const movePersonAction = formAction(movePerson, { done: 'people.moved' });
export const correctPostAction = formAction(correctPost, { done: 'people.postCorrected' });
