import type pg from 'pg';
import { beforeAll, expect, it } from 'vitest';
import { fold } from '@/domain/text';
import { freshDatabase } from '../support/postgres';
import { fillHospital, KHTH } from './hospital';
import { as, connect } from './session';

let runtime: pg.Client;
beforeAll(async () => {
  const { ownerUrl, runtimeUrl } = await freshDatabase();
  runtime = await connect(runtimeUrl);
  await fillHospital(runtime, await connect(ownerUrl));
});

const folded = async (text: string) => (await runtime.query<{ t: string }>('SELECT fold_vi($1) AS t', [text])).rows[0]?.t;

it.each([
  ['Phòng Y vụ', 'phong y vu'],
  ['  PHÒNG   Kế hoạch\u00a0tổng hợp ', 'phong ke hoach tong hop'],
  ['Đặng Thị Ước', 'dang thi uoc'],
  ['ĐÀO TẠO – đào tạo', 'dao tao – dao tao'],
  ['Ngoại Chấn thương (B4)', 'ngoai chan thuong (b4)'],
])('folds «%s»', async (text, search) => {
  expect(await folded(text)).toBe(search);
  expect(await folded(text.normalize('NFD'))).toBe(search);
  expect(fold(text)).toBe(search);
});

it('finds a department by its former name, typed without marks', async () => {
  await as(runtime, KHTH, async () => {
    await runtime.query(`INSERT INTO department (id, code, established_on) VALUES (90, 'KHTH', '2005-01-01')`);
    await runtime.query(`INSERT INTO department_version (department_id, name, kind, functions, valid_from, valid_to) VALUES
      (90, 'Phòng Y vụ', 'FUNCTIONAL_OFFICE', '{}', '2005-01-01', '2015-01-01'), (90, 'Phòng Kế hoạch tổng hợp', 'FUNCTIONAL_OFFICE', '{}', '2015-01-01', NULL)`);
  });
  const { rows } = await runtime.query(
    `SELECT now.name FROM department_version old JOIN department_version now ON now.department_id = old.department_id AND now.valid_to IS NULL WHERE old.search LIKE '%' || fold_vi($1) || '%'`,
    ['phong y vu'],
  );
  expect(rows).toEqual([{ name: 'Phòng Kế hoạch tổng hợp' }]);
});

it('keeps the column whoever writes, and orders names the Vietnamese way', async () => {
  await as(runtime, KHTH, () =>
    runtime.query(
      `INSERT INTO person (family_name, middle_name, given_name) VALUES ('Trương', 'Việt', 'Dũng'), ('Dương', 'Thị', 'Thanh'), ('Đinh', 'Thị Thanh', 'Hà')`,
    ),
  );
  const { rows } = await runtime.query<{ given_name: string; full_name: string; search: string }>(
    'SELECT given_name, full_name, search FROM person ORDER BY given_name, family_name, middle_name',
  );
  expect(rows.map(({ given_name }) => given_name)).toEqual(['Dũng', 'Hà', 'Hoàng', 'Sỹ', 'Thanh']);
  expect(rows[1]).toEqual({ given_name: 'Hà', full_name: 'Đinh Thị Thanh Hà', search: 'dinh thi thanh ha' });
});
