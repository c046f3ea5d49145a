import 'server-only';
import { InvalidInput, Refusal } from '@/domain/errors';
import { assignedIndicators } from '@/features/indicators/queries';
import { findPlace, openForWriting } from '@/features/submissions/writes';
import { defineCommand } from '@/server/command';
import type { Tx } from '@/server/db';
import { readFigure } from './rules';
import { annotateFigureInput, publishYearInput, type SaveFiguresInput, type SaveFiguresResult, saveFiguresInput } from './schema';
import { annotate, type Reading, saveReadings, upsertFigures } from './writes';

const refusals = {
  figure_closed: 'figures.refused.closed',
  figure_department_absent: 'figures.refused.departmentAbsent',
  figure_value_refused: 'figures.refused.computed',
} as const;

/**
 * Saves cells of one department's sheet in one statement. What cannot be read is kept as a draft with its reason.
 * A cell that somebody else has saved since is not overwritten: both values come back (reliability.md 3.2).
 */
export const saveFigures = defineCommand({
  name: 'figure.save',
  input: saveFiguresInput,
  permission: 'submission.write',
  load: findPlace,
  run: async ({ tx, input, before, actor, now }): Promise<SaveFiguresResult> => {
    const { departmentId, periodId, measure } = input;
    await openForWriting(tx, { departmentId, periodId, kind: measure === 'PLAN' ? 'PLAN' : 'REPORT' }, actor, now);
    const readings = await readCells(tx, input, before.period);
    const { saved, conflicts } = await saveReadings(tx, measure, readings, actor, now);
    return {
      saved: saved.map(({ indicatorId, text, version, problem }) => ({ indicatorId, text, version, problem })),
      conflicts: conflicts.map(({ indicatorId, theirs }) => ({ indicatorId, theirs })),
    };
  },
  refusals,
});

/**
 * Says a word about one cell of a sheet that is open for writing, and marks it to be watched or not; a computed ratio has remarks too.
 * Nobody's remark is overwritten unseen.
 */
export const annotateFigure = defineCommand({
  name: 'figure.annotate',
  input: annotateFigureInput,
  permission: 'submission.write',
  load: findPlace,
  run: async ({ tx, input: { base, ...cell }, before, actor, now }) => {
    const { departmentId, periodId, measure, indicatorId } = cell;
    await openForWriting(tx, { departmentId, periodId, kind: measure === 'PLAN' ? 'PLAN' : 'REPORT' }, actor, now);
    const assigned = await assignedIndicators(tx, departmentId, before.period);
    if (!assigned.some((indicator) => indicator.indicatorId === indicatorId))
      throw new InvalidInput([{ path: 'remark', key: 'figures.refused.notAssigned', params: {} }]);
    if (!(await annotate(tx, cell, base, actor, now))) throw new Refusal('figures.refused.remarkMoved');
    return { indicatorId };
  },
  refusals,
});

/** Reads every cell by its indicator's rule; an indicator that the department does not report, or that is computed, refuses the whole save. */
async function readCells(
  tx: Tx,
  { departmentId, periodId, measure, cells }: SaveFiguresInput,
  period: { startsOn: Date; endsOn: Date },
): Promise<Reading[]> {
  const assigned = new Map((await assignedIndicators(tx, departmentId, period)).map((indicator) => [indicator.indicatorId, indicator]));
  return cells.map((cell, index) => {
    const indicator = assigned.get(cell.indicatorId);
    const problem = !indicator
      ? 'figures.refused.notAssigned'
      : indicator.aggregation === 'RATIO' && measure === 'ACTUAL'
        ? 'figures.refused.computed'
        : null;
    if (!indicator || problem)
      throw new InvalidInput([{ path: `cells.${index}`, key: problem ?? 'figures.refused.notAssigned', params: {} }]);
    return { ...cell, departmentId, periodId, ...readFigure(cell.text, indicator), decimals: indicator.decimals };
  });
}

/**
 * Records figures that were published for a whole year before the hospital used this program (2018–2022): actuals of
 * the hospital itself in the YEAR period. Only there may a ratio be typed (model.md «Hospital-level history»).
 */
export const publishYear = defineCommand({
  name: 'figure.publishYear',
  input: publishYearInput,
  permission: 'history.publish',
  load: async (tx, { year }) => {
    const [root, period] = [
      await tx.department.findFirst({ where: { versions: { some: { kind: 'HOSPITAL' } } }, select: { id: true } }),
      await tx.period.findFirst({
        where: { kind: 'YEAR', year, index: 1 },
        select: { id: true },
      }),
    ];
    return root && period ? { departmentId: null, root, period } : null;
  },
  run: async ({ tx, input, before, actor, now }) => {
    const { root, period } = before;
    const quarters = await tx.period.count({ where: { kind: 'QUARTER', year: input.year, figures: { some: { measure: 'ACTUAL' } } } });
    if (quarters > 0) throw new Refusal('figures.refused.onlyYearOfRoot');
    const rows = await tx.figure.findMany({
      where: { departmentId: root.id, periodId: period.id, measure: 'ACTUAL' },
      select: { indicatorId: true, rowVersion: true },
    });
    const versions = new Map(rows.map(({ indicatorId, rowVersion }) => [indicatorId, rowVersion]));
    const cells = input.values.map(({ indicatorId, value }) => ({
      departmentId: root.id,
      periodId: period.id,
      indicatorId,
      value,
      draft: null,
      problem: null,
      version: versions.get(indicatorId) ?? 0,
      source: 'IMPORTED' as const,
      remark: null,
    }));
    const written = await upsertFigures(tx, 'ACTUAL', cells, actor, now);
    return { year: input.year, written: written.size };
  },
  refusals,
});
