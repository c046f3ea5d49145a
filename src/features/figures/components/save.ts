import type { Change, SaveAnswer } from '@/ui/sheet/model';
import { postCells } from '@/ui/sheet/post-cells';
import type { FigureProblem } from '../rules';
import type { Measure, SaveFiguresResult } from '../schema';

export type Place = { departmentId: number; periodId: number; measure: Measure; accountId: number };

/** Cells are named `c{indicatorId}` on the page. */
export const cellId = (indicatorId: number) => `c${indicatorId}`;
export const indicatorOf = (id: string) => Number(id.slice(1));

/** Sends changed cells of one department's sheet; rejects when no answer came, so that the sheet keeps them and tries again. */
export function sendCells(place: Place, changes: Change[], key: string, problems: Record<FigureProblem, string>): Promise<SaveAnswer> {
  const { accountId, ...input } = place;
  const body = {
    ...input,
    cells: changes.map(({ id, text, version, source }) => ({ indicatorId: indicatorOf(id), text, version, source })),
  };
  return postCells('/api/figures', { key, accountId, changes, body }, ({ saved, conflicts }: SaveFiguresResult) => ({
    saved: saved.map(({ indicatorId, text, version, problem }) => ({
      id: cellId(indicatorId),
      text,
      version,
      problem: problem && problems[problem],
    })),
    conflicts: conflicts.map(({ indicatorId, theirs }) => ({ id: cellId(indicatorId), theirs })),
  }));
}
