import type { Change, Conflict, SaveAnswer, Saved } from './model';

type Posting = { key: string; accountId: number; changes: Change[]; body: object };

/**
 * Posts changed cells to a plain address and reads the answer. Rejects when no answer came, so that the sheet keeps them and tries again;
 * `keepalive` lets the last save of a closing tab arrive. A refusal that names cells («cells.3» is the fourth of this batch) holds only
 * those back: the rest is sent again.
 */
export async function postCells<Answer>(
  address: string,
  { key, accountId, changes, body }: Posting,
  read: (answer: Answer) => { saved: Saved[]; conflicts: Conflict[] },
): Promise<SaveAnswer> {
  const text = JSON.stringify(body);
  const response = await fetch(address, {
    method: 'POST',
    // browsers allow 64 KB in all for requests that may outlive the page
    keepalive: text.length < 60_000,
    headers: { 'content-type': 'application/json', 'idempotency-key': key, 'x-account': String(accountId) },
    body: text,
  });
  if (response.ok) return { kind: 'saved', ...read(await response.json()) };
  if (response.status >= 502) throw new Error(`no answer: ${response.status}`);
  const problem: { message?: string; problems?: { path: string; message: string }[] } = await response.json().catch(() => ({}));
  const perCell = problem.problems?.flatMap(({ path, message }) => {
    const change = changes[Number(/^cells\.(\d+)/.exec(path)?.[1] ?? -1)];
    return change ? [{ id: change.id, message }] : [];
  });
  return { kind: 'refused', message: problem.message ?? String(response.status), signedOut: response.status === 401, problems: perCell };
}
