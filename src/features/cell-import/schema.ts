import { z } from 'zod';
import { dayInput, id, integer, line, optionalLine, prose, rowVersion } from '@/domain/input';
import { CELL_COLUMNS, type CellColumn } from './rules';

/** A hospital has some forty cells; the largest Party organisations a few hundred. */
export const MOST_ROWS = 500;

const row = integer(1, 1_048_576);
const keys = CELL_COLUMNS.map(({ key }) => key) as [CellColumn, ...CellColumn[]];
const column = z.enum(keys);
/** As the file's reader gives it: composed, measured, a day as a day. */
const cell = (kind: 'text' | 'lines' | 'day', maximum = 2_000) =>
  (kind === 'day' ? dayInput : kind === 'lines' ? prose(maximum) : line(maximum)).nullable();
const values = z.strictObject(
  Object.fromEntries(CELL_COLUMNS.map((one) => [one.key, cell(one.kind, 'maximum' in one ? one.maximum : undefined)])) as Record<
    CellColumn,
    ReturnType<typeof cell>
  >,
);

/** What a file said: kept with the batch until it is confirmed or put away. */
export const fileFindings = z.strictObject({
  rows: z.array(z.strictObject({ row, values })).min(1).max(MOST_ROWS),
  /** Where each column stands in the file, «B». */
  letters: z.partialRecord(column, z.string().regex(/^[A-Z]{1,3}$/)),
  /** Cells that could not be read, with the key of the sentence. */
  problems: z
    .array(
      z.strictObject({
        row,
        column,
        key: z.string().regex(/^spreadsheet\.cell\.[a-zA-Z]{1,40}$/),
        params: z.record(z.string().regex(/^[a-zA-Z]{1,40}$/), z.union([optionalLine(200).transform((text) => text ?? ''), z.number()])),
      }),
    )
    .max(MOST_ROWS * CELL_COLUMNS.length),
});
export type FileFindings = z.output<typeof fileFindings>;

export const checkImportInput = z.strictObject({
  fileName: line(200),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  findings: fileFindings,
});

const batch = { batchId: id, rowVersion };
export const confirmImportInput = z.strictObject({ ...batch, fingerprint: z.string().regex(/^[0-9a-f]{64}$/) });
export const undoImportInput = z.strictObject(batch);
export const discardImportInput = z.strictObject(batch);
/** What the address of an upload and of a download say. */
export const uploadSearch = z.object({ name: z.string().min(1).max(1_000) });
export const rejectedSearch = z.object({ batch: id });
