import 'server-only';
import { cellInput } from '@/features/audit-trail/schema';
import { jsonCommand, jsonQuery } from '@/server/json-handler';
import { saveFigures } from './commands';
import { cellQuarters } from './queries';

export const saveFiguresHandler = jsonCommand(saveFigures);

/** `GET /api/figures/quarters?departmentId=&periodId=&indicatorId=&measure=`: the last twelve quarters of one cell, to be drawn in its box. */
export const cellQuartersHandler = jsonQuery('submission.read', async (actor, request) => {
  const cell = cellInput.safeParse(Object.fromEntries(new URL(request.url).searchParams));
  return cell.success ? cellQuarters(actor, cell.data) : null;
});
