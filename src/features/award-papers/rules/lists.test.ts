import { describe, expect, it } from 'vitest';
import type { PaperBlock } from '@/domain/paper';
import { certificateOf, certified, stockText } from './certificates';
import { decisionBody, decisionList, type Recipient } from './decision';
import { type YearLine, yearBody } from './year';

const HOSPITAL = 'Bệnh viện Đa khoa tỉnh An Hòa';
const one = (title: string, name: string, more: Partial<Recipient> = {}): Recipient => ({
  ...{ title, name, isCollective: false, department: 'Khoa Nội tổng hợp', yearFrom: 2025, yearTo: 2025 },
  ...{ citation: null, money: 760_000, count: 1, ...more },
});
const words = (body: PaperBlock[]) => body.flatMap((block) => (block.kind === 'paragraph' ? [block.text] : []));
const tables = (body: PaperBlock[]) => body.flatMap((block) => (block.kind === 'table' ? [block] : []));

describe('the list of a decision', () => {
  const recipients = [
    one('Chiến sĩ thi đua cơ sở', 'Trương Việt Dũng', { money: 2_530_000 }),
    one('Lao động tiên tiến', 'Lê Văn Sỹ'),
    one('Lao động tiên tiến', 'Dương Thị Thanh', { citation: 'Cải tiến quy trình trả kết quả xét nghiệm' }),
    one('Giấy khen', 'nhiều cán bộ', { count: null, money: null, department: null }),
    one('Tập thể lao động tiên tiến', 'Khoa Cấp cứu', { isCollective: true, department: null, money: 2_030_000 }),
    one('Giấy khen', '03 tổ', { isCollective: true, department: null, count: 3, money: 4_560_000 }),
  ];
  const body = decisionList(recipients);

  it('has people and collectives apart, each title with its count; «nhiều» is named and never summed', () => {
    expect(words(body)).toEqual([
      'I. CÁ NHÂN: 03 cá nhân và nhiều cá nhân khác',
      'Chiến sĩ thi đua cơ sở năm 2025: 01 cá nhân',
      'Lao động tiên tiến năm 2025: 02 cá nhân',
      'Giấy khen năm 2025: nhiều cá nhân',
      'II. TẬP THỂ: 04 tập thể',
      'Tập thể lao động tiên tiến năm 2025: 01 tập thể',
      'Giấy khen năm 2025: 03 tập thể',
      'Danh sách này có 03 cá nhân và 04 tập thể, tiền thưởng 10.640.000 đồng./.',
    ]);
    expect(tables(body)[2]?.rows).toEqual([['1', 'nhiều cán bộ', '', 'nhiều']]);
  });
  it('has a column only for what somebody of the title has', () => {
    const [fighters, workers, , , teams] = tables(body);
    expect(fighters?.head).toEqual(['TT', 'Họ và tên', 'Đơn vị', 'Tiền thưởng (đồng)']);
    expect(workers?.head).toEqual(['TT', 'Họ và tên', 'Đơn vị', 'Thành tích', 'Tiền thưởng (đồng)']);
    expect(workers?.rows[1]).toEqual(['2', 'Dương Thị Thanh', 'Khoa Nội tổng hợp', 'Cải tiến quy trình trả kết quả xét nghiệm', '760.000']);
    expect(teams?.rows).toEqual([['1', '03 tổ', '03', '4.560.000']]);
    const years = decisionList([one('Bằng khen', 'Lê Văn Sỹ', { yearFrom: 2021 }), one('Bằng khen', 'Lê An')]);
    expect(tables(years)[0]?.rows.map((row) => row[3])).toEqual(['2021 - 2025', '2025']);
  });
  it('counts times when somebody has two titles by it', () => {
    const twice = decisionList(
      [recipients[0], recipients[1], one('Lao động tiên tiến', 'Trương Việt Dũng')].filter((line) => line !== undefined),
    );
    expect([words(twice)[0], words(twice).at(-1)]).toEqual([
      'I. CÁ NHÂN: 03 lượt cá nhân',
      'Danh sách này có 03 lượt cá nhân, tiền thưởng 4.050.000 đồng./.',
    ]);
  });
  it('stands as it was signed; what was revoked since is marked', () => {
    const marked = decisionList([one('Lao động tiên tiến', 'Lê An'), one('Lao động tiên tiến', 'Lê Sỹ', { isRevoked: true })]);
    expect(tables(marked)[0]?.rows.map((row) => row[1])).toEqual(['Lê An', 'Lê Sỹ (đã hủy bỏ)']);
    expect(words(marked).slice(-2)).toEqual([
      'Danh sách này có 02 cá nhân, tiền thưởng 1.520.000 đồng.',
      'Sau khi ký, 01 trường hợp trong danh sách đã bị hủy bỏ./.',
    ]);
  });
  it('begins with collectives when there is nobody else', () => {
    expect(words(decisionList(recipients.slice(4)))[0]).toBe('I. TẬP THỂ: 04 tập thể');
  });
  it('stands behind the articles, which say how many, for what, and how much', () => {
    const said = words(decisionBody({ hospital: HOSPITAL, day: '2026-01-12', recipients })).join('\n');
    expect(said).toContain('GIÁM ĐỐC BỆNH VIỆN ĐA KHOA TỈNH AN HÒA');
    expect(said).toContain(
      'trong công tác năm 2025, gồm: Chiến sĩ thi đua cơ sở: 01 cá nhân; Lao động tiên tiến: 02 cá nhân; Giấy khen: nhiều cá nhân; Tập thể lao động tiên tiến: 01 tập thể; Giấy khen: 03 tập thể.',
    );
    expect(said).toContain('Tiền thưởng kèm theo là 10.640.000 đồng');
    expect(said).toMatch(/Nghị định số 152\/2025\/NĐ-CP của Chính phủ;\n/);
  });
});

describe('certificates', () => {
  const decision = { number: '52/QĐ-BV', signedOn: '2026-01-12', signer: 'TS.BS Đặng Hữu Khiêm' };
  it('certify a title, give a form, and say the recorded merit first', () => {
    expect(certificateOf(one('Lao động tiên tiến', 'BS Lê Văn Sỹ'), decision, HOSPITAL)).toEqual({
      heading: 'CHỨNG NHẬN DANH HIỆU',
      whom: 'BS Lê Văn Sỹ',
      unit: `Khoa Nội tổng hợp, ${HOSPITAL}`,
      merit: 'Đạt danh hiệu Lao động tiên tiến năm 2025',
      decision: ['Quyết định số 52/QĐ-BV ngày 12 tháng 01 năm 2026', 'Số sổ vàng: ………'],
    });
    const given = certificateOf(
      one('Giấy khen', 'Khoa Nhi', { isCollective: true, department: null, citation: 'Dẫn đầu đợt thi đua' }),
      decision,
      HOSPITAL,
    );
    expect(given).toMatchObject({ heading: 'TẶNG GIẤY KHEN', unit: HOSPITAL, merit: 'Dẫn đầu đợt thi đua' });
  });
  it('have a page for each who is named', () => {
    const named = { ...one('Giấy khen', 'Lê An'), isNamed: true };
    expect(certified([named, { ...one('Giấy khen', '03 tổ'), isNamed: false }])).toEqual([named]);
  });
  it('leave to a printed form what it says already', () => {
    const text = certificateOf(one('Giấy khen', 'Lê An'), decision, HOSPITAL);
    expect(stockText(text, decision, 'An Hòa')).toMatchObject({
      whom: 'Lê An',
      day: 'An Hòa, ngày 12 tháng 01 năm 2026',
      decision: '52/QĐ-BV ngày 12 tháng 01 năm 2026',
    });
    expect(stockText(text, { number: null, signedOn: null, signer: null }, null)).toMatchObject({ day: '', decision: '', signer: '' });
  });
});

it('the year’s list has the sums of the page, then people and collectives as they come', () => {
  const line = (title: string, name: string, more: Partial<YearLine> = {}): YearLine => ({
    ...{ title, name, isCollective: false, honorifics: null, department: 'Khoa Nhi', count: 1, money: 760_000 },
    ...{ decisionNumber: '52/QĐ-BV', signedOn: '2026-01-12', ...more },
  });
  const count = (level: 'STATE' | 'GRASSROOTS', isCollective: boolean, more: object = {}) => ({
    ...{ year: 2025, level, isCollective, count: 1, uncounted: 0, money: 760_000, ...more },
  });
  const body = yearBody(
    2025,
    [
      count('GRASSROOTS', false, { count: 2, money: 1_520_000, uncounted: 1 }),
      count('GRASSROOTS', true),
      count('STATE', false, { year: 2024 }),
    ],
    [
      line('Tập thể lao động tiên tiến', 'Khoa Nhi', { isCollective: true, department: null }),
      line('Lao động tiên tiến', 'Lê Văn Sỹ', { honorifics: 'BS' }),
      line('Lao động tiên tiến', 'Lê An', { decisionNumber: null, signedOn: null, money: null }),
    ],
  );
  expect(words(body)).toEqual([
    'Năm 2025 có 02 lượt cá nhân và 01 lượt tập thể được khen thưởng, tiền thưởng 2.280.000 đồng. Ngoài ra có 01 dòng ghi «nhiều», không cộng.',
    'I. CÁ NHÂN: 02 lượt cá nhân',
    'Lao động tiên tiến: 02 cá nhân',
    'II. TẬP THỂ: 01 lượt tập thể',
    'Tập thể lao động tiên tiến: 01 tập thể (Quyết định số 52/QĐ-BV ngày 12 tháng 01 năm 2026)',
    'Danh sách lập theo năm thành tích 2025, từ sổ khen thưởng của Bệnh viện./.',
  ]);
  const [sums, people] = tables(body);
  expect(sums?.rows).toEqual([
    ['Cấp cơ sở', '2', '1', '2.280.000'],
    ['Cộng', '2', '1', '2.280.000'],
  ]);
  expect(people?.rows).toEqual([
    ['1', 'BS Lê Văn Sỹ', 'Khoa Nhi', '52/QĐ-BV, 12/01/2026', '760.000'],
    ['2', 'Lê An', 'Khoa Nhi', 'chưa rõ', '–'],
  ]);
});
