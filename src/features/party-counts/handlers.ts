import 'server-only';
import { getMessages, getTranslations } from 'next-intl/server';
import { NotFound } from '@/domain/errors';
import { yearInput } from '@/domain/input';
import { guarded, jsonCommand, jsonQuery } from '@/server/json-handler';
import { readParty } from '@/server/party-read';
import { requestInfo } from '@/server/session';
import { sheetOf, workbookResponse, writeWorkbook } from '@/server/spreadsheet/write';
import { saveCounts } from './commands';
import { type CountRow, countsOf } from './queries';
import { COUNT_COLUMNS, cellName, countText, officialEnd, sumOf, totalEnd, versionOf } from './rules';

export const saveCountsHandler = jsonCommand(saveCounts);

/** What stands in the cells of a year now, by their names: asked for when somebody else was quicker. */
export const readCountsHandler = jsonQuery('party.read', async (actor, request) => {
  const year = yearInput.safeParse(new URL(request.url).searchParams.get('year')).data;
  const rows = year === undefined ? null : await readParty(actor, 'party.read', (tx) => countsOf(tx, year));
  return (
    rows &&
    Object.fromEntries(
      rows.flatMap(({ id, counts, by, at }) =>
        COUNT_COLUMNS.map((column) => [
          cellName(id, column),
          { text: countText(counts[column]), version: versionOf(counts[column]), by: by ?? '', at: at ?? '' },
        ]),
      ),
    )
  );
});

/** `GET /api/party/counts/workbook?year=`: the counts of a year as a workbook. An explicit zero is a zero, what is not entered is empty. */
export function countsWorkbookHandler(request: Request): Promise<Response> {
  return guarded('party.countsWorkbook', async (actor, session) => {
    const year = yearInput.safeParse(new URL(request.url).searchParams.get('year')).data;
    if (year === undefined) throw new NotFound();
    const rows = await readParty(
      actor,
      'party.read',
      (tx) => countsOf(tx, year),
      { what: 'party.countsWorkbook', of: { year } },
      await requestInfo(session),
    );
    if (rows === null) throw new NotFound();
    const [t, tExcel, messages] = await Promise.all([getTranslations('partyCounts'), getTranslations('partyExcel'), getMessages()]);
    const head = (column: keyof typeof messages.partyCounts.columns) => messages.partyCounts.columns[column].replaceAll('\n', ' ');
    const columns = [
      ...COUNT_COLUMNS.map((column) => ({ label: head(column), value: ({ counts }: CountRow) => counts[column] })),
      { label: head('officialEnd'), value: ({ counts }: CountRow) => officialEnd(counts) },
      { label: head('totalEnd'), value: ({ counts }: CountRow) => totalEnd(counts) },
    ];
    const title = tExcel('counts.title', { year: String(year) });
    const sheet = sheetOf<CountRow & { place: number }>({
      name: tExcel('counts.sheet'),
      title: [title],
      columns: [
        { label: tExcel('place'), kind: 'integer', value: ({ place }) => place, width: 6 },
        { label: tExcel('code'), kind: 'text', value: ({ code }) => code },
        { label: t('cell'), kind: 'text', value: ({ name }) => name },
        ...columns.map((column) => ({ ...column, kind: 'integer' as const })),
      ],
      rows: rows.map((row, index) => ({ ...row, place: index + 1 })),
      total: rows.length > 1 ? [null, null, t('hospital'), ...columns.map(({ value }) => sumOf(rows.map(value)))] : undefined,
      notes: [tExcel('counts.note')],
    });
    return workbookResponse(await writeWorkbook({ title, isInternal: true, sheets: [sheet] }), `so-dang-vien-${year}.xlsx`);
  });
}
