import type { Page } from '@playwright/test';
import ExcelJS from 'exceljs';
import { expect, expectAccessible, test } from '../support/app';
import { paperAt, wordText } from '../support/word';

const PHONE = { width: 390, height: 844 };
const bare = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').replace(/[đĐ]/g, 'd').toLowerCase();

type Listed = { name: string; title: string };

/** The lists of a decision as its workbook has them, sheet by sheet, without head and sum. */
async function listsOf(bytes: Buffer): Promise<Listed[][]> {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load(bytes as unknown as ArrayBuffer);
  return workbook.worksheets.map((sheet) => {
    const rows: Listed[] = [];
    let columns: string[] = [];
    sheet.eachRow((row) => {
      const texts = Array.from({ length: 8 }, (_, at) => row.getCell(at + 1).text);
      if (columns.length === 0 && texts.includes('Danh hiệu, hình thức khen')) columns = texts;
      else if (columns.length > 0 && /^\d+$/.test(texts[0] ?? ''))
        rows.push({ name: texts[1] ?? '', title: texts[columns.indexOf('Danh hiệu, hình thức khen')] ?? '' });
    });
    return rows;
  });
}

const byGivenName = (names: readonly string[]) => {
  const given = names.map((name) => name.split(' ').at(-1) ?? '');
  expect(given).toEqual([...given].sort((one, other) => one.localeCompare(other, 'vi')));
};

/** Names of people in the sample's decision on 2025, each once, without the two of one name. */
async function staffOf(page: Page): Promise<string[]> {
  await page.goto('/awards/decisions?q=52/QD-BV');
  await page.getByRole('link', { name: '52/QĐ-BV' }).first().click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('52/QĐ-BV');
  const links = page.locator('a[href^="/awards/people/"]');
  await expect(links.first()).toBeVisible();
  const names = await links.evaluateAll((all) =>
    all.map((one) =>
      [...one.childNodes]
        .filter((node) => node.nodeType === 3)
        .map((node) => node.textContent)
        .join('')
        .trim(),
    ),
  );
  return [...new Set(names)].filter((name) => name !== 'Nguyễn Thị Hoa');
}

test('one decision with 36 people and 4 collectives, from the pasted list to the printed one', async ({ as }) => {
  test.setTimeout(180_000);
  const desk = await as('tdkt');
  const staff = await staffOf(desk);
  // of several titles: the higher first, each title once, its people by given name
  const [several = []] = await listsOf(await (await desk.request.get(`/api${new URL(desk.url()).pathname}`)).body());
  const titles = several.map(({ title }) => title).filter((title, at, all) => title !== all[at - 1]);
  expect(titles).toEqual(['Chiến sĩ thi đua cơ sở', 'Lao động tiên tiến']);
  for (const title of titles) byGivenName(several.filter((one) => one.title === title).map(({ name }) => name));
  expect(staff.length).toBeGreaterThanOrEqual(33);
  const lines = [
    'STT\tHọ và tên',
    ...staff.slice(0, 32).map((name, index) => `${index + 1}\tBS. ${name}`),
    `33\t${bare(staff[32] ?? '')}`,
    '34\tNguyễn Thị Hoa',
    '35\tBS Lò Văn Păn\tKhoa Nội tổng hợp',
    '36\tGiàng A Sử',
    'Khoa Nội tổng hợp',
    'Khoa Ngoại tổng hợp',
    'Khoa Cấp cứu',
    'Phòng Y vụ',
  ];
  await desk.goto('/awards/decisions/new?year=2026&period=q4');
  await desk.getByLabel('Số, ký hiệu').fill('97/QĐ-BV');
  await desk.getByLabel('Ngày ký').fill('20/11/2026');
  await desk.getByLabel('Người ký').fill('TS.BS Đặng Hữu Khiêm');
  await desk.getByLabel(/Dán từ Excel/).fill(lines.join('\n'));
  await desk.getByRole('button', { name: 'Đọc danh sách' }).click();
  await expect(desk.getByRole('heading', { level: 1, name: '40 dòng dán vào: 37 rõ, còn 3 dòng phải xem trước khi ghi' })).toBeVisible();
  await expectAccessible(desk);

  // nothing is recorded before all is clear, and nothing is lost on reload
  await desk.getByRole('button', { name: /^Ghi 36 người, 4 tập thể/ }).click();
  await expect(desk.getByText('Còn 3 dòng chưa rõ')).toBeVisible();
  await desk.reload();
  await expect(desk.getByRole('heading', { level: 1, name: '40 dòng dán vào: 37 rõ, còn 3 dòng phải xem trước khi ghi' })).toBeVisible();
  await expect(desk.getByLabel('Số, ký hiệu')).toHaveValue('97/QĐ-BV');

  await desk.getByLabel('Chọn người cho Nguyễn Thị Hoa').selectOption({ index: 1 });
  await desk.getByLabel('Chọn người cho Lò Văn Păn').selectOption('new');
  await desk.getByLabel('Chọn người cho Giàng A Sử').selectOption('new');
  await desk.getByLabel('Đơn vị của Giàng A Sử').selectOption({ label: 'Khoa Nội tổng hợp' });
  await expect(desk.getByRole('heading', { level: 1, name: '36 người, 4 tập thể: tất cả đã rõ, ghi được' })).toBeVisible();

  // one title more than the rule lets: it warns and does not block
  const first = desk.getByLabel(`Danh hiệu của ${staff[0]}`);
  await first.selectOption({ label: 'Chiến sĩ thi đua cơ sở' });
  await expect(desk.getByText('Chưa có Lao động tiên tiến năm 2026')).toBeVisible();
  await first.selectOption({ label: 'Lao động tiên tiến' });
  await expect(desk.getByText('Chưa có Lao động tiên tiến năm 2026')).toHaveCount(0);
  // 36 × 760.000 + 4 × 2.030.000
  await expect(desk.getByRole('row', { name: /Cộng tiền thưởng/ })).toContainText('35.480.000');
  await desk.setViewportSize(PHONE);
  expect(await desk.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
  await expectAccessible(desk);
  await desk.setViewportSize({ width: 1280, height: 900 });

  await desk.getByRole('button', { name: 'Ghi 36 người, 4 tập thể' }).click();
  await expect(desk).toHaveURL(/\/awards\/decisions\/\d+$/);
  await expect(desk.getByText('36 cá nhân, 4 tập thể, tiền thưởng 35.480.000 đ')).toBeVisible();
  await expectAccessible(desk);
  // the list stands by given name, whatever stands before the name
  const rows = desk.getByRole('region', { name: 'Cá nhân (36)' }).locator('tbody th');
  await expect(rows).toHaveCount(36);
  const given = (await rows.allTextContents()).map((text) => text.trim().split(' ').at(-1) ?? '');
  expect(given).toEqual([...given].sort((one, other) => one.localeCompare(other, 'vi')));
  await expect(desk.getByRole('region', { name: 'Tập thể (4)' })).toContainText('Phòng Kế hoạch tổng hợp');
  const workbook = await desk.request.get(`/api${new URL(desk.url()).pathname}`);
  expect(workbook.headers()['content-type']).toContain('spreadsheetml');
  const [people40 = [], collectives40 = []] = await listsOf(await workbook.body());
  expect([people40.length, collectives40.length]).toEqual([36, 4]);
  // the list in Word has all forty in the order of the page, and the decision has it behind its articles
  const shown = (await desk.locator('.secs section tbody th').allTextContents()).map((text) => text.trim());
  expect(shown).toHaveLength(40);
  const names = [...people40, ...collectives40].map(({ name }) => name);
  expect(names.filter((name, at) => !name.endsWith(shown[at] ?? '?'))).toEqual([]);
  byGivenName(people40.map(({ name }) => name));
  expect([...new Set(people40.map(({ title }) => title))]).toEqual(['Lao động tiên tiến']);
  expect([...new Set(collectives40.map(({ title }) => title))]).toEqual(['Tập thể lao động tiên tiến']);
  const href = await desk.getByRole('link', { name: 'Danh sách kèm quyết định' }).getAttribute('href');
  const printed = await desk.request.get(href ?? '');
  expect(printed.headers()['cache-control']).toContain('no-store');
  /** The names that do not come after the one before them. */
  const misplaced = (text: string) => {
    let at = 0;
    return shown.filter((name) => {
      const found = text.indexOf(`\n${name}\n`, at);
      at = Math.max(found, at);
      return found < 0;
    });
  };
  const list = wordText(await printed.body());
  expect(misplaced(list)).toEqual([]);
  for (const words of [
    '(Kèm theo Quyết định số 97/QĐ-BV ngày 20 tháng 11 năm 2026',
    'Danh sách này có 36 cá nhân và 04 tập thể, tiền thưởng 35.480.000 đồng./.',
  ])
    expect(list).toContain(words);
  const decision = await paperAt(desk, 'Quyết định và danh sách');
  expect(misplaced(decision)).toEqual([]);
  for (const words of [
    'SỞ Y TẾ TỈNH AN HÒA',
    'Số: 97/QĐ-BV',
    'An Hòa, ngày 20 tháng 11 năm 2026',
    '36 cá nhân và 04 tập thể',
    'TS.BS Đặng Hữu Khiêm',
  ])
    expect(decision).toContain(words);
  const year = await desk.context().newPage();
  await year.goto('/awards?year=2026&period=year');
  const [, people, collectives] =
    /Năm 2026: ([\d.]+) lượt cá nhân, ([\d.]+) lượt tập thể/.exec((await year.locator('main').textContent()) ?? '') ?? [];
  const yearList = await paperAt(year, 'Xuất Word', { 'Người lập danh sách': 'Nguyễn Thị Lan' });
  expect(yearList).toContain(`I. CÁ NHÂN: ${people} lượt cá nhân`);
  expect(yearList).toContain(`II. TẬP THỂ: ${collectives?.padStart(2, '0')} lượt tập thể`);
  for (const name of shown) expect(yearList).toContain(`\n${name}\n`);
  await year.close();

  // a wrong one is withdrawn, and the same decision is not recorded twice
  const row = desk.getByRole('row', { name: /Giàng A Sử/ });
  await row.getByRole('button', { name: /Thu hồi/ }).click();
  const dialog = desk.getByRole('dialog');
  await dialog.getByLabel('Lý do').fill('Kê khai không đúng');
  await dialog.getByRole('button', { name: 'Thu hồi' }).click();
  await expect(desk.getByText('Thu hồi tiền thưởng 760.000 đ')).toBeVisible();
  await expect(desk.getByText('35 cá nhân, 4 tập thể, tiền thưởng 34.720.000 đ')).toBeVisible();
  await desk.goto('/awards/decisions?q=lo+van+pan');
  await expect(desk.getByRole('link', { name: '97/QĐ-BV' }).first()).toBeVisible();
});

test('a number without names, years of one line alone, the scan; and somebody forgotten, of a name that is there already', async ({
  as,
}) => {
  const desk = await as('tdkt');
  const [known = ''] = await staffOf(desk);
  await desk.goto('/awards/decisions/new?year=2026&period=q4');
  await desk.getByLabel('Số, ký hiệu').fill('98/QĐ-BV');
  await desk.getByLabel('Ngày ký').fill('21/11/2026');
  await desk.getByLabel(/Dán từ Excel/).fill([known, '04 bác sĩ triển khai kỹ thuật mới', '02 kíp mổ'].join('\n'));
  await desk.getByRole('button', { name: 'Đọc danh sách' }).click();
  await desk.getByLabel('Danh hiệu cho cá nhân').selectOption({ label: 'Giấy khen' });
  await desk.getByLabel('Danh hiệu cho tập thể').selectOption({ label: 'Giấy khen' });
  await desk.getByLabel('Chọn người cho triển khai kỹ thuật mới').selectOption('unnamed');
  await desk.getByLabel('Chọn người cho kíp mổ').selectOption('unnamed');
  await expect(desk.getByLabel('Số lượng của triển khai kỹ thuật mới')).toHaveValue('4');
  await desk
    .getByRole('row', { name: /kíp mổ/ })
    .getByLabel('là tập thể')
    .check();
  // a number of none is none: the line stays open until it says how many
  await desk.getByLabel('Số lượng của kíp mổ').fill('0');
  await expect(desk.getByRole('heading', { level: 1, name: /còn 1 dòng phải xem/ })).toBeVisible();
  await desk.getByLabel('Số lượng của kíp mổ').fill('02');
  await expect(desk.getByRole('heading', { level: 1, name: '5 người, 2 tập thể: tất cả đã rõ, ghi được' })).toBeVisible();
  // 5 × 0,3 and 2 × 0,6 of 2.530.000, each rounded up to 10.000
  await expect(desk.getByRole('row', { name: /Cộng tiền thưởng/ })).toContainText('6.840.000');
  await desk.getByRole('cell', { name: known }).first().click();
  await desk.getByLabel('Riêng dòng, từ năm').fill('2024');
  await desk.getByLabel('đến năm', { exact: true }).last().fill('2025');
  await expectAccessible(desk);
  const pdf = Buffer.from(
    '%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF',
  );
  await desk.getByLabel('Tệp quyết định').setInputFiles({ name: 'qd-98.pdf', mimeType: 'application/pdf', buffer: pdf });
  await desk.getByRole('button', { name: 'Ghi 5 người, 2 tập thể' }).click();
  await expect(desk).toHaveURL(/\/awards\/decisions\/\d+$/);
  await expect(desk.getByText('5 cá nhân, 2 tập thể, tiền thưởng 6.840.000 đ')).toBeVisible();
  await expect(desk.getByRole('row', { name: new RegExp(known) })).toContainText('2024–2025');
  await expect(desk.getByRole('link', { name: 'qd-98.pdf', exact: true })).toBeVisible();

  // forgotten: another one of a name that is on record
  await desk.getByRole('link', { name: 'Thêm người' }).click();
  await desk.getByLabel(/Dán từ Excel/).fill(`${known}\tKhoa Cấp cứu`);
  await desk.getByRole('button', { name: 'Đọc danh sách' }).click();
  await desk.getByLabel('Danh hiệu cho cá nhân').selectOption({ label: 'Giấy khen' });
  await desk.getByLabel(`Chọn người cho ${known}`).selectOption('new');
  await desk.getByLabel('Là người khác, cùng tên').check();
  await expectAccessible(desk);
  await desk.getByRole('button', { name: 'Ghi 1 người, 0 tập thể' }).click();
  await expect(desk.getByText('6 cá nhân, 2 tập thể, tiền thưởng 7.600.000 đ')).toBeVisible();
  await expect(desk.getByRole('link', { name: new RegExp(known) })).toHaveCount(2);
});

test('the planning office’s old honours are entered and read back: uncounted ones kept, never summed', async ({ as }) => {
  const desk = await as('tdkt');
  await desk.goto('/awards/departments/KHTH');
  // 14 of the papers, and the one that the journey above gave to the office under its old name
  await expect(desk.getByText(/Cộng 1[45] khen thưởng đếm được/)).toBeVisible();
  await expect(desk.getByText('nhiều bằng khen của Công đoàn Y tế Việt Nam')).toBeVisible();
  await expectAccessible(desk);

  const enter = async (title: string, subject: string, text: string, count = '') => {
    await desk.goto('/awards/historic');
    await desk.getByRole('combobox', { name: 'Danh hiệu, hình thức khen' }).fill(title);
    await desk.keyboard.press('Enter');
    await desk.getByLabel('Khen ai').selectOption(subject);
    await desk.getByRole('combobox', { name: 'Đơn vị' }).fill('phong dieu duong');
    await desk.keyboard.press('Enter');
    await desk.getByLabel(/Ghi như tài liệu viết/).fill(text);
    await desk.getByLabel(/^Số lượng/).fill(count);
    await desk.getByLabel('Tài liệu nào nói').fill('Sổ truyền thống của phòng');
    await desk.getByRole('button', { name: 'Ghi vào sổ' }).click();
    await expect(desk.getByText('Đã ghi vào sổ khen thưởng')).toBeVisible();
  };
  await enter('tap the lao dong gioi', 'UNCOUNTED', 'nhiều năm liền');
  await enter('chien si thi dua cap bo', 'UNNAMED', 'cán bộ phòng', '04');
  await expectAccessible(desk);
  await desk.goto('/awards/decisions');
  await desk.getByText('Khen thưởng của bệnh viện và từng đơn vị').click();
  await desk.getByRole('link', { name: 'Phòng Điều dưỡng' }).click();
  await expect(desk.getByRole('region', { name: 'Nhiều lần, không đếm được' })).toContainText('Tập thể lao động giỏi: nhiều năm liền');
  await expect(desk.getByRole('region', { name: 'Không rõ năm' })).toContainText('4 cán bộ phòng');
  await expect(desk.getByText('Theo: Sổ truyền thống của phòng').first()).toBeVisible();
});
