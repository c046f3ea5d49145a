import 'server-only';
import { createHash } from 'node:crypto';
import { getTranslations } from 'next-intl/server';
import type { Actor } from '@/domain/actor';
import { dayOf } from '@/domain/date';
import { NotFound, Refusal } from '@/domain/errors';
import { can } from '@/domain/policy';
import { fieldProblems } from '@/server/field-problems';
import { inSteps } from '@/server/in-steps';
import { answer, executeFor, guarded } from '@/server/json-handler';
import { readBody, readBytes } from '@/server/read-body';
import { isSameOrigin } from '@/server/request';
import { MAXIMUM_WORKBOOK_BYTES, readWorkbook } from '@/server/spreadsheet/read';
import { readTable } from '@/server/spreadsheet/table';
import { type ColumnOut, sheetOf, workbookResponse, writeWorkbook } from '@/server/spreadsheet/write';
import { tell } from '@/server/steps';
import { fileNameOf } from '@/server/upload';
import { checkImport, confirmImport } from './commands';
import { checkedFile, templateLists } from './queries';
import { AWARD_COLUMNS, type AwardColumn, type AwardRow, formatAbout } from './rules/columns';
import { batchSearch, MOST_ROWS, uploadSearch } from './schema';

/** Beside the rows of the table a sheet has its title, its heading and notes. */
const AROUND = 40;
const MOST_JSON = 4_096;

function assertMay(actor: Actor): void {
  if (!can(actor, 'award.manage')) throw new NotFound();
}

/**
 * `POST /api/awards/import?name=` with the bytes of a workbook as its body: reads it and keeps what it said for a dry run, telling each step
 * as a line. Who asks is settled before the first byte is read; the bytes are forgotten when the last line goes out.
 */
export function importAwardsHandler(request: Request): Promise<Response> {
  return guarded('awardImport.upload', async (actor, session) => {
    assertMay(actor);
    const t = await getTranslations();
    if (!isSameOrigin(request.headers)) return answer(403, { message: t('common.refused.foreignOrigin') });
    const asked = uploadSearch.safeParse(Object.fromEntries(new URL(request.url).searchParams), { reportInput: true });
    if (!asked.success) throw fieldProblems(asked.error);
    const bytes = await readBytes(request, MAXIMUM_WORKBOOK_BYTES);
    if (bytes === null) throw new Refusal('spreadsheet.refused.tooLarge', { megabytes: MAXIMUM_WORKBOOK_BYTES / 1024 / 1024 });
    return inSteps('awardImport.upload', async () => {
      tell('read', 0, 0);
      const { rows, letters, problems } = readTable(await readWorkbook(bytes, { rows: MOST_ROWS + AROUND }), AWARD_COLUMNS);
      if (rows.length > MOST_ROWS) throw new Refusal('awardImport.refused.tooMany', { most: MOST_ROWS });
      tell('rows', rows.length, rows.length);
      return executeFor(request, actor, session, checkImport, {
        fileName: fileNameOf(asked.data.name),
        sha256: createHash('sha256').update(bytes).digest('hex'),
        findings: {
          rows: rows.map(({ row, values }): [number, (string | null)[]] => [
            row,
            AWARD_COLUMNS.map(({ key }) => values[key] as string | null),
          ]),
          letters,
          problems: problems.map(({ row, column, key, params }) => ({ row, column: column as AwardColumn, key, params })),
        },
      });
    });
  });
}

/** `POST /api/awards/import/confirm` `{batchId, rowVersion, fingerprint}`: writes the right rows in one transaction, telling each step as a line. */
export function confirmHandler(request: Request): Promise<Response> {
  return guarded('awardImport.confirm', async (actor, session) => {
    assertMay(actor);
    const t = await getTranslations();
    if (!isSameOrigin(request.headers)) return answer(403, { message: t('common.refused.foreignOrigin') });
    const body = await readBody(request, MOST_JSON);
    if (body === null) return answer(413, { message: t('common.refused.tooLarge') });
    const input = parsed(body) as Parameters<typeof confirmImport.execute>[1];
    return inSteps('awardImport.confirm', () => executeFor(request, actor, session, confirmImport, input));
  });
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

const WIDTHS: Partial<Record<AwardColumn, number>> = {
  subject: 12,
  name: 34,
  department: 26,
  title: 34,
  yearFrom: 10,
  yearTo: 10,
  count: 10,
  source: 24,
};

/** The columns of the template; what must be filled carries a star. */
const columnsOut = (choices: Partial<Record<AwardColumn, string>>): (ColumnOut<AwardRow> & { key: AwardColumn })[] =>
  AWARD_COLUMNS.map((column) => ({
    key: column.key,
    label: 'required' in column ? `${column.label} *` : column.label,
    kind: 'text',
    value: ({ values }) => {
      const text = values[column.key];
      return text !== null && column.kind === 'about' ? formatAbout(text) : text;
    },
    width: WIDTHS[column.key] ?? 18,
    choices: choices[column.key],
  }));

const SHEET = 'Khen thưởng';
const SUBJECTS = ['cá nhân', 'tập thể', 'số lượng', 'nhiều'];

/** `GET /api/awards/import/template`: the workbook to fill in, with how to and with the catalogue and the departments of today. */
export function templateHandler(): Promise<Response> {
  return guarded('awardImport.template', async (actor) => {
    assertMay(actor);
    const { titles, departments } = await templateLists(actor, dayOf(new Date()));
    const t = await getTranslations('awardImport.template');
    const rows = Array.from({ length: Math.max(SUBJECTS.length, titles.length, departments.length) }, (_, index) => index);
    const list = (column: string, length: number) => (length === 0 ? undefined : `'Danh mục'!$${column}$4:$${column}$${3 + length}`);
    const file = await writeWorkbook({
      title: t('title'),
      sheets: [
        sheetOf<AwardRow>({
          name: SHEET,
          title: [t('title')],
          columns: columnsOut({
            subject: list('A', SUBJECTS.length),
            title: list('C', titles.length),
            department: list('E', departments.length),
          }),
          rows: [],
        }),
        sheetOf<string>({
          name: 'Hướng dẫn',
          title: [t('howTo')],
          columns: [
            { label: t('column'), kind: 'text', value: (key) => AWARD_COLUMNS.find((one) => one.key === key)?.label ?? '', width: 26 },
            { label: t('meaning'), kind: 'text', value: (key) => t(`hint.${key as AwardColumn}`), width: 90 },
          ],
          rows: AWARD_COLUMNS.map(({ key }) => key),
          notes: [t('blank'), t('most', { most: MOST_ROWS })],
        }),
        sheetOf<number>({
          name: 'Danh mục',
          title: [t('lists')],
          columns: [
            { label: t('subject'), kind: 'text', value: (index) => SUBJECTS[index] ?? null },
            { label: t('titleCode'), kind: 'text', value: (index) => titles[index]?.code ?? null },
            { label: t('titleName'), kind: 'text', value: (index) => titles[index]?.name ?? null },
            { label: t('departmentCode'), kind: 'text', value: (index) => departments[index]?.code ?? null },
            { label: t('department'), kind: 'text', value: (index) => departments[index]?.name ?? null },
          ],
          rows,
        }),
      ],
    });
    return workbookResponse(file, 'mau-nhap-khen-thuong.xlsx');
  });
}

/** `GET /api/awards/import/rejected?batch=`: the wrong rows of a file, each wrong cell marked, with the reasons in a column of their own. */
export function rejectedHandler(request: Request): Promise<Response> {
  return guarded('awardImport.rejected', async (actor) => {
    assertMay(actor);
    const asked = batchSearch.safeParse(Object.fromEntries(new URL(request.url).searchParams));
    if (!asked.success) throw new NotFound();
    const found = await checkedFile(actor, asked.data.batch, new Date());
    if (!found || found.run.rejected.size === 0) throw new NotFound();
    const { rows, problems, rejected } = found.run;
    const [t, tImport] = await Promise.all([getTranslations(), getTranslations('awardImport')]);
    const labels = new Map<string, string>(AWARD_COLUMNS.map(({ key, label }) => [key, label]));
    const said = new Map<number, { column: AwardColumn; sentence: string }[]>();
    for (const { row, column, key, params } of problems) said.set(row, [...(said.get(row) ?? []), { column, sentence: t(key, params) }]);
    const why = (row: number, column: AwardColumn) =>
      (said.get(row) ?? [])
        .filter((one) => one.column === column)
        .map(({ sentence }) => sentence)
        .join(' ') || null;
    const file = await writeWorkbook({
      title: tImport('rejectedTitle'),
      sheets: [
        sheetOf<AwardRow>({
          name: SHEET,
          title: [tImport('rejectedTitle'), tImport('rejectedBody')],
          columns: [
            ...columnsOut({}).map((column) => ({ ...column, mark: ({ row }: AwardRow) => why(row, column.key) })),
            {
              label: tImport('reason'),
              kind: 'text' as const,
              value: ({ row }: AwardRow) =>
                (said.get(row) ?? []).map(({ column, sentence }) => `${labels.get(column)}: ${sentence}`).join('\n'),
              width: 60,
            },
          ],
          rows: rows.filter(({ row }) => rejected.has(row)),
        }),
      ],
    });
    return workbookResponse(file, `khen-thuong-can-sua-${asked.data.batch}.xlsx`);
  });
}
