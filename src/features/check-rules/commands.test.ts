import { beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '@/domain/actor';
import { InvalidInput, Refusal } from '@/domain/errors';
import { annotateFigure, saveFigures } from '@/features/figures/commands';
import { submit } from '@/features/submissions/commands';
import type { Db } from '@/server/db';
import { aDepartment, anActor, anIndicator, aQuarter, assign, freshDb } from '../../../tests/support/db';
import { defineRule, endRule } from './commands';
import { allRules, rulesIn } from './queries';

let db: Db;
let planning: Actor;
let total: number;
let parts: number[];
const now = new Date('2026-10-05T02:00:00Z');
const by = () => ({ db, actor: planning, now });

beforeAll(async () => {
  db = await freshDb();
  planning = await anActor(db, 'PLANNING');
  total = (await anIndicator(db)).id;
  parts = [(await anIndicator(db)).id, (await anIndicator(db)).id];
});

const sum = (more: object = {}) => ({
  kind: 'PARTS_SUM' as const,
  indicatorId: total,
  params: { parts },
  severity: 'BLOCK' as const,
  measure: null,
  description: 'Tổng bằng các loại',
  fromYear: 2026,
  ...more,
});
const problem = async (act: Promise<unknown>) => {
  const error = await act.catch((caught: unknown) => caught);
  if (error instanceof InvalidInput) return error.problems[0];
  if (error instanceof Refusal) return error.key;
  throw new Error('was not refused');
};

describe('a rule of the sheet', () => {
  it('holds from its year to the year that ends it', async () => {
    const { ruleId } = await defineRule.execute(by(), sum());
    expect(await rulesIn(db, 2025)).toEqual([]);
    expect(await rulesIn(db, 2026)).toMatchObject([{ id: ruleId, kind: 'PARTS_SUM', params: { parts } }]);
    await endRule.execute(by(), { ruleId, rowVersion: 1, toYear: 2027 });
    expect(await rulesIn(db, 2027)).toHaveLength(1);
    expect(await rulesIn(db, 2028)).toEqual([]);
    expect(await allRules(planning)).toMatchObject([{ id: ruleId, toYear: 2027, rowVersion: 2 }]);
  });

  it('is refused when it names what does not exist, or the same row twice', async () => {
    expect(await problem(defineRule.execute(by(), sum({ params: { parts: [parts[0], 999_999] } })))).toMatchObject({ path: 'indicatorId' });
    expect(await problem(defineRule.execute(by(), sum({ params: { parts: [parts[0], total] } })))).toMatchObject({
      key: 'checkRules.field.twice',
    });
    expect(await problem(defineRule.execute(by(), sum({ params: { parts: [parts[0]] } })))).toMatchObject({
      key: 'checkRules.field.parts',
    });
  });

  it('needs a limit on one side, and takes it as typed', async () => {
    const within = { ...sum(), kind: 'WITHIN' as const };
    expect(await problem(defineRule.execute(by(), { ...within, params: { above: '', below: '' } }))).toMatchObject({
      key: 'checkRules.field.limit',
    });
    const { ruleId } = await defineRule.execute(by(), { ...within, params: { above: '100,5', below: '' } });
    expect((await rulesIn(db, 2026)).find(({ id }) => id === ruleId)?.params).toEqual({ above: '100.5', below: null });
  });

  it('is not ended before it began, nor by two people', async () => {
    const { ruleId } = await defineRule.execute(by(), sum());
    expect(await problem(endRule.execute(by(), { ruleId, rowVersion: 1, toYear: 2020 }))).toMatchObject({ path: 'toYear' });
    const both = await Promise.allSettled([2026, 2027].map((toYear) => endRule.execute(by(), { ruleId, rowVersion: 1, toYear })));
    expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });
});

describe('handing in', () => {
  it('is held back by a broken rule, asks why at another, and says nothing of the lightest', async () => {
    const { id: departmentId } = await aDepartment(db);
    const reporter = await anActor(db, 'REPORTER', departmentId);
    const { id: periodId } = await aQuarter(db, 2031, 3);
    const [all, one, two] = [await anIndicator(db), await anIndicator(db), await anIndicator(db)].map(({ id }) => id) as [
      number,
      number,
      number,
    ];
    await assign(db, departmentId, [all, one, two]);
    const place = { departmentId, periodId };
    const write = (texts: [number, string][], version: number) =>
      saveFigures.execute(
        { ...by(), actor: reporter },
        { ...place, measure: 'ACTUAL', cells: texts.map(([indicatorId, text]) => ({ indicatorId, text, version })) },
      );
    const handIn = () => submit.execute({ ...by(), actor: reporter }, { ...place, kind: 'REPORT' });
    const of = { measure: 'ACTUAL' as const, fromYear: 2031, description: 'Khớp' };
    await defineRule.execute(by(), { ...of, kind: 'PARTS_SUM', indicatorId: all, params: { parts: [one, two] }, severity: 'BLOCK' });
    await defineRule.execute(by(), { ...of, kind: 'WITHIN', indicatorId: one, params: { above: '300', below: '' }, severity: 'WARN' });
    await defineRule.execute(by(), { ...of, kind: 'NOT_ABOVE', indicatorId: one, params: { whole: two }, severity: 'INFO' });

    await write(
      [
        [all, '513'],
        [one, '312'],
        [two, '200'],
      ],
      0,
    );
    const error = await handIn().catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(InvalidInput);
    expect((error as InvalidInput).problems).toMatchObject([
      { path: `cell.${all}`, key: 'checkRules.correction.PARTS_SUM', params: { value: '513', sum: '512' } },
      { path: `cell.${one}`, key: 'checkRules.remark.WITHIN_above', params: { value: '312', limit: '300' } },
    ]);
    await write([[all, '512']], 1);
    expect(await problem(handIn())).toMatchObject({ key: 'checkRules.remark.WITHIN_above' });
    await annotateFigure.execute(
      { ...by(), actor: reporter },
      { ...place, measure: 'ACTUAL', indicatorId: one, remark: 'Nhận bệnh từ tuyến dưới', base: '' },
    );
    expect(await handIn()).toMatchObject({ roundNo: 1 });
  });
});
