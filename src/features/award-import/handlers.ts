import 'server-only';
import { getTranslations } from 'next-intl/server';
import { dayOf } from '@/domain/date';
import { NotFound } from '@/domain/errors';
import { can } from '@/domain/policy';
import { columnsOut, confirmHandler, rejectedHandler, uploadHandler } from '@/server/imports/handlers';
import { guarded } from '@/server/json-handler';
import { sheetOf, workbookResponse, writeWorkbook } from '@/server/spreadsheet/write';
import { checkImport, confirmImport } from './commands';
import { awardFile, checkedFile, templateLists } from './queries';
import { AWARD_COLUMNS, type AwardColumn, type AwardRow, formatAbout } from './rules/columns';

/** `POST /api/awards/import?name=`, the workbook as the body. */
export const importAwardsHandler = uploadHandler(checkImport, awardFile);

/** `POST /api/awards/import/confirm` */
export const confirmAwardsHandler = confirmHandler(confirmImport);

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

const FILE = {
  columns: awardFile.columns,
  widths: WIDTHS,
  written: (text: string, { kind }: { kind: string }) => (kind === 'about' ? formatAbout(text) : text),
};

const SHEET = 'Khen thưởng';
const SUBJECTS = ['cá nhân', 'tập thể', 'số lượng', 'nhiều'];

/** `GET /api/awards/import/template`: the workbook to fill in, with how to and with the catalogue and the departments of today. */
export function templateHandler(): Promise<Response> {
  return guarded('awardImport.template', async (actor) => {
    if (!can(actor, 'award.manage')) throw new NotFound();
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
            ...FILE,
            choices: {
              subject: list('A', SUBJECTS.length),
              title: list('C', titles.length),
              department: list('E', departments.length),
            },
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
          notes: [t('blank'), t('most', { most: awardFile.most })],
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

/** `GET /api/awards/import/rejected?batch=` */
export const rejectedAwardsHandler = rejectedHandler({
  ...FILE,
  ...{ name: 'awardImport.rejected', permission: 'award.manage', sheet: SHEET, fileName: 'khen-thuong-can-sua' },
  run: async (actor, batchId) => (await checkedFile(actor, batchId, new Date()))?.run ?? null,
});
