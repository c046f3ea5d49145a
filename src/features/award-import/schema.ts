import { z } from 'zod';
import { dayInput, id, integer, line, optionalLine, rowVersion, unwantedCharacters } from '@/domain/input';
import { AWARD_COLUMNS, type AwardColumn } from './rules/columns';

/** What one file may hold: a hospital's titles of many years. */
export const MOST_ROWS = 5_000;

const row = integer(1, 1_048_576);
const keys = AWARD_COLUMNS.map(({ key }) => key) as [AwardColumn, ...AwardColumn[]];
const column = z.enum(keys);
/** A day, or the month or the year where no more is known. */
const about = z.union([dayInput, z.string().regex(/^(19|20|21)\d{2}(-(0[1-9]|1[0-2]))?$/)]);
const readings = AWARD_COLUMNS.map((one) => (one.kind === 'about' ? about : line(one.maximum)).nullable());

/** A row's cells in the order of the columns, as the file's reader gives them: composed, measured, a day as far as it is known. */
const cells = z
  .array(z.string().nullable())
  .length(keys.length)
  .transform((texts, context) =>
    texts.map((text, at) => {
      const read = readings[at]?.safeParse(text);
      if (!read?.success) context.addIssue({ code: 'custom', path: [at], message: unwantedCharacters });
      return read?.data ?? null;
    }),
  );

/** What a file said: kept with the batch until it is confirmed or put away. Rows without their keys: thousands of them fit. */
export const fileFindings = z.strictObject({
  rows: z
    .array(z.tuple([row, cells]))
    .min(1)
    .max(MOST_ROWS),
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
    .max(MOST_ROWS * AWARD_COLUMNS.length),
});

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
export const batchSearch = z.object({ batch: id });
