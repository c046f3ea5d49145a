import 'server-only';
import { getTranslations } from 'next-intl/server';
import type { Actor } from '@/domain/actor';
import { jsonQuery } from '@/server/json-handler';
import { changesWords, whenWords } from './panels/wording';
import { cellHistory } from './queries';
import { type CellHistory, cellInput } from './schema';

/** `GET /api/figures/history?departmentId=&periodId=&indicatorId=&measure=`: what happened to one cell, for the box beside the sheet. */
export const cellHistoryHandler = jsonQuery('submission.read', answerHistory);

async function answerHistory(actor: Actor, request: Request): Promise<CellHistory | null> {
  const cell = cellInput.safeParse(Object.fromEntries(new URL(request.url).searchParams));
  if (!cell.success) return null;
  const [t, found] = await Promise.all([getTranslations('auditTrail'), cellHistory(actor, cell.data)]);
  return (
    found && {
      items: found.moments.map((moment) => ({
        id: moment.id,
        what: changesWords(t, moment, found.decimals).join('; '),
        when: whenWords(t, moment),
        at: moment.at,
        isWarning: Boolean(moment.draft?.after),
      })),
    }
  );
}
