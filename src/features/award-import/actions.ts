'use server';

import type { Route } from 'next';
import { formAction } from '@/server/form-action';
import { discardImport, undoImport } from './commands';

export const undoImportAction = formAction(undoImport, {
  done: ({ awards, people }) => ({ key: 'awardImport.undone', params: { awards, people } }),
});
export const discardImportAction = formAction(discardImport, { goTo: () => '/awards/import' as Route });
