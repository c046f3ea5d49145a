import 'server-only';
import { InvalidInput, Refusal } from '@/domain/errors';
import { assignedIndicators } from '@/features/indicators/queries';
import { findPlace, openForWriting } from '@/features/submissions/writes';
import { defineCommand } from '@/server/command';
import type { Tx } from '@/server/db';
import { cellText, isFigureProblem, type ReadFigure, readFigure } from './rules';
import {
  annotateFigureInput,
  type ConflictingCell,
  publishYearInput,
  type SavedCell,
  type SaveFiguresInput,
  type SaveFiguresResult,
  saveFiguresInput,
} from './schema';
import { annotate, upsertFigures } from './writes';

const refusals = {
  figure_closed: 'figures.refused.closed',
  figure_department_absent: 'figures.refused.departmentAbsent',
  figure_value_refused: 'figures.refused.computed',
} as const;

type Reading = SaveFiguresInput['cells'][number] & ReadFigure & { decimals: number };

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
    const versions = await upsertFigures(tx, { departmentId, periodId, measure, cells: readings }, actor, now);
    const saved = readings.flatMap((cell): SavedCell[] => {
      const version = versions.get(cell.indicatorId);
      return version === undefined
        ? []
        : [
            {
              indicatorId: cell.indicatorId,
              version,
              problem: cell.problem,
              text: cellText({ value: cell.value, draftText: cell.draft }, cell.decimals),
            },
          ];
    });
    const refused = readings.filter(({ indicatorId }) => !versions.has(indicatorId));
    if (refused.length === 0) return { saved, conflicts: [] };
    const settled = await settle(tx, input, refused);
    return { saved: [...saved, ...settled.saved], conflicts: settled.conflicts };
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
  { departmentId, measure, cells }: SaveFiguresInput,
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
    return { ...cell, ...readFigure(cell.text, indicator), decimals: indicator.decimals };
  });
}

/** Cells whose version had moved on: the same value typed twice is no conflict, a different one is shown beside ours. */
async function settle(
  tx: Tx,
  { departmentId, periodId, measure }: SaveFiguresInput,
  refused: Reading[],
): Promise<{ saved: SavedCell[]; conflicts: ConflictingCell[] }> {
  const rows = await tx.figure.findMany({
    where: { departmentId, periodId, measure, indicatorId: { in: refused.map(({ indicatorId }) => indicatorId) } },
    select: { indicatorId: true, value: true, draftText: true, draftProblem: true, rowVersion: true, updatedById: true, updatedAt: true },
  });
  const people = new Map(
    (
      await tx.account.findMany({
        where: { id: { in: rows.map(({ updatedById }) => updatedById) } },
        select: { id: true, displayName: true },
      })
    ).map(({ id, displayName }) => [id, displayName]),
  );
  const saved: SavedCell[] = [];
  const conflicts: ConflictingCell[] = [];
  for (const row of rows) {
    const mine = refused.find(({ indicatorId }) => indicatorId === row.indicatorId);
    if (!mine) continue;
    const value = row.value?.toString() ?? null;
    const text = cellText({ value, draftText: row.draftText }, mine.decimals);
    if (value === mine.value && row.draftText === mine.draft)
      saved.push({
        indicatorId: row.indicatorId,
        text,
        version: row.rowVersion,
        problem: isFigureProblem(row.draftProblem) ? row.draftProblem : null,
      });
    else
      conflicts.push({
        indicatorId: row.indicatorId,
        theirs: { text, version: row.rowVersion, by: people.get(row.updatedById) ?? '', at: row.updatedAt.toISOString() },
      });
  }
  return { saved, conflicts };
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
      indicatorId,
      value,
      draft: null,
      problem: null,
      version: versions.get(indicatorId) ?? 0,
      source: 'IMPORTED' as const,
      remark: null,
    }));
    const written = await upsertFigures(tx, { departmentId: root.id, periodId: period.id, measure: 'ACTUAL', cells }, actor, now);
    return { year: input.year, written: written.size };
  },
  refusals,
});
