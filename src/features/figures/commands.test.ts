import { aDepartment, anActor, anIndicator, aQuarter, asSystem, assign, freshDb } from '@tests/support/db';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Actor, SYSTEM } from '@/domain/actor';
import { toColumn } from '@/domain/date';
import { NotFound, Refusal } from '@/domain/errors';
import type { Db } from '@/server/db';
import { annotateFigure, publishYear, saveFigures } from './commands';

let db: Db;
let departmentId: number;
let periodId: number;
let ids: number[];
let reporter: Actor;
const now = new Date('2026-10-02T07:05:00Z');

beforeAll(async () => {
  db = await freshDb();
  departmentId = (await aDepartment(db)).id;
  reporter = await anActor(db, 'REPORTER', departmentId);
  periodId = (await aQuarter(db, 2026, 3)).id;
  ids = [];
  for (let index = 0; index < 20; index++) ids.push((await anIndicator(db)).id);
  await assign(db, departmentId, ids);
});

type Cell = { indicatorId: number; text: string; version: number };
const save = (cells: Cell[], actor = reporter, idempotencyKey?: string) =>
  saveFigures.execute({ db, actor, now, idempotencyKey }, { departmentId, periodId, measure: 'ACTUAL', cells });
const stored = (indicatorId: number) =>
  db.figure.findUnique({
    where: { departmentId_periodId_measure_indicatorId: { departmentId, periodId, measure: 'ACTUAL', indicatorId } },
  });
const next = () => ids.pop() ?? 0;

describe('saving cells', () => {
  it('keeps figures, and keeps what cannot be read as a draft with its reason', async () => {
    const [a, b] = [next(), next()];
    const result = await save([
      { indicatorId: a, text: '1.234,0', version: 0 },
      { indicatorId: b, text: '-5', version: 0 },
    ]);
    expect(result).toEqual({
      saved: [
        { indicatorId: a, text: '1.234', version: 1, problem: null },
        { indicatorId: b, text: '-5', version: 1, problem: 'belowMinimum' },
      ],
      conflicts: [],
    });
    expect((await stored(a))?.value?.toString()).toBe('1234');
    expect(await stored(b)).toMatchObject({ value: null, draftText: '-5', draftProblem: 'belowMinimum' });
    await save([{ indicatorId: b, text: '5', version: 1 }]);
    expect(await stored(b)).toMatchObject({ draftText: null, rowVersion: 2 });
  });

  it('overwrites nobody: the second person gets both values, the rest of the grid is saved', async () => {
    const [a, b] = [next(), next()];
    await save([{ indicatorId: a, text: '3364', version: 0 }]);
    const colleague = await anActor(db, 'REPORTER', departmentId);
    const result = await save(
      [
        { indicatorId: a, text: '3346', version: 0 },
        { indicatorId: b, text: '7', version: 0 },
      ],
      colleague,
    );
    expect(result.saved).toMatchObject([{ indicatorId: b }]);
    expect(result.conflicts).toEqual([
      { indicatorId: a, theirs: { text: '3.364', version: 1, by: reporter.displayName, at: now.toISOString() } },
    ]);
    expect((await stored(a))?.value?.toString()).toBe('3364');
  });

  it('sees no conflict where both typed the same', async () => {
    const a = next();
    await save([{ indicatorId: a, text: '12', version: 0 }]);
    expect(await save([{ indicatorId: a, text: '12', version: 0 }])).toMatchObject({ saved: [{ version: 1 }], conflicts: [] });
  });

  it('has one effect when the same request arrives twice', async () => {
    const a = next();
    const key = crypto.randomUUID();
    const first = await save([{ indicatorId: a, text: '9', version: 0 }], reporter, key);
    expect(await save([{ indicatorId: a, text: '9', version: 0 }], reporter, key)).toEqual(first);
    expect(await stored(a)).toMatchObject({ rowVersion: 1 });
    await expect(save([{ indicatorId: a, text: '10', version: 1 }], reporter, key)).rejects.toThrow('common.refused.repeated');
  });

  it('lets one of fifty people win a cell and tells the others', async () => {
    const a = next();
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, index) => save([{ indicatorId: a, text: String(1000 + index), version: 0 }])),
    );
    expect(answers.filter(({ saved }) => saved.length === 1)).toHaveLength(1);
    expect(answers.filter(({ conflicts }) => conflicts.length === 1)).toHaveLength(49);
  });

  it('refuses the whole grid for a cell that is not the department’s, and writes nothing', async () => {
    const [a, foreign] = [next(), (await anIndicator(db)).id];
    const both = [
      { indicatorId: a, text: '1', version: 0 },
      { indicatorId: foreign, text: '1', version: 0 },
    ];
    await expect(save(both)).rejects.toMatchObject({ problems: [{ path: 'cells.1', key: 'figures.refused.notAssigned' }] });
    expect(await stored(a)).toBeNull();
  });

  it('does not take a ratio: it is worked out', async () => {
    const [numerator, denominator] = [next(), next()];
    const ratio = (await anIndicator(db, undefined, { aggregation: 'RATIO', numeratorId: numerator, denominatorId: denominator })).id;
    await expect(save([{ indicatorId: ratio, text: '5', version: 0 }])).rejects.toMatchObject({
      problems: [{ key: 'figures.refused.computed' }],
    });
  });

  it('gives strangers the answer that it gives for what does not exist', async () => {
    const stranger = await anActor(db, 'REPORTER', (await aDepartment(db)).id);
    const a = next();
    await expect(save([{ indicatorId: a, text: '1', version: 0 }], stranger)).rejects.toBeInstanceOf(NotFound);
    await expect(
      saveFigures.execute(
        { db, actor: reporter, now },
        { departmentId: 999_999, periodId, measure: 'ACTUAL', cells: [{ indicatorId: a, text: '1', version: 0 }] },
      ),
    ).rejects.toBeInstanceOf(NotFound);
    await expect(
      saveFigures.execute(
        { db, actor: reporter, now },
        { departmentId, periodId: 999_999, measure: 'ACTUAL', cells: [{ indicatorId: a, text: '1', version: 0 }] },
      ),
    ).rejects.toBeInstanceOf(NotFound);
  });

  it('leaves evidence of a refused attempt, under the name of who tried', async () => {
    const stranger = await anActor(db, 'REPORTER', (await aDepartment(db)).id);
    await expect(save([{ indicatorId: next(), text: '1', version: 0 }], stranger)).rejects.toBeInstanceOf(NotFound);
    expect(await db.auditTx.findFirst({ where: { actorId: stranger.id, kind: 'DENIED' } })).toMatchObject({ command: 'figure.save' });
  });
});

describe('a published year', () => {
  it('is said once for each indicator', async () => {
    const values = ['1', '2'].map((value) => ({ indicatorId: 1, value }));
    await expect(publishYear.execute({ db, actor: SYSTEM, now: new Date() }, { year: 2018, values })).rejects.toMatchObject({
      problems: [{ path: 'values', key: 'figures.refused.cellTwice' }],
    });
  });

  it('is recorded for the hospital and the whole year', async () => {
    const root = await asSystem(db, (tx) =>
      tx.department.create({
        data: {
          code: 'BV',
          establishedOn: toColumn('1951-01-01'),
          versions: { create: { name: 'Bệnh viện', kind: 'HOSPITAL', functions: [], validFrom: toColumn('1951-01-01') } },
        },
      }),
    );
    await asSystem(db, (tx) =>
      tx.period.create({ data: { kind: 'YEAR', year: 2018, index: 1, startsOn: toColumn('2018-01-01'), endsOn: toColumn('2018-12-31') } }),
    );
    const planning = await anActor(db, 'PLANNING');
    const [a] = [next()];
    const publish = (value: string) =>
      publishYear.execute({ db, actor: planning, now }, { year: 2018, values: [{ indicatorId: a, value }] });
    await publish('347700');
    await publish('347701');
    const figure = await db.figure.findFirst({ where: { departmentId: root.id, indicatorId: a } });
    expect(figure).toMatchObject({ source: 'IMPORTED', rowVersion: 2 });
    expect(figure?.value?.toString()).toBe('347701');
  });
});

describe('a remark on a cell', () => {
  const say = (indicatorId: number, remark: string, { base = '', isFlagged = false, actor = reporter } = {}) =>
    annotateFigure.execute({ db, actor, now }, { departmentId, periodId, measure: 'ACTUAL', indicatorId, remark, base, isFlagged });

  it('stands beside the figure and leaves it, its version and its author as they were', async () => {
    const a = next();
    await save([{ indicatorId: a, text: '3364', version: 0 }]);
    const colleague = await anActor(db, 'REPORTER', departmentId);
    await say(a, 'Thêm 2 buồng khám từ tháng 8.', { isFlagged: true, actor: colleague });
    expect(await stored(a)).toMatchObject({
      ...{ remark: 'Thêm 2 buồng khám từ tháng 8.', isFlagged: true, rowVersion: 1, updatedById: reporter.id },
    });
    expect((await save([{ indicatorId: a, text: '3365', version: 1 }])).conflicts).toEqual([]);
    expect(await stored(a)).toMatchObject({ remark: 'Thêm 2 buồng khám từ tháng 8.', isFlagged: true, rowVersion: 2 });
  });

  it('may come before the figure, which is then typed as into an empty cell', async () => {
    const a = next();
    await say(a, 'Chờ số của Bảo hiểm xã hội.');
    expect(await stored(a)).toMatchObject({ value: null, remark: 'Chờ số của Bảo hiểm xã hội.' });
    const { saved, conflicts } = await save([{ indicatorId: a, text: '12', version: 0 }]);
    expect(conflicts).toEqual([]);
    expect(saved).toMatchObject([{ text: '12', version: 2 }]);
    // an answer that came late: the same cell, once more as never written
    expect((await save([{ indicatorId: a, text: '13', version: 0 }])).conflicts).toHaveLength(1);
  });

  it('overwrites nobody else’s; the same words twice are no conflict', async () => {
    const a = next();
    await say(a, 'một');
    await expect(say(a, 'hai')).rejects.toMatchObject({ key: 'figures.refused.remarkMoved' });
    await say(a, 'một');
    await say(a, 'hai', { base: 'một' });
    await say(a, '', { base: 'hai' });
    expect(await stored(a)).toMatchObject({ remark: null });
  });

  it('is taken on a computed ratio, whose figure stays nobody’s to type', async () => {
    const [numerator, denominator] = [next(), next()];
    const ratio = await anIndicator(db, undefined, { aggregation: 'RATIO', numeratorId: numerator, denominatorId: denominator });
    await assign(db, departmentId, [ratio.id]);
    await say(ratio.id, 'Kê thêm giường ngoài kế hoạch.');
    expect(await stored(ratio.id)).toMatchObject({ value: null, remark: 'Kê thêm giường ngoài kế hoạch.' });
    await expect(save([{ indicatorId: ratio.id, text: '101', version: 1 }])).rejects.toBeInstanceOf(Refusal);
  });

  it('is refused on a row that is not the department’s', async () => {
    const other = await anIndicator(db);
    await expect(say(other.id, 'x')).rejects.toMatchObject({ problems: [{ path: 'remark', key: 'figures.refused.notAssigned' }] });
  });
});
