'use server';

import { formAction } from '@/server/form-action';
import { annotateFigure } from './commands';

export const annotateAction = formAction(annotateFigure, { done: 'figures.done.annotated' });
