import { expect, it } from 'vitest';
import { partyLayoutOn, partyNumber, placeAndDay } from './party-layout';

it('is chosen by the day of the paper', () => {
  expect(partyLayoutOn('2019-01-09').guidance).toContain('36-HD/VPTW');
  expect(partyLayoutOn('2026-05-26').guidance).toContain('36-HD/VPTW');
  expect(partyLayoutOn('2026-05-27')).toMatchObject({
    margins: { top: 20, bottom: 20, left: 30, right: 15 },
    body: { sizePt: 14, linePt: 19, indentMm: 10 },
  });
  expect(partyLayoutOn('2010-01-01').guidance).toContain('36-HD/VPTW');
});
it('writes number, place and day as the Party does', () => {
  expect([partyNumber(5, 'NQ', 'ĐU'), partyNumber(112, 'CV', 'ĐU'), partyNumber(null, 'QĐ', 'ĐU')]).toEqual([
    'Số 05-NQ/ĐU',
    'Số 112-CV/ĐU',
    'Số …-QĐ/ĐU',
  ]);
  expect([placeAndDay('Thái Nguyên', '2019-01-09'), placeAndDay('Thái Nguyên', '2026-03-05')]).toEqual([
    'Thái Nguyên, ngày 09 tháng 01 năm 2019',
    'Thái Nguyên, ngày 05 tháng 3 năm 2026',
  ]);
});
