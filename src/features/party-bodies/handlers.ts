import 'server-only';
import { getTranslations } from 'next-intl/server';
import { z } from 'zod';
import { dayOf, formatDay } from '@/domain/date';
import { NotFound } from '@/domain/errors';
import { yearInput } from '@/domain/input';
import { guarded } from '@/server/json-handler';
import { readParty } from '@/server/party-read';
import { requestInfo } from '@/server/session';
import { dayInName, sheetOf, workbookResponse, writeWorkbook } from '@/server/spreadsheet/write';
import { type BodyRow, bodiesOn } from './queries';

const asked = z.object({ year: yearInput.optional() });

/** `GET /api/party/cells?year=`: the cells of today, or of the last day of another year, with departments and leaders, as a workbook. */
export function cellsWorkbookHandler(request: Request): Promise<Response> {
  return guarded('party.cellsWorkbook', async (actor, session) => {
    const search = asked.safeParse(Object.fromEntries(new URL(request.url).searchParams));
    if (!search.success) throw new NotFound();
    const today = dayOf(new Date());
    const { year } = search.data;
    const day = year === undefined || String(year) === today.slice(0, 4) ? today : `${year}-12-31`;
    const bodies = await readParty(
      actor,
      'party.read',
      (tx) => bodiesOn(tx, day),
      { what: 'party.cellsWorkbook', of: { day } },
      await requestInfo(session),
    );
    if (bodies === null) throw new NotFound();
    const [t, tCells] = await Promise.all([getTranslations('partyExcel'), getTranslations('partyExcel.cells')]);
    const cells = bodies.filter(({ kind }) => kind === 'CELL').map((cell, index) => ({ ...cell, place: index + 1 }));
    const sheet = sheetOf<BodyRow & { place: number }>({
      name: tCells('sheet'),
      title: [tCells('title'), t('onDay', { day: formatDay(day) })],
      columns: [
        { label: t('place'), kind: 'integer', value: ({ place }) => place, width: 6 },
        { label: t('code'), kind: 'text', value: ({ code }) => code },
        { label: tCells('name'), kind: 'text', value: ({ name }) => name },
        { label: tCells('departments'), kind: 'text', value: ({ departments }) => departments.map(({ name }) => name).join('; ') || null },
        { label: tCells('secretary'), kind: 'text', value: ({ secretary }) => secretary || null },
        { label: tCells('deputy'), kind: 'text', value: ({ deputy }) => deputy || null },
        { label: tCells('established'), kind: 'day', value: ({ establishedOn }) => establishedOn },
      ],
      rows: cells,
    });
    const file = await writeWorkbook({ title: tCells('title'), isInternal: true, sheets: [sheet] });
    return workbookResponse(file, `chi-bo-${dayInName(day)}.xlsx`);
  });
}
