import { beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '@/domain/actor';
import { InvalidInput, Refusal } from '@/domain/errors';
import type { Context } from '@/server/command';
import type { Db } from '@/server/db';
import { aDepartment, anActor, aQuarter, asSystem, freshDb } from '../../../tests/support/db';
import {
  assignIndicator,
  assignIndicators,
  createCatalogue,
  createIndicator,
  editIndicator,
  retireIndicator,
  unassignIndicator,
} from './commands';
import { assignedIndicators, assignmentMatrix, catalogue, indicatorByCode } from './queries';

let db: Db;
let planning: Actor;
let context: Context;
const year2026 = { startsOn: '2026-07-01', endsOn: '2026-09-30' };
const sum = { unit: 'lượt', direction: 'UP', aggregation: 'SUM', fromYear: '2018' } as const;

beforeAll(async () => {
  db = await freshDb();
  planning = await anActor(db, 'PLANNING');
  context = { db, actor: planning, now: new Date('2026-07-02T02:00:00Z') };
  await createCatalogue.execute(context, {
    areas: [
      { code: 'KCB', name: 'Cấp cứu – Khám bệnh – Chữa bệnh', isCore: true, sortOrder: 1 },
      { code: 'DAO_TAO', name: 'Đào tạo cán bộ', isCore: true, sortOrder: 2 },
    ],
    indicators: [
      // before its parts on purpose
      {
        code: 'BOR_PLAN',
        name: 'Công suất sử dụng giường bệnh',
        area: 'KCB',
        unit: '%',
        decimals: 1,
        direction: 'RANGE',
        rangeLow: 85,
        rangeHigh: 95,
        aggregation: 'RATIO',
        numerator: 'IPD_DAYS',
        denominator: 'BED_PLAN',
        denominatorDays: true,
        scale: 100,
        fromYear: 2018,
        sortOrder: 5,
      },
      { ...sum, code: 'OPD', name: 'Tổng số lượt khám bệnh', area: 'KCB', isHeadline: true, sortOrder: 1 },
      { ...sum, code: 'IPD_DAYS', name: 'Tổng số ngày điều trị nội trú', area: 'KCB', unit: 'ngày', direction: 'NONE', sortOrder: 3 },
      {
        ...sum,
        code: 'BED_PLAN',
        name: 'Giường kế hoạch',
        area: 'KCB',
        unit: 'giường',
        aggregation: 'LAST',
        direction: 'NONE',
        sortOrder: 4,
      },
      { ...sum, code: 'TRAIN', name: 'Cử đi học', area: 'DAO_TAO', unit: 'người' },
    ],
  });
});

const byCode = async (code: string) => {
  const found = await indicatorByCode(planning, code);
  if (!found) throw new Error(`no ${code}`);
  return found;
};
const idOf = async (code: string) => (await byCode(code)).id;

/** What somebody is told, by field; fails when nothing is refused. */
async function problemsOf(promise: Promise<unknown>): Promise<Record<string, string>> {
  const error = await promise.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (error instanceof InvalidInput) return Object.fromEntries(error.problems.map(({ path, key }) => [path, key]));
  if (error instanceof Refusal) return { '': error.key };
  throw error ?? new Error('nothing was refused');
}

describe('the catalogue', () => {
  it('stands in the order of the areas, with what ratios are made of', async () => {
    const list = await catalogue(planning, 2026);
    expect(list.map(({ code }) => code)).toEqual(['OPD', 'IPD_DAYS', 'BED_PLAN', 'BOR_PLAN', 'TRAIN']);
    expect(list[3]).toMatchObject({
      numerator: { code: 'IPD_DAYS', aggregation: 'SUM' },
      denominator: { code: 'BED_PLAN', aggregation: 'LAST' },
      denominatorDays: true,
      scale: 100,
      rangeLow: 85,
      hardMin: 0,
    });
    expect((await byCode('BED_PLAN')).usedBy.map(({ code }) => code)).toEqual(['BOR_PLAN']);
    expect(await catalogue(planning, 2017)).toEqual([]);
  });

  it('says at the field what is missing or cannot be', async () => {
    const create = (more: object) => createIndicator.execute(context, { ...sum, code: 'X', name: 'Chỉ tiêu thử', area: 'KCB', ...more });
    expect(await problemsOf(create({ code: 'bed plan' }))).toEqual({ code: 'indicators.field.code' });
    expect(await problemsOf(create({ code: 'X1', aggregation: 'RATIO', numerator: 'OPD' }))).toEqual({
      denominator: 'common.field.required',
    });
    expect(await problemsOf(create({ code: 'X1', aggregation: 'RATIO', numerator: 'OPD', denominator: 'NO_SUCH' }))).toEqual({
      denominator: 'indicators.field.unknownCode',
    });
    expect(await problemsOf(create({ code: 'X1', aggregation: 'RATIO', numerator: 'BOR_PLAN', denominator: 'OPD' }))).toEqual({
      numerator: 'indicators.field.partIsComputed',
    });
    expect(await problemsOf(create({ code: 'X1', direction: 'RANGE', rangeLow: '95', rangeHigh: '85' }))).toEqual({
      rangeHigh: 'indicators.field.range',
    });
    expect(await problemsOf(create({ code: 'OPD' }))).toEqual({ '': 'indicators.refused.codeTaken' });
    expect(await problemsOf(create({ code: 'X1', toYear: 2010 }))).toEqual({ toYear: 'indicators.field.years' });
    expect(await problemsOf(create({ code: 'X1', name: 'a\u0000b' }))).toEqual({ name: 'common.field.unwantedCharacters' });
  });

  it('creates all or none', async () => {
    const refused = createCatalogue.execute(context, {
      indicators: [
        { ...sum, code: 'NEW_A', name: 'Mới A', area: 'KCB' },
        { ...sum, code: 'NEW_B', name: 'Mới B', area: 'NOWHERE' },
      ],
    });
    expect(await problemsOf(refused)).toEqual({ 'indicators.1.area': 'indicators.field.unknownCode' });
    expect(await indicatorByCode(planning, 'NEW_A')).toBeNull();
    for (const odd of ['\u0000', '\ud800', 'opd', '']) expect(await indicatorByCode(planning, odd)).toBeNull();
  });
});

describe('who reports what', () => {
  it('gives a department its sheet, ratios following from their parts', async () => {
    const [noi, phong] = [await aDepartment(db, 'NOI'), await aDepartment(db, 'KHTH')];
    const assigned = await assignIndicators.execute(context, {
      validFrom: '2018-01-01',
      assignments: [
        { indicator: 'OPD', departmentIds: [noi.id], required: true },
        { indicator: 'IPD_DAYS', departmentIds: [noi.id], required: true },
        { indicator: 'BED_PLAN', departmentIds: [noi.id, phong.id], required: false },
      ],
    });
    expect(assigned).toEqual({ added: 4, changed: 0 });
    const sheet = await assignedIndicators(db, noi.id, year2026);
    expect(sheet.map(({ code, required }) => [code, required])).toEqual([
      ['OPD', true],
      ['IPD_DAYS', true],
      ['BED_PLAN', false],
      ['BOR_PLAN', false],
    ]);
    expect(sheet[3]).toMatchObject({ numeratorAggregation: 'SUM', denominatorAggregation: 'LAST', scale: 100, rangeHigh: 95, decimals: 1 });
    expect((await assignedIndicators(db, phong.id, year2026)).map(({ code }) => code)).toEqual(['BED_PLAN']);
  });

  it('changes what is required, begins earlier, ends, and begins again', async () => {
    const home = await aDepartment(db, 'MAT', { establishedOn: '2022-07-13' });
    const indicatorId = await idOf('TRAIN');
    const assign = (validFrom: string, required: boolean) =>
      assignIndicator.execute(context, { indicatorId, departmentIds: [home.id], required, validFrom });
    const spans = async () =>
      (await assignmentMatrix(planning, 2026, [indicatorId])).map(({ required, validFrom, validTo }) => ({ required, validFrom, validTo }));
    await assign('2026-07-01', true);
    expect(await assign('2026-07-01', false)).toEqual({ added: 0, changed: 1 });
    // not before it was established
    await assign('2020-01-01', false);
    expect(await spans()).toEqual([{ required: false, validFrom: '2022-07-13', validTo: null }]);
    await unassignIndicator.execute(context, { indicatorId, departmentIds: [home.id], validTo: '2026-04-01' });
    expect((await assignedIndicators(db, home.id, year2026)).map(({ code }) => code)).toEqual([]);
    expect(await problemsOf(assign('2026-01-01', true))).toEqual({ '': 'indicators.refused.assignmentOverlaps' });
    await assign('2026-10-01', true);
    await unassignIndicator.execute(context, { indicatorId, departmentIds: [home.id], validTo: '2026-07-01' });
    expect(await spans()).toEqual([{ required: false, validFrom: '2022-07-13', validTo: '2026-04-01' }]);
  });

  it('refuses departments that are gone or were never there', async () => {
    const gone = await aDepartment(db, 'CU', { dissolvedOn: '2025-01-01' });
    const indicatorId = await idOf('TRAIN');
    const assign = (departmentIds: number[]) =>
      assignIndicator.execute(context, { indicatorId, departmentIds, required: true, validFrom: '2026-01-01' });
    expect(await problemsOf(assign([gone.id]))).toEqual({ '': 'indicators.refused.departmentGone' });
    expect(await problemsOf(assign([999_999]))).toEqual({ '': 'common.refused.notFound' });
  });
});

describe('changing a definition', () => {
  const definition = async (code: string) => {
    const {
      id,
      area,
      numerator,
      denominator,
      weight,
      rowVersion,
      toYear: _toYear,
      usedBy: _usedBy,
      code: _code,
      ...plain
    } = await byCode(code);
    return {
      indicatorId: id,
      rowVersion,
      ...plain,
      area: area.code,
      numerator: numerator?.code ?? null,
      denominator: denominator?.code ?? null,
      weight: weight?.code ?? null,
    };
  };

  it('works the rollups out again when figures hang on it, and not otherwise', async () => {
    const home = await aDepartment(db, 'NGOAI');
    const quarter = await aQuarter(db, 2026, 3);
    const indicatorId = await idOf('OPD');
    await asSystem(db, (tx) =>
      tx.figure.createMany({
        data: (['PLAN', 'ACTUAL'] as const).map((measure, index) => ({
          departmentId: home.id,
          periodId: quarter.id,
          measure,
          indicatorId,
          value: 100 + index * 10,
          rowVersion: 1,
          updatedById: 1,
          updatedAt: new Date(),
        })),
      }),
    );
    const inArea = async () =>
      (await db.rollupDepartment.findMany({ where: { departmentId: home.id, periodId: quarter.id } })).map((row) => row.areaId);
    const [kcb, training] = [(await byCode('OPD')).area.id, (await byCode('TRAIN')).area.id];
    expect(await inArea()).toEqual([kcb]);
    expect(await editIndicator.execute(context, { ...(await definition('OPD')), name: 'Lượt khám bệnh' })).toEqual({
      code: 'OPD',
      rebuilt: false,
    });
    expect(await editIndicator.execute(context, { ...(await definition('OPD')), area: 'DAO_TAO' })).toEqual({ code: 'OPD', rebuilt: true });
    expect(await inArea()).toEqual([training]);
    const ratio = { ...(await definition('OPD')), aggregation: 'RATIO' as const, numerator: 'IPD_DAYS', denominator: 'BED_PLAN' };
    expect(await problemsOf(editIndicator.execute(context, ratio))).toEqual({ '': 'indicators.refused.hasFigures' });
    expect(await db.$queryRaw`SELECT problem FROM rollup_verify() WHERE rows > 0`).toEqual([]);
  });

  it('keeps parts plain, and does not retire them from under a ratio', async () => {
    const ratio = { ...(await definition('BED_PLAN')), aggregation: 'RATIO' as const, numerator: 'OPD', denominator: 'TRAIN' };
    expect(await problemsOf(editIndicator.execute(context, ratio))).toEqual({ '': 'indicators.refused.isPart' });
    const ofItself = { ...(await definition('TRAIN')), aggregation: 'RATIO' as const, numerator: 'TRAIN', denominator: 'OPD' };
    expect(await problemsOf(editIndicator.execute(context, ofItself))).toEqual({ numerator: 'indicators.field.partIsComputed' });
    const retire = async (code: string, toYear: number | null) => {
      const { id: indicatorId, rowVersion } = await byCode(code);
      return retireIndicator.execute(context, { indicatorId, rowVersion, toYear });
    };
    expect(await problemsOf(retire('BED_PLAN', 2025))).toEqual({ '': 'indicators.refused.isPart' });
    await retire('BOR_PLAN', 2025);
    await retire('BED_PLAN', 2025);
    expect((await catalogue(planning, 2026)).map(({ code }) => code)).not.toContain('BED_PLAN');
    await retire('BED_PLAN', null);
    expect(await problemsOf(retire('TRAIN', 2001))).toEqual({ '': 'indicators.field.years' });
  });

  it('tells the second of two people', async () => {
    const seen = await definition('TRAIN');
    await editIndicator.execute(context, { ...seen, name: 'Cán bộ cử đi học' });
    expect(await problemsOf(editIndicator.execute(context, { ...seen, name: 'Cán bộ đi học' }))).toEqual({ '': 'common.refused.conflict' });
  });
});
