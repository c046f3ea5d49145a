import 'server-only';
import { getTranslations } from 'next-intl/server';
import { dayOf } from '@/domain/date';
import { NotFound } from '@/domain/errors';
import { can } from '@/domain/policy';
import { columnsOut, confirmHandler, rejectedHandler, uploadHandler } from '@/server/imports/handlers';
import { guarded } from '@/server/json-handler';
import { readParty } from '@/server/party-read';
import { requestInfo } from '@/server/session';
import { sheetOf, workbookResponse, writeWorkbook } from '@/server/spreadsheet/write';
import { checkImport, confirmImport } from './commands';
import { cellFile, checkedFile, templateLists } from './queries';
import { CELL_COLUMNS, type CellColumn, type CellRow } from './rules';

/** `POST /api/party/cells/import?name=`, the workbook as the body. */
export const importCellsHandler = uploadHandler(checkImport, cellFile);

/** `POST /api/party/cells/import/confirm` */
export const confirmCellsHandler = confirmHandler(confirmImport);

const WIDTHS: Partial<Record<CellColumn, number>> = { code: 14, name: 34, departments: 40, secretary: 24, deputy: 24, validFrom: 14 };
const MOST_IN_LIST = 3_000;

const FILE = { columns: cellFile.columns, widths: WIDTHS };
const SHEET = 'Chi bộ';

/** `GET /api/party/cells/template`: the workbook to fill in, with how to and with lists of departments, people and cells of today. */
export function templateHandler(): Promise<Response> {
  return guarded('cellImport.template', async (actor) => {
    if (!can(actor, 'party.organise')) throw new NotFound();
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
          name: SHEET,
          title: [t('title')],
          columns: columnsOut({
            ...FILE,
            choices: {
              secretary: list('C', people.length),
              deputy: list('C', people.length),
              departments: list('B', departments.length),
            },
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
          notes: [t('blank'), t('most', { most: cellFile.most })],
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

/** `GET /api/party/cells/rejected?batch=` */
export const rejectedCellsHandler = rejectedHandler({
  ...FILE,
  ...{ name: 'cellImport.rejected', permission: 'party.organise', sheet: SHEET, fileName: 'chi-bo-can-sua', isInternal: true },
  run: async (actor, batchId, session) => {
    const logged = { what: 'party.rejectedCells', of: { batchId } };
    const found = await readParty(actor, 'party.read', (tx) => checkedFile(tx, batchId), logged, await requestInfo(session));
    return found?.run ?? null;
  },
});
