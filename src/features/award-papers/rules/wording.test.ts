import { describe, expect, it } from 'vitest';
import { isOwnDecision } from '@/domain/authority';
import { councilMinutesInput, stockInput } from '../schema';
import { about, decisionNamed, legalBases, share, whoAndHowMany } from './wording';

const HOSPITAL = 'Bệnh viện Đa khoa tỉnh An Hòa';

describe('words of papers', () => {
  it.each([
    [{ people: 36, collectives: 4 }, '36 cá nhân và 04 tập thể'],
    [{ people: 1, collectives: 0 }, '01 cá nhân'],
    [{ people: 0, collectives: 10 }, '10 tập thể'],
    [{ people: 1200, collectives: 9 }, '1.200 cá nhân và 09 tập thể'],
    [{ people: 0, collectives: 0 }, ''],
  ])('counts below ten have a leading zero: %j', (counts, said) => {
    expect(whoAndHowMany(counts)).toBe(said);
  });
  it.each([
    [{ number: '52/QĐ-BV', signedOn: '2026-01-12' }, 'Quyết định số 52/QĐ-BV ngày 12 tháng 01 năm 2026'],
    [{ number: '05/QĐ-BV', signedOn: '2019-03-09' }, 'Quyết định số 05/QĐ-BV ngày 09 tháng 3 năm 2019'],
    [{ number: null, signedOn: null }, 'Quyết định số ……… ngày …… tháng …… năm ………'],
  ])('a decision is named by number and day: %j', (decision, said) => {
    expect(decisionNamed(decision)).toBe(said);
  });
  it.each([
    [15, 18, '83,33\u00a0%'],
    [9, 9, '100\u00a0%'],
    [0, 0, '0\u00a0%'],
  ])('%i of %i', (part, all, said) => {
    expect(share(part, all).replace(/\s/g, '\u00a0')).toBe(said);
  });
  it.each([
    ['2004-06-30', []],
    ['2010-05-01', ['Căn cứ Luật Thi đua, khen thưởng ngày 26 tháng 11 năm 2003']],
    ['2023-12-31', [expect.stringContaining('năm 2003 và các luật sửa đổi'), expect.stringContaining('91/2017/NĐ-CP')]],
    ['2024-01-01', ['Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022', expect.stringContaining('98/2023/NĐ-CP')]],
    ['2025-07-01', ['Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022', expect.stringContaining('152/2025/NĐ-CP')]],
  ])('a paper of %s cites what was in force', (day, bases) => {
    expect(legalBases(day)).toEqual(bases);
  });
  it.each([
    [null, true],
    [HOSPITAL, true],
    ['Giám đốc Benh vien Da khoa tinh An Hoa', true],
    ['Giám đốc Bệnh viện', true],
    ['Giám đốc', true],
    ['Bộ Y tế', false],
    ['UBND tỉnh An Hòa', false],
    ['Giám đốc Sở Y tế tỉnh An Hòa', false],
  ])('decided by %s: the hospital’s own is %s', (authority, isOwn) => {
    expect(isOwnDecision(authority, HOSPITAL)).toBe(isOwn);
  });
  it.each([
    ['Khen thưởng năm 2025', 'Về việc khen thưởng năm 2025'],
    ['Về việc tặng Giấy khen', 'Về việc tặng Giấy khen'],
    ['V/v Tặng giấy khen', 'Về việc tặng giấy khen'],
    ['LĐTT năm 2025', 'Về việc LĐTT năm 2025'],
  ])('%s', (subject, said) => {
    expect(about(subject)).toBe(said);
  });
});

describe('what a person says of a paper', () => {
  const council = (more: object) => councilMinutesInput.safeParse({ year: '2025', heldOn: '2026-01-10', ...more });
  it('may stay open', () => {
    expect(council({}).data).toMatchObject({ number: null, startedAt: null, venue: null, chair: null });
    expect(council({ number: '', startedAt: '', venue: ' ' }).data).toMatchObject({ number: null, startedAt: null, venue: null });
  });
  it.each([
    ['14:00', '14:00'],
    ['7h30', '07:30'],
    ['14 giờ', '14:00'],
    ['24:00', undefined],
    ['7:60', undefined],
    ['sáng', undefined],
  ])('an hour typed as %s', (typed, read) => {
    expect(council({ startedAt: typed }).data?.startedAt).toBe(read);
  });
  it('moves words of a form by millimetres, within the sheet', () => {
    expect(stockInput.parse({ decisionId: '1' })).toMatchObject({ right: 0, down: 0, whom: 96 });
    expect(stockInput.parse({ decisionId: '1', right: '-2,5', whom: '', signer: '190,25' })).toMatchObject({
      right: -2.5,
      whom: null,
      signer: 190.3,
    });
    for (const wrong of [{ right: '51' }, { down: 'x' }, { whom: '206' }, { other: '1' }])
      expect(stockInput.safeParse({ decisionId: '1', ...wrong }).success, JSON.stringify(wrong)).toBe(false);
  });
});
