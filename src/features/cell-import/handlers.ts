import 'server-only';
import { createHash } from 'node:crypto';
import { getTranslations } from 'next-intl/server';
import type { Actor } from '@/domain/actor';
import { dayOf } from '@/domain/date';
import { NotFound, Refusal } from '@/domain/errors';
import { can } from '@/domain/policy';
import { fieldProblems } from '@/server/field-problems';
import { answer, executeFor, guarded } from '@/server/json-handler';
import { readParty } from '@/server/party-read';
import { readBytes } from '@/server/read-body';
import { isSameOrigin } from '@/server/request';
import { requestInfo } from '@/server/session';
import { MAXIMUM_WORKBOOK_BYTES, readWorkbook } from '@/server/spreadsheet/read';
import { readTable } from '@/server/spreadsheet/table';
import { type ColumnOut, sheetOf, workbookResponse, writeWorkbook } from '@/server/spreadsheet/write';
import { fileNameOf } from '@/server/upload';
import { checkImport } from './commands';
import { dryRun, importsOf, importWorld, templateLists } from './queries';
import { CELL_COLUMNS, type CellColumn, type CellRow } from './rules';
import { MOST_ROWS, rejectedSearch, uploadSearch } from './schema';

function assertMay(actor: Actor): void {
  if (!can(actor, 'party.organise')) throw new NotFound();
}

/**
 * `POST /api/party/cells/import?name=` with the bytes of a workbook as its body: reads it and keeps what it said for a dry run. Who asks is
 * settled before the first byte is read; the bytes are forgotten when the answer goes out.
 */
export function importCellsHandler(request: Request): Promise<Response> {
  return guarded('cellImport.upload', async (actor, session) => {
    assertMay(actor);
    const t = await getTranslations();
    if (!isSameOrigin(request.headers)) return answer(403, { message: t('common.refused.foreignOrigin') });
    const asked = uploadSearch.safeParse(Object.fromEntries(new URL(request.url).searchParams), { reportInput: true });
    if (!asked.success) throw fieldProblems(asked.error);
    const bytes = await readBytes(request, MAXIMUM_WORKBOOK_BYTES);
    if (bytes === null) throw new Refusal('spreadsheet.refused.tooLarge', { megabytes: MAXIMUM_WORKBOOK_BYTES / 1024 / 1024 });
    const { rows, letters, problems } = readTable(await readWorkbook(bytes), CELL_COLUMNS);
    if (rows.length > MOST_ROWS) throw new Refusal('cellImport.refused.tooMany', { most: MOST_ROWS });
    return answer(
      201,
      await executeFor(request, actor, session, checkImport, {
        fileName: fileNameOf(asked.data.name),
        sha256: createHash('sha256').update(bytes).digest('hex'),
        findings: {
          rows: rows as CellRow[],
          letters,
          problems: problems.map(({ row, column, key, params }) => ({ row, column: column as CellColumn, key, params })),
        },
      }),
    );
  });
}

const WIDTHS: Partial<Record<CellColumn, number>> = { code: 14, name: 34, departments: 40, secretary: 24, deputy: 24, validFrom: 14 };
const MOST_IN_LIST = 3_000;

/** The columns of the template; what must be filled carries a star. */
const columnsOut = (choices: Partial<Record<CellColumn, string>>): (ColumnOut<CellRow> & { key: CellColumn })[] =>
  CELL_COLUMNS.map((column) => ({
    key: column.key,
    label: 'required' in column ? `${column.label} *` : column.label,
    kind: column.kind === 'day' ? 'day' : 'text',
    value: ({ values }) => values[column.key],
    width: WIDTHS[column.key] ?? 20,
    choices: choices[column.key],
  }));

/** `GET /api/party/cells/template`: the workbook to fill in, with how to and with lists of departments, people and cells of today. */
export function templateHandler(): Promise<Response> {
  return guarded('cellImport.template', async (actor) => {
    assertMay(actor);
    const lists = await readParty(actor, 'party.read', (tx) => templateLists(tx, dayOf(new Date())));
    if (!lists) throw new NotFound();
    const { departments, people, cells } = lists;
    const t = await getTranslations('cellImport.template');
    const rows = Array.from(
      { length: Math.min(MOST_IN_LIST, Math.max(departments.length, people.length, cells.length)) },
      (_, index) => index,
    );
    const list = (column: string, length: number) => (length === 0 ? undefined : `'Danh mục'!$${column}$5:$${column}$${4 + length}`);
    const file = await writeWorkbook({
      title: t('title'),
      isInternal: true,
      sheets: [
        sheetOf<CellRow>({
          name: 'Chi bộ',
          title: [t('title')],
          columns: columnsOut({
            secretary: list('C', people.length),
            deputy: list('C', people.length),
            departments: list('B', departments.length),
          }),
          rows: [],
        }),
        sheetOf<string>({
          name: 'Hướng dẫn',
          title: [t('howTo')],
          columns: [
            { label: t('column'), kind: 'text', value: (key) => CELL_COLUMNS.find((one) => one.key === key)?.label ?? '', width: 24 },
            { label: t('meaning'), kind: 'text', value: (key) => t(`hint.${key as CellColumn}`), width: 90 },
          ],
          rows: CELL_COLUMNS.map(({ key }) => key),
          notes: [t('blank'), t('most', { most: MOST_ROWS })],
        }),
        sheetOf<number>({
          name: 'Danh mục',
          title: [t('lists')],
          columns: [
            { label: t('departmentCode'), kind: 'text', value: (index) => departments[index]?.code ?? null },
            { label: t('department'), kind: 'text', value: (index) => departments[index]?.name ?? null },
            { label: t('person'), kind: 'text', value: (index) => people[index] ?? null },
            { label: t('cellCode'), kind: 'text', value: (index) => cells[index]?.code ?? null },
            { label: t('cell'), kind: 'text', value: (index) => cells[index]?.name ?? null },
          ],
          rows,
        }),
      ],
    });
    return workbookResponse(file, 'mau-nhap-chi-bo.xlsx');
  });
}

/** `GET /api/party/cells/rejected?batch=`: the wrong rows of a file, each wrong cell marked, with the reasons in a column of their own. */
export function rejectedHandler(request: Request): Promise<Response> {
  return guarded('cellImport.rejected', async (actor, session) => {
    assertMay(actor);
    const asked = rejectedSearch.safeParse(Object.fromEntries(new URL(request.url).searchParams));
    if (!asked.success) throw new NotFound();
    const { batch: batchId } = asked.data;
    const run = await readParty(
      actor,
      'party.read',
      async (tx) => {
        const [batch] = await importsOf(tx, { batchId });
        return batch?.state === 'CHECKED' ? dryRun(batch.findings, await importWorld(tx)) : null;
      },
      { what: 'party.rejectedCells', of: { batchId } },
      await requestInfo(session),
    );
    if (!run || run.rejected.length === 0) throw new NotFound();
    const [t, tImport] = await Promise.all([getTranslations(), getTranslations('cellImport')]);
    const why = (row: number, column?: CellColumn) =>
      run.problems
        .filter((one) => one.row === row && (column === undefined || one.column === column))
        .map(({ column: key, key: sentence, params }) => {
          const said = t(sentence, params);
          return column === undefined ? `${CELL_COLUMNS.find((one) => one.key === key)?.label}: ${said}` : said;
        })
        .join(column === undefined ? '\n' : ' ') || null;
    const rows = run.rows.filter(({ row }) => run.rejected.includes(row));
    const file = await writeWorkbook({
      title: tImport('rejectedTitle'),
      isInternal: true,
      sheets: [
        sheetOf<CellRow>({
          name: 'Chi bộ',
          title: [tImport('rejectedTitle'), tImport('rejectedBody')],
          columns: [
            ...columnsOut({}).map((column) => ({ ...column, mark: ({ row }: CellRow) => why(row, column.key) })),
            { label: tImport('reason'), kind: 'text' as const, value: ({ row }: CellRow) => why(row), width: 60 },
          ],
          rows,
        }),
      ],
    });
    return workbookResponse(file, `chi-bo-can-sua-${batchId}.xlsx`);
  });
}
