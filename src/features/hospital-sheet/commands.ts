import 'server-only';
import { type FieldProblem, InvalidInput } from '@/domain/errors';
import { can } from '@/domain/policy';
import { readFigure } from '@/features/figures/rules';
import { type Reading, saveReadings } from '@/features/figures/writes';
import { openAcross } from '@/features/submissions/writes';
import { defineCommand } from '@/server/command';
import { assignedAcross } from './queries';
import { type SaveAcrossResult, saveAcrossInput } from './schema';

const refusals = {
  figure_closed: 'figures.refused.closed',
  figure_department_absent: 'figures.refused.departmentAbsent',
  figure_value_refused: 'figures.refused.computed',
} as const;

/**
 * Saves cells of any departments and quarters in one statement; only for those who may read them side by side
 * and may write each of these departments' sheets. A cell of a file
 * that is closed, or that its department does not report, is named and holds the others back: the sheet sends those again without it.
 */
export const saveAcross = defineCommand({
  name: 'hospitalSheet.save',
  input: saveAcrossInput,
  permission: 'submission.readAcross',
  load: async (_tx, { cells }, actor) =>
    cells.every(({ departmentId }) => can(actor, 'submission.write', { departmentId })) ? { departmentId: null } : null,
  run: async ({ tx, input: { measure, cells }, actor, now }): Promise<SaveAcrossResult> => {
    const places = [
      ...new Map(cells.map(({ departmentId, periodId }) => [`${departmentId}/${periodId}`, { departmentId, periodId }])).values(),
    ];
    const closed = await openAcross(tx, measure === 'PLAN' ? 'PLAN' : 'REPORT', places, actor, now);
    const assigned = await assignedAcross(tx, places);
    const problems: FieldProblem[] = [];
    const readings = cells.flatMap((cell, index): Reading[] => {
      const indicator = assigned.get(`${cell.departmentId}/${cell.periodId}/${cell.indicatorId}`);
      const shut = closed.get(`${cell.departmentId}/${cell.periodId}`);
      const key = shut ?? (indicator && shut === null ? null : 'figures.refused.notAssigned');
      if (key !== null || !indicator) {
        problems.push({ path: `cells.${index}`, key: key ?? 'figures.refused.notAssigned', params: {} });
        return [];
      }
      if (indicator.aggregation === 'RATIO' && measure === 'ACTUAL') {
        problems.push({ path: `cells.${index}`, key: 'figures.refused.computed', params: {} });
        return [];
      }
      return [{ ...cell, remark: null, ...readFigure(cell.text, indicator), decimals: indicator.decimals }];
    });
    if (problems.length > 0) throw new InvalidInput(problems);
    return saveReadings(tx, measure, readings, actor, now);
  },
  refusals,
});
