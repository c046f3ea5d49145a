import 'server-only';
import { createHash } from 'node:crypto';
import { getTranslations } from 'next-intl/server';
import type { z } from 'zod';
import type { Actor } from '@/domain/actor';
import { NotFound, Refusal } from '@/domain/errors';
import { can } from '@/domain/policy';
import type { Command } from '../command';
import { fieldProblems } from '../field-problems';
import { inSteps } from '../in-steps';
import { answer, executeFor, guarded } from '../json-handler';
import type { Session } from '../live-session';
import { readBody, readBytes } from '../read-body';
import { isSameOrigin } from '../request';
import { MAXIMUM_WORKBOOK_BYTES, readWorkbook } from '../spreadsheet/read';
import { readTable } from '../spreadsheet/table';
import { type ColumnOut, sheetOf, workbookResponse, writeWorkbook } from '../spreadsheet/write';
import { tell } from '../steps';
import { fileNameOf } from '../upload';
import {
  batchSearch,
  type checkInput,
  type confirmInput,
  type DryRun,
  findingsOf,
  type ImportColumn,
  type ImportRow,
  uploadSearch,
} from './file';

/** Beside the rows of the table a sheet has its title, its heading and notes. */
const AROUND = 40;
const MOST_JSON = 4_096;

type Taken<Key extends string> = { columns: readonly ImportColumn<Key>[]; most: number };

/**
 * `POST …?name=` with the bytes of a workbook as its body: reads it and keeps what it said for a dry run, telling each step as a line. Who
 * asks is settled before the first byte is read; the bytes are forgotten when the last line goes out.
 */
export function uploadHandler<Key extends string, Result>(
  check: Command<ReturnType<typeof checkInput<Key>>, Result>,
  { columns, most }: Taken<Key>,
) {
  return (request: Request): Promise<Response> =>
    guarded(check.name, async (actor, session) => {
      if (!can(actor, check.permission)) throw new NotFound();
      const t = await getTranslations();
      if (!isSameOrigin(request.headers)) return answer(403, { message: t('common.refused.foreignOrigin') });
      const asked = uploadSearch.safeParse(Object.fromEntries(new URL(request.url).searchParams), { reportInput: true });
      if (!asked.success) throw fieldProblems(asked.error);
      const bytes = await readBytes(request, MAXIMUM_WORKBOOK_BYTES);
      if (bytes === null) throw new Refusal('spreadsheet.refused.tooLarge', { megabytes: MAXIMUM_WORKBOOK_BYTES / 1024 / 1024 });
      return inSteps(check.name, async () => {
        tell('read', 0, 0);
        const table = readTable(await readWorkbook(bytes, { rows: most + AROUND }), columns);
        if (table.rows.length > most) throw new Refusal('imports.refused.tooMany', { most });
        tell('rows', table.rows.length, table.rows.length);
        const input = {
          fileName: fileNameOf(asked.data.name),
          sha256: createHash('sha256').update(bytes).digest('hex'),
          findings: findingsOf({ columns }, table),
        };
        return executeFor(request, actor, session, check, input as z.input<ReturnType<typeof checkInput<Key>>>);
      });
    });
}

/** `POST …` `{batchId, rowVersion, fingerprint}`: writes the right rows in one transaction, telling each step as a line. */
export function confirmHandler<Result>(confirm: Command<typeof confirmInput, Result>) {
  return (request: Request): Promise<Response> =>
    guarded(confirm.name, async (actor, session) => {
      if (!can(actor, confirm.permission)) throw new NotFound();
      const t = await getTranslations();
      if (!isSameOrigin(request.headers)) return answer(403, { message: t('common.refused.foreignOrigin') });
      const body = await readBody(request, MOST_JSON);
      if (body === null) return answer(413, { message: t('common.refused.tooLarge') });
      const input = parsed(body) as z.input<typeof confirmInput>;
      return inSteps(confirm.name, () => executeFor(request, actor, session, confirm, input));
    });
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

type Template<Key extends string> = {
  columns: readonly ImportColumn<Key>[];
  widths: Partial<Record<Key, number>>;
  choices?: Partial<Record<Key, string>>;
  /** How a kept text is written in the file, where it is kept in another way. */
  written?: (text: string, column: ImportColumn<Key>) => string;
};

/** The columns of an import's workbook, to be filled in or corrected; what must be filled carries a star. */
export function columnsOut<Key extends string>({ columns, widths, choices = {}, written }: Template<Key>) {
  return columns.map((column): ColumnOut<ImportRow<Key>> & { key: Key } => ({
    key: column.key,
    label: column.required ? `${column.label} *` : column.label,
    kind: column.kind === 'day' ? 'day' : 'text',
    value: ({ values }) => {
      const text = values[column.key];
      return text !== null && written ? written(text, column) : text;
    },
    width: widths[column.key] ?? 20,
    choices: choices[column.key],
  }));
}

type Rejected<Key extends string> = Template<Key> & {
  name: string;
  permission: Parameters<typeof can>[1];
  /** The dry run of a file that waits; null when there is none (any more). */
  run: (actor: Actor, batchId: number, session: Session) => Promise<DryRun<Key, unknown> | null>;
  sheet: string;
  /** Before the number of the batch: «khen-thuong-can-sua». */
  fileName: string;
  isInternal?: boolean;
};

/** `GET …?batch=`: the wrong rows of a file, each wrong cell marked, with the reasons in a column of their own; corrected, it may be sent again. */
export function rejectedHandler<Key extends string>({
  name,
  permission,
  run: read,
  sheet,
  fileName,
  isInternal,
  ...template
}: Rejected<Key>) {
  return (request: Request): Promise<Response> =>
    guarded(name, async (actor, session) => {
      if (!can(actor, permission)) throw new NotFound();
      const asked = batchSearch.safeParse(Object.fromEntries(new URL(request.url).searchParams));
      if (!asked.success) throw new NotFound();
      const run = await read(actor, asked.data.batch, session);
      if (!run || run.rejected.size === 0) throw new NotFound();
      const [t, tImport] = await Promise.all([getTranslations(), getTranslations('imports')]);
      const labels = new Map<string, string>(template.columns.map(({ key, label }) => [key, label]));
      const said = new Map<number, { column: Key; sentence: string }[]>();
      for (const { row, column, key, params } of run.problems) {
        const one = { column, sentence: t(key, params) };
        const known = said.get(row);
        if (known) known.push(one);
        else said.set(row, [one]);
      }
      const why = (row: number, column: Key) =>
        (said.get(row) ?? [])
          .filter((one) => one.column === column)
          .map(({ sentence }) => sentence)
          .join(' ') || null;
      const file = await writeWorkbook({
        title: tImport('rejectedTitle'),
        isInternal,
        sheets: [
          sheetOf<ImportRow<Key>>({
            name: sheet,
            title: [tImport('rejectedTitle'), tImport('rejectedBody')],
            columns: [
              ...columnsOut(template).map((column) => ({
                ...column,
                // what could not be read stands as it was typed: it is to be corrected, not to be missed
                value: (row: ImportRow<Key>) => column.value(row) ?? run.raw.get(`${row.row}/${column.key}`) ?? null,
                mark: ({ row }: ImportRow<Key>) => why(row, column.key),
              })),
              {
                label: tImport('reason'),
                kind: 'text' as const,
                value: ({ row }) => (said.get(row) ?? []).map(({ column, sentence }) => `${labels.get(column)}: ${sentence}`).join('\n'),
                width: 60,
              },
            ],
            rows: run.rows.filter(({ row }) => run.rejected.has(row)),
          }),
        ],
      });
      return workbookResponse(file, `${fileName}-${asked.data.batch}.xlsx`);
    });
}
