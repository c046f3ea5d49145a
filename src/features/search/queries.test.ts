import { anActor, anIndicator, freshDb } from '@tests/support/db';
import { expect, it } from 'vitest';
import { searchIndicators } from './queries';

it('finds indicators by words of name or code, without marks, in any order; a pattern is only text', async () => {
  const db = await freshDb();
  const actor = await anActor(db, 'UNION');
  await anIndicator(db, 'OPD', { name: 'Lượt khám bệnh' });
  await anIndicator(db, 'BHYT_RATE', { name: 'Tỷ lệ 100% BHYT' });
  const codes = async (query: string) => (await searchIndicators(actor, query, 2026)).map(({ code }) => code);
  expect(await codes('KHAM luot')).toEqual(['OPD']);
  expect(await codes('opd')).toEqual(['OPD']);
  expect(await codes('100%')).toEqual(['BHYT_RATE']);
  expect(await codes('%')).toEqual(['BHYT_RATE']);
  expect(await codes('_ate')).toEqual([]);
  expect(await codes('   ')).toEqual([]);
  expect(await codes('opd\u0000\ud800')).toEqual(['OPD']);
});
