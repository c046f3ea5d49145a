import { beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '@/domain/actor';
import { InvalidInput, NotFound } from '@/domain/errors';
import { cellHistory } from '@/features/audit-trail/queries';
import { annotateFigure } from '@/features/figures/commands';
import { cellQuarters } from '@/features/figures/queries';
import type { Db } from '@/server/db';
import { aDepartment, anActor, anIndicator, aQuarter, asSystem, assign, freshDb } from '../../../tests/support/db';
import { saveAcross } from './commands';
import { hospitalSheet } from './queries';

let db: Db;
let planning: Actor;
let units: { id: number; code: string }[];
let quarters: number[];
let indicatorId: number;
let code: string;
const now = new Date('2026-10-02T07:05:00Z');

beforeAll(async () => {
  db = await freshDb();
  planning = await anActor(db, 'PLANNING');
  units = [await aDepartment(db), await aDepartment(db), await aDepartment(db, 'TAN', { establishedOn: '2031-07-01' })];
  quarters = [(await aQuarter(db, 2031, 1)).id, (await aQuarter(db, 2031, 2)).id];
  const indicator = await anIndicator(db);
  [indicatorId, code] = [indicator.id, indicator.code];
  for (const { id } of units) await assign(db, id, [indicatorId]);
});

const cell = (unit: number, quarter: number, text: string, version = 0) => ({
  departmentId: units[unit]?.id ?? 0,
  periodId: quarters[quarter] ?? 0,
  indicatorId,
  text,
  version,
});
const save = (cells: ReturnType<typeof cell>[], actor = planning) => saveAcross.execute({ db, actor, now }, { measure: 'ACTUAL', cells });
const value = async (unit: number, quarter: number) =>
  (
    await db.figure.findFirst({
      where: { departmentId: units[unit]?.id, periodId: quarters[quarter], measure: 'ACTUAL', indicatorId },
      select: { value: true, draftText: true },
    })
  )?.value?.toNumber();
const problems = async (act: Promise<unknown>) => {
  const error = await act.catch((caught: unknown) => caught);
  if (error instanceof InvalidInput) return error.problems.map(({ path, key }) => `${path} ${key}`);
  throw error instanceof Error ? error : new Error('was not refused');
};

/** One indicator of all departments, as its page asks for it. */
const asked = () =>
  ({ year: 2031, measure: 'ACTUAL', view: 'indicator', indicator: code, department: '', quarter: 1, area: '', kind: '' }) as const;

describe('one sheet for all departments', () => {
  it('saves cells of several departments and quarters, and keeps what cannot be read as a draft', async () => {
    const { saved, conflicts } = await save([cell(0, 0, '1.234'), cell(1, 0, '88'), cell(0, 1, 'khoảng 20')]);
    expect(conflicts).toEqual([]);
    expect(saved.map(({ text, version, problem }) => [text, version, problem])).toEqual([
      ['1.234', 1, null],
      ['88', 1, null],
      ['khoảng 20', 1, 'notANumber'],
    ]);
    expect([await value(0, 0), await value(1, 0), await value(0, 1)]).toEqual([1234, 88, undefined]);
    expect(await db.submission.count({ where: { periodId: { in: quarters } } })).toBe(3);
    const rollup = await db.rollupIndicator.findFirst({ where: { periodId: quarters[0], indicatorId } });
    expect(rollup?.actual?.toNumber()).toBe(1322);
  });

  it('overwrites nobody: what somebody saved since comes back beside it, the others are saved', async () => {
    const { saved, conflicts } = await save([cell(0, 0, '1.300', 1), cell(1, 0, '90', 0)]);
    expect(saved.map(({ text }) => text)).toEqual(['1.300']);
    expect(conflicts).toMatchObject([{ departmentId: units[1]?.id, theirs: { text: '88', version: 1 } }]);
    expect(await value(1, 0)).toBe(88);
  });

  it('names the cells of closed files and of departments that are not there yet, and writes nothing then', async () => {
    await asSystem(db, (tx) =>
      tx.submission.update({
        where: { departmentId_periodId_kind: { departmentId: units[1]?.id ?? 0, periodId: quarters[0] ?? 0, kind: 'REPORT' } },
        data: { state: 'LOCKED' },
      }),
    );
    expect(await problems(save([cell(0, 0, '1.400', 2), cell(1, 0, '91', 1), cell(2, 0, '5')]))).toEqual([
      'cells.1 figures.refused.closed',
      'cells.2 figures.refused.departmentAbsent',
    ]);
    expect(await value(0, 0)).toBe(1300);
  });

  it('is for those who may write every department', async () => {
    const reporter = await anActor(db, 'REPORTER', units[0]?.id);
    await expect(save([cell(0, 0, '1', 2)], reporter)).rejects.toBeInstanceOf(NotFound);
    expect(await hospitalSheet(reporter, asked(), now)).toBeNull();
  });

  it('lets whoever reads across write the departments that are their own to write, and no others', async () => {
    const head = await anActor(db, 'DEPARTMENT_HEAD', units[0]?.id);
    const director = await anActor(db, 'DIRECTOR');
    const both = { ...director, grants: [...director.grants, ...head.grants] };
    await expect(save([cell(0, 1, '21', 1)], director)).rejects.toBeInstanceOf(NotFound);
    await expect(save([cell(0, 1, '21', 1)], head)).rejects.toBeInstanceOf(NotFound);
    await expect(save([cell(0, 1, '21', 1), cell(1, 1, '9')], both)).rejects.toBeInstanceOf(NotFound);
    expect([await value(0, 1), await value(1, 1)]).toEqual([undefined, undefined]);
    const locked = async (actor: Actor) => {
      const sheet = await hospitalSheet(actor, asked(), now);
      const at = (unit: number) => sheet?.cells.find((one) => one.departmentId === units[unit]?.id && one.periodId === quarters[1])?.locked;
      return { canWrite: sheet?.canWrite, own: at(0), other: at(1) };
    };
    expect(await locked(director)).toEqual({ canWrite: false, own: true, other: true });
    expect(await locked(both)).toEqual({ canWrite: true, own: false, other: true });
    expect(await locked(planning)).toEqual({ canWrite: true, own: false, other: false });
    await save([cell(0, 1, '21', 1)], both);
    expect(await value(0, 1)).toBe(21);
    await save([cell(0, 1, 'khoảng 20', 2)]);
  });

  it('carries the remark and the mark that the sheet of one department took', async () => {
    const place = { departmentId: units[0]?.id ?? 0, periodId: quarters[1] ?? 0, indicatorId, measure: 'ACTUAL' as const };
    const annotate = (remark: string, base: string, isFlagged: boolean, actor = planning) =>
      annotateFigure.execute({ db, actor, now }, { ...place, remark, base, isFlagged });
    const shown = async () => {
      const sheet = await hospitalSheet(planning, asked(), now);
      const found = sheet?.cells.find(({ departmentId, periodId }) => departmentId === place.departmentId && periodId === place.periodId);
      return found && { remark: found.remark, isFlagged: found.isFlagged, version: found.version };
    };
    await annotate('Chờ số của bảo hiểm.', '', true);
    expect(await shown()).toEqual({ remark: 'Chờ số của bảo hiểm.', isFlagged: true, version: 3 });
    await annotate('', 'Chờ số của bảo hiểm.', false);
    expect(await shown()).toEqual({ remark: null, isFlagged: false, version: 3 });
    const director = await anActor(db, 'DIRECTOR');
    await expect(annotate('x', '', false, director)).rejects.toBeInstanceOf(NotFound);

    // Whoever reads the cell reads what happened to it and how it went before; nobody else.
    const history = await cellHistory(director, place);
    expect(history?.moments.map(({ remark }) => remark)).toContainEqual({ before: 'Chờ số của bảo hiểm.', after: null });
    const course = await cellQuarters(director, place);
    expect([course?.line.indicator.indicatorId, course?.quarters.length, course?.quarters.at(-1)]).toEqual([indicatorId, 12, 'II/2031']);
    expect(course?.line.history.slice(-2)).toEqual([1300, null]);
    const stranger = await anActor(db, 'REPORTER', units[1]?.id);
    expect([await cellHistory(stranger, place), await cellQuarters(stranger, place)]).toEqual([null, null]);
    expect(await cellQuarters(director, { ...place, indicatorId: 999_999 })).toBeNull();
  });

  it('shows only cells that somebody must report, closed ones as closed', async () => {
    const sheet = await hospitalSheet(planning, asked(), now);
    expect(sheet?.units.map(({ code: own }) => own).sort()).toEqual([units[0]?.code, units[1]?.code].sort());
    const found = (unit: number, quarter: number) =>
      sheet?.cells.find(({ departmentId, periodId }) => departmentId === units[unit]?.id && periodId === quarters[quarter]);
    expect(found(1, 0)).toMatchObject({ text: '88', locked: true });
    expect(found(0, 0)).toMatchObject({ text: '1.300', locked: false, version: 2 });
    expect(found(0, 1)).toMatchObject({ text: 'khoảng 20', problem: 'notANumber' });
    const one = await hospitalSheet(planning, { ...asked(), view: 'department', department: units[0]?.code ?? '' }, now);
    expect([one?.units.length, one?.indicators.map(({ id }) => id)]).toEqual([1, [indicatorId]]);
  });
});
