import { z } from 'zod';
import { id, rowVersion, yearInput } from '@/domain/input';
import { visible } from '@/domain/text';
import { COUNT_COLUMNS } from './rules';

/** 60 cells × 13 columns, with room. */
const MAXIMUM_CELLS = 1500;

const cell = z.strictObject({
  partyBodyId: id,
  column: z.enum(COUNT_COLUMNS),
  /** As typed; the server reads it. Blank empties the cell. */
  text: z.string().max(60).transform(visible),
  /** What the person was looking at (rules.versionOf). */
  version: rowVersion,
});

export const saveCountsInput = z.strictObject({
  year: yearInput,
  cells: z
    .array(cell)
    .min(1)
    .max(MAXIMUM_CELLS)
    .refine((cells) => new Set(cells.map(({ partyBodyId, column }) => `${partyBodyId}/${column}`)).size === cells.length, {
      message: 'figures.refused.cellTwice',
    }),
});

/** Names only: what was saved is not kept anywhere but in its own table. */
export type SaveCountsResult = { saved: string[]; conflicts: string[] };
