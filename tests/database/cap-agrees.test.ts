import type pg from 'pg';
import { beforeAll, describe, expect, it } from 'vitest';
import { capMax, ROUNDINGS } from '@/features/rating-rules/rules/cap';
import { freshDatabase } from '../support/postgres';
import { connect } from './session';

/** The cap is written twice: for the meter, and for the trigger that holds it. */
let owner: pg.Client;
beforeAll(async () => {
  owner = await connect((await freshDatabase()).ownerUrl);
});

describe.each(ROUNDINGS)('the database caps as the meter says: %s', (rounding) => {
  it.each([false, true])('for every count to 2.000 and every percentage, with at least one: %s', async (minOne) => {
    const { rows } = await owner.query<{ percent: number; limits: number[] }>(
      `SELECT p AS percent, array_agg(cap_max(p, b, $1, $2) ORDER BY b) AS limits FROM generate_series(0, 100) p, generate_series(0, 2000) b GROUP BY p ORDER BY p`,
      [rounding, minOne],
    );
    expect(rows).toHaveLength(101);
    for (const { percent, limits } of rows)
      expect(limits, `${percent} %`).toEqual(Array.from({ length: 2001 }, (_, base) => capMax(percent, base, rounding, minOne)));
  });
});

it('has no limit where a set has no percentage', async () => {
  const { rows } = await owner.query(`SELECT cap_max(NULL, 42, NULL, false) AS none, cap_max(20, 42, 'HALF_UP', false) AS some`);
  expect(rows).toEqual([{ none: null, some: 8 }]);
});
