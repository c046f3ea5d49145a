import type { Change, SaveAnswer, Theirs } from '@/ui/sheet/model';
import { postCells } from '@/ui/sheet/post-cells';
import { countText, placeOf, readCount, versionOf } from '../rules';
import type { SaveCountsResult } from '../schema';

const ADDRESS = '/api/party/counts';

/** Sends changed counts; rejects when no answer came, so that the sheet keeps them and tries again. Answers name cells, never numbers. */
export async function sendCounts(
  { year, accountId }: { year: number; accountId: number },
  changes: Change[],
  key: string,
): Promise<SaveAnswer> {
  const body = { year, cells: changes.map(({ id, text, version }) => ({ ...placeOf(id), text, version })) };
  const sent = new Map(changes.map(({ id, text }) => [id, readCount(text)?.value ?? null]));
  let lost: string[] = [];
  const answer = await postCells(ADDRESS, { key, accountId, changes, body }, ({ saved, conflicts }: SaveCountsResult) => {
    lost = conflicts;
    return {
      saved: saved.map((id) => ({ id, text: countText(sent.get(id) ?? null), version: versionOf(sent.get(id) ?? null), problem: null })),
      conflicts: [],
    };
  });
  if (answer.kind !== 'saved' || lost.length === 0) return answer;
  const response = await fetch(`${ADDRESS}?year=${year}`);
  if (!response.ok) throw new Error(`no answer: ${response.status}`);
  const theirs: Record<string, Theirs> = await response.json();
  return { ...answer, conflicts: lost.flatMap((id) => (theirs[id] ? [{ id, theirs: theirs[id] }] : [])) };
}
