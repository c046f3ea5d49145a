import 'server-only';
import { getTranslations } from 'next-intl/server';
import type { Actor } from '@/domain/actor';
import { NotFound } from '@/domain/errors';
import { id as idInput } from '@/domain/input';
import { reach } from '@/domain/policy';
import { fieldProblems } from '@/server/field-problems';
import { guarded, jsonCommand, jsonQuery } from '@/server/json-handler';
import { readBody } from '@/server/read-body';
import { dayInName, sheetOf, workbookResponse, writeWorkbook } from '@/server/spreadsheet/write';
import { addRecipients, recordDecision } from './commands';
import { matchText } from './queries/match';
import { type AwardRow, decisionById, recipientsOf } from './queries/register';
import { matchInput } from './schema';

const MOST_BYTES = 512 * 1024;

/** `POST /api/awards/match` `{ text, year, day }`: whom each line of a pasted list means (MatchAnswer). Nothing is written. */
export const matchHandler = jsonQuery('award.manage', async (actor: Actor, request: Request) => {
  const text = await readBody(request, MOST_BYTES);
  const asked = matchInput.safeParse(jsonOf(text ?? ''), { reportInput: true });
  if (!asked.success) throw fieldProblems(asked.error);
  return matchText(actor, asked.data);
});

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** `POST /api/awards/decisions`: a decision with its recipients. */
export const recordHandler = jsonCommand(recordDecision);
/** `POST /api/awards/recipients`: more recipients of a decision on record. */
export const addHandler = jsonCommand(addRecipients);

/** `GET /api/awards/decisions/[id]`: the list of a decision as a workbook, in the order that such lists have. */
export function listHandler(_request: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  return guarded('awards.list', async (actor) => {
    const asked = idInput.safeParse((await params).id);
    const decision = asked.success && reach(actor, 'award.read') ? await decisionById(actor, asked.data) : null;
    if (!decision) throw new NotFound();
    const [t, rows] = await Promise.all([getTranslations('awards.list'), recipientsOf(actor, decision.id)]);
    const years = ({ yearFrom, yearTo }: AwardRow) =>
      yearFrom === null ? null : yearFrom === yearTo ? String(yearFrom) : `${yearFrom}–${yearTo}`;
    const table = (name: string, part: AwardRow[]) =>
      sheetOf<{ row: AwardRow; index: number }>({
        name,
        title: [
          decision.subject,
          t('by', { number: decision.number ?? '–', day: decision.signedOn ? decision.signedOn.split('-').reverse().join('/') : '–' }),
        ],
        columns: [
          { label: t('index'), kind: 'integer', value: ({ index }) => index + 1, width: 6 },
          {
            label: t('whom'),
            kind: 'text',
            value: ({ row }) => [row.honorifics, row.whom ?? row.subjectText].filter(Boolean).join(' '),
            width: 36,
          },
          { label: t('department'), kind: 'text', value: ({ row }) => (row.subject === 'DEPARTMENT' ? null : row.department), width: 30 },
          { label: t('title'), kind: 'text', value: ({ row }) => row.title, width: 34 },
          { label: t('year'), kind: 'text', value: ({ row }) => years(row), width: 12 },
          { label: t('count'), kind: 'integer', value: ({ row }) => row.count, width: 10 },
          { label: t('money'), kind: 'integer', value: ({ row }) => row.money, width: 16 },
          {
            label: t('note'),
            kind: 'text',
            value: ({ row }) => (row.revokedAt ? t('revoked', { reason: row.revokeReason ?? '' }) : row.citation),
            width: 34,
          },
        ],
        rows: part.map((row, index) => ({ row, index })),
        total: [
          null,
          t('total'),
          null,
          null,
          null,
          part.reduce((sum, { count, revokedAt }) => sum + (revokedAt ? 0 : (count ?? 0)), 0),
          part.reduce((sum, { money, revokedAt }) => sum + (revokedAt ? 0 : (money ?? 0)), 0),
          null,
        ],
      });
    const people = rows.filter(({ isCollective }) => !isCollective);
    const collectives = rows.filter(({ isCollective }) => isCollective);
    const file = await writeWorkbook({
      title: decision.subject,
      sheets: [
        ...(people.length > 0 || collectives.length === 0 ? [table(t('people'), people)] : []),
        ...(collectives.length > 0 ? [table(t('collectives'), collectives)] : []),
      ],
    });
    return workbookResponse(file, `khen-thuong-${decision.id}${decision.signedOn ? `-${dayInName(decision.signedOn)}` : ''}.xlsx`);
  });
}
