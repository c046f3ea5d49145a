import { z } from 'zod';
import { checkbox, id, integer, prose, rowVersion } from '@/domain/input';
import { visible } from '@/domain/text';
import type { FigureProblem } from './rules';

const MEASURES = ['PLAN', 'ACTUAL'] as const;
/** What a typed figure is: kế hoạch or thực hiện. */
export type Measure = (typeof MEASURES)[number];

/** One cell of any department's sheet. */
export type CellRef = { departmentId: number; periodId: number; indicatorId: number; measure: Measure };

/** The longest thing that is kept as an unreadable draft. */
const MAXIMUM_TEXT = 200;
/** A sheet of 120 rows × 12 columns, with room. */
const MAXIMUM_CELLS = 2000;

/** One statement writes them all, and cannot write a row twice. */
const eachOnce = (cells: readonly { indicatorId: number }[]) => new Set(cells.map(({ indicatorId }) => indicatorId)).size === cells.length;
const once = { message: 'figures.refused.cellTwice' };

const cell = z.strictObject({
  indicatorId: id,
  /** As typed; the server reads it. Blank empties the cell. */
  text: z.string().max(MAXIMUM_TEXT).transform(visible),
  /** The version that the person was looking at; 0 = the cell was empty. */
  version: rowVersion,
  source: z.enum(['TYPED', 'PASTED']).default('TYPED'),
  /** A word that comes with the figure; without one the remark that stands there stays. */
  remark: prose(2_000).default(null),
});

export const saveFiguresInput = z.strictObject({
  departmentId: id,
  periodId: id,
  measure: z.enum(MEASURES),
  cells: z.array(cell).min(1).max(MAXIMUM_CELLS).refine(eachOnce, once),
});
export type SaveFiguresInput = z.output<typeof saveFiguresInput>;

/** A word on one cell, and whether it is to be watched. `base` is the remark that the person was looking at. */
export const annotateFigureInput = z.strictObject({
  departmentId: id,
  periodId: id,
  measure: z.enum(MEASURES),
  indicatorId: id,
  remark: prose(2_000),
  base: prose(2_000),
  isFlagged: checkbox,
});

export const publishYearInput = z.strictObject({
  year: integer(1950, 2100),
  values: z
    .array(z.strictObject({ indicatorId: id, value: z.string().regex(/^-?\d{1,15}(\.\d{1,4})?$/) }))
    .min(1)
    .max(MAXIMUM_CELLS)
    .refine(eachOnce, once),
});

/** What a save answers: every cell is either saved (perhaps as a draft with a problem) or in conflict. */
export type SavedCell = { indicatorId: number; text: string; version: number; problem: FigureProblem | null };
export type ConflictingCell = { indicatorId: number; theirs: { text: string; version: number; by: string; at: string } };
export type SaveFiguresResult = { saved: SavedCell[]; conflicts: ConflictingCell[] };
