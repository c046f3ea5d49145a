import { z } from 'zod';
import { id } from '@/domain/input';

/** The cell whose history is asked for, in an address. */
export const cellInput = z.strictObject({ departmentId: id, periodId: id, indicatorId: id, measure: z.enum(['PLAN', 'ACTUAL']) });

/** What the history of a cell answers: sentences in the reader's language, newest first; `at` is an ISO moment. */
export type CellHistory = { items: { id: string; what: string; when: string; at: string; isWarning: boolean }[] };
