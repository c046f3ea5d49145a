import type { FigureProblem } from '@/features/figures/rules';
import type { Change, SaveAnswer } from '@/ui/sheet/model';
import { postCells } from '@/ui/sheet/post-cells';
import { cellName, type Measure, placeOf } from '../rules';
import type { SaveAcrossResult } from '../schema';

/** Sends changed cells of any departments; rejects when no answer came, so that the sheet keeps them and tries again. */
export function sendAcross(
  { measure, accountId }: { measure: Measure; accountId: number },
  changes: Change[],
  key: string,
  problems: Record<FigureProblem, string>,
): Promise<SaveAnswer> {
  const body = { measure, cells: changes.map(({ id, text, version, source }) => ({ ...placeOf(id), text, version, source })) };
  return postCells('/api/figures/across', { key, accountId, changes, body }, ({ saved, conflicts }: SaveAcrossResult) => ({
    saved: saved.map(({ text, version, problem, ...at }) => ({ id: cellName(at), text, version, problem: problem && problems[problem] })),
    conflicts: conflicts.map(({ theirs, ...at }) => ({ id: cellName(at), theirs })),
  }));
}
