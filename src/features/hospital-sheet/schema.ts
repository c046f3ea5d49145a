import { z } from 'zod';
import { id, rowVersion } from '@/domain/input';
import { visible } from '@/domain/text';
import type { FigureProblem } from '@/features/figures/rules';
import { VIEWS } from './rules';

/** A sheet of 120 rows × 12 columns, with room. */
const MAXIMUM_CELLS = 2000;

const cell = z.strictObject({
  departmentId: id,
  periodId: id,
  indicatorId: id,
  /** As typed; the server reads it. Blank empties the cell. */
  text: z.string().max(200).transform(visible),
  /** The version that the person was looking at; 0 = the cell was empty. */
  version: rowVersion,
  source: z.enum(['TYPED', 'PASTED']).default('TYPED'),
});

export const saveAcrossInput = z.strictObject({
  measure: z.enum(['PLAN', 'ACTUAL']),
  cells: z
    .array(cell)
    .min(1)
    .max(MAXIMUM_CELLS)
    // One statement writes them all, and cannot write a row twice.
    .refine(
      (cells) =>
        new Set(cells.map(({ departmentId, periodId, indicatorId }) => `${departmentId}/${periodId}/${indicatorId}`)).size === cells.length,
      { message: 'figures.refused.cellTwice' },
    ),
});

type At = { departmentId: number; periodId: number; indicatorId: number };
export type SaveAcrossResult = {
  saved: (At & { text: string; version: number; problem: FigureProblem | null })[];
  conflicts: (At & { theirs: { text: string; version: number; by: string; at: string } })[];
};

const code = z.string().max(60).catch('');

/** The address of the page: whatever it holds, something is shown. */
export const acrossSearch = z
  .object({
    view: z.enum(VIEWS).catch('indicator'),
    measure: z.enum(['PLAN', 'ACTUAL']).catch('ACTUAL'),
    indicator: code,
    department: code,
    area: code,
    kind: code,
    swap: z.string().optional().catch(undefined),
  })
  .transform(({ swap, ...search }) => ({ ...search, isSwapped: swap === '1' }));
