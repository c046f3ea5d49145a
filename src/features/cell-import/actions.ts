'use server';

import type { Route } from 'next';
import { formAction } from '@/server/form-action';
import { discardImport, undoImport } from './commands';

export const undoImportAction = formAction(undoImport, {
  done: ({ cells, changed }) => ({ key: 'cellImport.undone', params: { cells, changed } }),
});
export const discardImportAction = formAction(discardImport, { goTo: () => '/party/bodies/import' as Route });
