import 'server-only';
import { getTranslations } from 'next-intl/server';
import { NotFound } from '@/domain/errors';
import { reach } from '@/domain/policy';
import { guarded } from '@/server/json-handler';
import { sheetOf, workbookResponse, writeWorkbook } from '@/server/spreadsheet/write';
import { type Recipient, recipientsOf, titlesByDepartment } from './queries';
import { departmentTable } from './rules';
import { workbookSearch } from './schema';

const EVERY = 20_000;

/** `GET /api/awards/year?year=`: who has what in a year, and department × title, as a workbook of two sheets. */
export function awardYearWorkbookHandler(request: Request): Promise<Response> {
  return guarded('awards.yearWorkbook', async (actor) => {
    const search = workbookSearch.safeParse(Object.fromEntries(new URL(request.url).searchParams));
    if (!search.success || !reach(actor, 'award.read')) throw new NotFound();
    const { year } = search.data;
    const [t, lines, cells] = await Promise.all([
      getTranslations('awardYear'),
      recipientsOf(actor, year, { most: EVERY }),
      titlesByDepartment(actor, year),
    ]);
    const { titles, rows } = departmentTable(cells);
    const money = lines.reduce((sum, line) => sum + (line.money ?? 0), 0);
    const list = sheetOf<Recipient & { place: number }>({
      name: t('excel.list'),
      title: [t('listTitle', { year: String(year) })],
      columns: [
        { label: t('excel.place'), kind: 'integer', value: ({ place }) => place, width: 6 },
        { label: t('excel.title'), kind: 'text', value: ({ title }) => title, width: 30 },
        { label: t('name'), kind: 'text', value: ({ honorifics, name }) => [honorifics, name].filter(Boolean).join(' '), width: 30 },
        { label: t('department'), kind: 'text', value: ({ department }) => department, width: 28 },
        { label: t('count'), kind: 'integer', value: ({ count }) => count, width: 8 },
        { label: t('decision'), kind: 'text', value: ({ decisionNumber }) => decisionNumber, width: 14 },
        { label: t('signedOn'), kind: 'day', value: ({ signedOn }) => signedOn },
        { label: t('moneyEach'), kind: 'integer', value: ({ money: amount }) => amount, width: 14 },
      ],
      rows: lines.map((line, index) => ({ ...line, place: index + 1 })),
      total: lines.length > 0 ? [null, t('sum'), null, null, null, null, null, money] : undefined,
      notes: [t('excel.uncounted')],
    });
    const byDepartment = sheetOf<(typeof rows)[number]>({
      name: t('excel.departments'),
      title: [t('departmentsTitle', { year: String(year) })],
      columns: [
        { label: t('department'), kind: 'text', value: ({ department }) => department ?? t('noDepartment'), width: 34 },
        ...titles.map(({ title, isCollective, isBoth }, index) => ({
          label: isBoth ? t(isCollective ? 'ofCollectives' : 'ofPeople', { title }) : title,
          kind: 'integer' as const,
          value: ({ counts }: (typeof rows)[number]) => counts[index] ?? 0,
          width: 12,
        })),
        { label: t('sum'), kind: 'integer', value: ({ sum }) => sum, width: 10 },
      ],
      rows,
      total: rows.length > 0 ? [t('sum'), ...titles.map(({ sum }) => sum), titles.reduce((all, { sum }) => all + sum, 0)] : undefined,
    });
    return workbookResponse(
      await writeWorkbook({ title: t('listTitle', { year: String(year) }), sheets: [list, byDepartment] }),
      `khen-thuong-${year}.xlsx`,
    );
  });
}
