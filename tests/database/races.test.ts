import type pg from 'pg';
import { beforeEach, expect, it } from 'vitest';
import { freshDatabase } from '../support/postgres';
import { fillHospital, KHTH, NOI } from './hospital';
import { as, connect } from './session';

/** Two people at the same moment: one connection each, and what the second meets after the first has finished. */
let one: pg.Client;
let other: pg.Client;
beforeEach(async () => {
  const { ownerUrl, runtimeUrl } = await freshDatabase();
  [one, other] = [await connect(runtimeUrl), await connect(runtimeUrl)];
  await fillHospital(one, await connect(ownerUrl));
});

const begin = async (client: pg.Client, actor: number) => {
  await client.query('BEGIN');
  await client.query(`SELECT set_config('app.actor', $1, true)`, [String(actor)]);
};
/** Resolves to false while `work` waits for somebody's lock. */
const isDone = (work: Promise<unknown>) =>
  Promise.race([work.then(() => true), new Promise<false>((resolve) => setTimeout(resolve, 150, false))]);

const save = `UPDATE figure SET value = 999, row_version = 2 WHERE department_id = 2 AND measure = 'ACTUAL'`;
const handIn = `UPDATE submission SET state = 'SUBMITTED', step = 'PLANNING', round_no = 1, submitted_by_id = 3, submitted_at = '2023-04-05' WHERE id = 1`;

it('a save during a hand-in waits, and is then refused', async () => {
  await begin(one, NOI);
  await one.query(handIn);
  const saving = as(other, NOI, () => other.query(save)).catch((error: pg.DatabaseError) => error.constraint);
  expect(await isDone(saving)).toBe(false);
  await one.query('COMMIT');
  expect(await saving).toBe('figure_closed');
});

it('a hand-in during a save waits, and then sees what was saved', async () => {
  await begin(one, NOI);
  await one.query(save);
  await begin(other, NOI);
  const handing = other.query(handIn);
  expect(await isDone(handing)).toBe(false);
  await one.query('COMMIT');
  await handing;
  expect((await other.query(`SELECT value::int FROM figure WHERE department_id = 2 AND measure = 'ACTUAL'`)).rows).toEqual([
    { value: 999 },
  ]);
  await other.query('COMMIT');
});

it('a target does not go in force around a share that is being written', async () => {
  await begin(one, KHTH);
  await one.query(`INSERT INTO target_share (target_id, department_id, period_id, value) VALUES (1, 2, 2, 100)`); // 400 + 500 + 100 = 1,000
  const entering = as(other, KHTH, () => other.query(`UPDATE target SET state = 'IN_FORCE' WHERE id = 1`));
  expect(await isDone(entering)).toBe(false);
  await one.query('COMMIT');
  await entering;
  await expect(as(one, KHTH, () => one.query('UPDATE target_share SET value = 1 WHERE period_id = 2'))).rejects.toMatchObject({
    constraint: 'target_fixed',
  });
});

it('two verdicts on one step: one stands, the other is told', async () => {
  const verdict = `INSERT INTO review (submission_id, round_no, step, verdict, reason, by_id, at) VALUES (2, 1, 'PLANNING', 'RETURNED', 'Xem lại', 2, '2023-04-07')`;
  await begin(one, KHTH);
  await one.query(verdict);
  const second = as(other, KHTH, () => other.query(verdict)).catch((error: pg.DatabaseError) => error.constraint);
  expect(await isDone(second)).toBe(false);
  await one.query('COMMIT');
  expect(await second).toBe('review_one_verdict_per_step');
});
