import 'server-only';
import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { RefusalParams } from '@/domain/errors';
import { dayInput, id, integer, line, optionalLine, prose, rowVersion } from '@/domain/input';
import { isUnwanted } from '@/domain/text';
import type { MessageKey } from '@/i18n/messages';
import { ABOUT, MOST_RAW, type Table } from '../spreadsheet/table';

/** A column of a file that is imported, under its heading; what it holds is text, lines of text, a day, or a day as far as it is known. */
export type ImportColumn<Key extends string> = {
  key: Key;
  label: string;
  kind: 'text' | 'lines' | 'day' | 'about';
  required?: true;
  maximum?: number;
};
/** A row of the file; blank and unreadable cells are null. */
export type ImportRow<Key extends string> = { row: number; values: Record<Key, string | null> };
/** A wrong cell, and the sentence that says what to do. */
export type RowProblem<Key extends string> = { row: number; column: Key; key: MessageKey; params: RefusalParams };
/** What rows would do: right ones in a form of the feature's own, wrong cells in this. */
export type PlanOf<Key extends string> = { problems: readonly RowProblem<Key>[] };

/** What an import of some kind takes, and how its rows are worked out against what is on record. */
export type FileKind<Key extends string, World, Plan extends PlanOf<Key>> = {
  columns: readonly ImportColumn<Key>[];
  /** Rows that one file may hold. */
  most: number;
  /** `unreadable` are cells that were told already, «12/code». */
  plan(rows: readonly ImportRow<Key>[], unreadable: ReadonlySet<string>, world: World): Plan;
  /** What a plan would write: the same work, the same fingerprint. */
  work(plan: Plan): unknown;
};

const row = integer(1, 1_048_576);
/** A day, or the month or the year where no more is known; of the years that the reader lets through. */
const about = z
  .union([dayInput, z.string().regex(/^\d{4}(-(0[1-9]|1[0-2]))?$/)])
  .refine((text) => Number(text.slice(0, 4)) >= ABOUT.from && Number(text.slice(0, 4)) <= ABOUT.to);
const readingOf = ({ kind, maximum = 2_000 }: ImportColumn<string>) =>
  (kind === 'day' ? dayInput : kind === 'about' ? about : kind === 'lines' ? prose(maximum) : line(maximum)).nullable();

/** What a file said, as the file's reader gives it: kept with the batch until it is confirmed or put away. Rows without their keys: thousands of them fit. */
function findingsInput<Key extends string>({ columns, most }: Pick<FileKind<Key, never, never>, 'columns' | 'most'>) {
  const readings = columns.map(readingOf);
  const column = z.enum(columns.map(({ key }) => key) as [Key, ...Key[]]);
  const cells = z
    .array(z.string().nullable())
    .length(columns.length)
    .transform((texts, context) =>
      texts.map((text, at) => {
        const read = readings[at]?.safeParse(text);
        if (!read?.success) context.addIssue({ code: 'custom', path: [at], message: 'common.field.unwantedCharacters' });
        return read?.data ?? null;
      }),
    );
  return z.strictObject({
    rows: z
      .array(z.tuple([row, cells]))
      .min(1)
      .max(most),
    /** Where each column stands in the file, «B». */
    letters: z.partialRecord(column, z.string().regex(/^[A-Z]{1,3}$/)),
    /** Cells that could not be read, with the key of the sentence and what stands in them. */
    problems: z
      .array(
        z.strictObject({
          row,
          column,
          key: z.string().regex(/^spreadsheet\.cell\.[a-zA-Z]{1,40}$/),
          params: z.record(z.string().regex(/^[a-zA-Z]{1,40}$/), z.union([optionalLine(200).transform((text) => text ?? ''), z.number()])),
          raw: z
            .string()
            .max(MOST_RAW)
            .refine((text) => !isUnwanted(text))
            .nullable()
            .default(null),
        }),
      )
      .max(most * columns.length),
  });
}

/** The input of a check: which file, and what it said. */
export const checkInput = <Key extends string>(kind: Pick<FileKind<Key, never, never>, 'columns' | 'most'>) =>
  z.strictObject({ fileName: line(200), sha256: z.string().regex(/^[0-9a-f]{64}$/), findings: findingsInput(kind) });

const batch = { batchId: id, rowVersion };
export const confirmInput = z.strictObject({ ...batch, fingerprint: z.string().regex(/^[0-9a-f]{64}$/) });
export const batchInput = z.strictObject(batch);
/** What the address of an upload says. */
export const uploadSearch = z.object({ name: z.string().min(1).max(1_000) });
/** What the address of a download says. */
export const batchSearch = z.object({ batch: id });
/** What the address of a dry run says: whose wrong cells are shown. */
export const importSearch = z.object({
  batch: id.nullable().catch(null),
  column: z
    .string()
    .regex(/^[a-zA-Z]{1,40}$/)
    .nullable()
    .catch(null),
  kind: z
    .string()
    .regex(/^[a-zA-Z.]{1,120}$/)
    .nullable()
    .catch(null),
  page: integer(1, 10_000).catch(1),
});
export type ImportSearch = z.output<typeof importSearch>;

/** A file's table as it is kept. */
export function findingsOf<Key extends string>({ columns }: Pick<FileKind<Key, never, never>, 'columns'>, table: Table<Key>) {
  return {
    rows: table.rows.map(({ row: at, values }): [number, (string | null)[]] => [
      at,
      columns.map(({ key }) => values[key] as string | null),
    ]),
    letters: table.letters,
    problems: table.problems.map(({ row: at, column, key, params, raw }) => ({ row: at, column: column as Key, key, params, raw })),
  };
}

/** What a file would do as things stand: by row, with every wrong cell, and the digits that say that it is still the same. */
export type DryRun<Key extends string, Plan> = {
  rows: ImportRow<Key>[];
  plan: Plan;
  problems: (RowProblem<Key> & { letter: string | null })[];
  /** What stands in a cell that could not be read, by «12/code». */
  raw: Map<string, string>;
  rejected: Set<number>;
  fingerprint: string;
};

/** Works the kept rows of a file out against the world; null when there is nothing kept (any more). Wrong cells stand by row, then as the columns do. */
export function dryRun<Key extends string, World, Plan extends PlanOf<Key>>(
  kind: FileKind<Key, World, Plan>,
  findings: unknown,
  world: World,
): DryRun<Key, Plan> | null {
  const read = findingsInput(kind).safeParse(findings);
  if (!read.success) return null;
  const letters = read.data.letters as Partial<Record<Key, string>>;
  const unreadable = read.data.problems.map((one) => ({ ...one, column: one.column as Key, key: one.key as MessageKey }));
  const rows = read.data.rows.map(([at, cells]) => ({
    row: at,
    values: Object.fromEntries(kind.columns.map(({ key }, place) => [key, cells[place] ?? null])) as Record<Key, string | null>,
  }));
  const plan = kind.plan(rows, new Set(unreadable.map(({ row: at, column }) => `${at}/${column}`)), world);
  const place = new Map<string, number>(kind.columns.map(({ key }, at) => [key, at]));
  const raw = new Map(unreadable.flatMap((one) => (one.raw === null ? [] : [[`${one.row}/${one.column}`, one.raw] as const])));
  const problems = [...unreadable, ...plan.problems]
    .map(({ row: at, column, key, params }) => ({ ...{ row: at, column, key, params }, letter: letters[column] ?? null }))
    .sort((one, other) => one.row - other.row || (place.get(one.column) ?? 0) - (place.get(other.column) ?? 0));
  const fingerprint = createHash('sha256')
    .update(JSON.stringify(kind.work(plan)))
    .digest('hex');
  return { rows, plan, problems, raw, rejected: new Set(problems.map(({ row: at }) => at)), fingerprint };
}
