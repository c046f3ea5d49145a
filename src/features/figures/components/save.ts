import type { Change, SaveAnswer } from '@/ui/sheet/model';
import type { FigureProblem } from '../rules';
import type { Measure, SaveFiguresResult } from '../schema';

export type Place = { departmentId: number; periodId: number; measure: Measure; accountId: number };

/** Cells are named `c{indicatorId}` on the page. */
export const cellId = (indicatorId: number) => `c${indicatorId}`;
export const indicatorOf = (id: string) => Number(id.slice(1));

/**
 * Sends changed cells to the server. Rejects when no answer came, so that the sheet keeps them and tries again;
 * `keepalive` lets the last save of a closing tab arrive.
 */
export async function sendCells(
  place: Place,
  changes: Change[],
  key: string,
  problems: Record<FigureProblem, string>,
): Promise<SaveAnswer> {
  const { accountId, ...input } = place;
  const body = JSON.stringify({
    ...input,
    cells: changes.map(({ id, text, version, source }) => ({ indicatorId: indicatorOf(id), text, version, source })),
  });
  const response = await fetch('/api/figures', {
    method: 'POST',
    // browsers allow 64 KB in all for requests that may outlive the page
    keepalive: body.length < 60_000,
    headers: { 'content-type': 'application/json', 'idempotency-key': key, 'x-account': String(accountId) },
    body,
  });
  if (response.ok) {
    const { saved, conflicts }: SaveFiguresResult = await response.json();
    return {
      kind: 'saved',
      saved: saved.map(({ indicatorId, text, version, problem }) => ({
        id: cellId(indicatorId),
        text,
        version,
        problem: problem && problems[problem],
      })),
      conflicts: conflicts.map(({ indicatorId, theirs }) => ({ id: cellId(indicatorId), theirs })),
    };
  }
  if (response.status >= 502) throw new Error(`no answer: ${response.status}`);
  const problem: { message?: string; problems?: { path: string; message: string }[] } = await response.json().catch(() => ({}));
  // «cells.3» is the fourth cell of this batch: only that one is held back, the rest is sent again.
  const perCell = problem.problems?.flatMap(({ path, message }) => {
    const change = changes[Number(/^cells\.(\d+)/.exec(path)?.[1] ?? -1)];
    return change ? [{ id: change.id, message }] : [];
  });
  return { kind: 'refused', message: problem.message ?? String(response.status), signedOut: response.status === 401, problems: perCell };
}
