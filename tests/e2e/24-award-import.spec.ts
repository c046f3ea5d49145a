import { readFile } from 'node:fs/promises';
import type { Locator, Page } from '@playwright/test';
import ExcelJS from 'exceljs';
import { expect, expectAccessible, test } from '../support/app';

const PHONE = { width: 390, height: 844 };
const WIDE = { width: 1280, height: 900 };

async function download(page: Page, link: Locator): Promise<{ workbook: ExcelJS.Workbook; name: string }> {
  const [file] = await Promise.all([page.waitForEvent('download'), link.click()]);
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load((await readFile(await file.path())) as unknown as ArrayBuffer);
  return { workbook, name: file.suggestedFilename() };
}

const firstSheet = ({ workbook }: { workbook: ExcelJS.Workbook }) => workbook.worksheets[0] as ExcelJS.Worksheet;

/** The row of headings, and the place of each. */
function headOf(sheet: ExcelJS.Worksheet): { row: number; at: (label: string) => number } {
  for (let row = 1; row <= 10; row++) {
    const labels = (sheet.getRow(row).values as (string | undefined)[]).map((label) => String(label ?? '').replace(' *', ''));
    if (labels.includes('Đối tượng')) return { row, at: (label) => labels.indexOf(label) };
  }
  throw new Error('no heading');
}

async function send(page: Page, file: ExcelJS.Workbook | Buffer, name: string) {
  await page.getByLabel('Tệp Excel đã điền').setInputFiles({
    name,
    mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    buffer: Buffer.isBuffer(file) ? file : Buffer.from(await file.xlsx.writeBuffer()),
  });
  await page.getByRole('button', { name: 'Kiểm tra tệp' }).click();
}

type Line = Record<string, string | number | Date>;
function fill(sheet: ExcelJS.Worksheet, lines: readonly Line[]): number {
  const head = headOf(sheet);
  for (const [index, line] of lines.entries())
    for (const [label, value] of Object.entries(line)) sheet.getCell(head.row + 1 + index, head.at(label)).value = value;
  return head.row + 1;
}

async function undo(page: Page, file: string) {
  await page.goto('/awards/import');
  await page
    .getByRole('button', { name: `Hoàn tác lần nhập ${file}` })
    .first()
    .click();
  await page.getByRole('dialog').getByRole('button', { name: 'Hoàn tác' }).click();
  await expect(page.getByRole('button', { name: `Hoàn tác lần nhập ${file}` })).toHaveCount(0, { timeout: 30_000 });
}

test('the award desk fills in the template with what history kept, corrects what is wrong, and takes it back', async ({ as }) => {
  test.setTimeout(120_000);
  const desk = await as('tdkt');
  await desk.setViewportSize(WIDE);
  await desk.goto('/awards');
  await desk.getByRole('link', { name: 'Nhập từ Excel' }).click();
  await expect(desk.getByRole('heading', { level: 1, name: 'Nhập khen thưởng từ Excel' })).toBeVisible();
  await expectAccessible(desk);
  const template = await download(desk, desk.getByRole('link', { name: 'Tải mẫu Excel' }));
  expect(template.name).toBe('mau-nhap-khen-thuong.xlsx');
  expect(template.workbook.worksheets.map(({ name }) => name)).toEqual(['Khen thưởng', 'Hướng dẫn', 'Danh mục']);
  const sheet = firstSheet(template);
  const office = { 'Đối tượng': 'tập thể', 'Họ tên hoặc tên tập thể': 'Phong Y vu' };
  const first = fill(sheet, [
    { ...office, 'Danh hiệu, hình thức khen': 'Tập thể lao động giỏi', 'Từ năm': 'không rõ', Nguồn: 'Lịch sử phòng' },
    { ...office, 'Danh hiệu, hình thức khen': 'BK_TTG', 'Từ năm': 2009, 'Ngày quyết định': 2009 },
    { 'Đối tượng': 'nhiều', 'Họ tên hoặc tên tập thể': 'nhiều cán bộ, viên chức', 'Danh hiệu, hình thức khen': 'CSTDCS' },
    {
      ...{ 'Đối tượng': 'cá nhân', 'Họ tên hoặc tên tập thể': 'TTƯT.BSCKII. Thử Thị Ánh Nhập', 'Khoa, phòng': 'KHTH' },
      ...{ 'Danh hiệu, hình thức khen': 'Chiến sĩ thi đua cơ sở', 'Từ năm': 2019, 'Số quyết định': '5/QĐ-THU' },
      'Ngày quyết định': new Date('2018-05-06T00:00:00Z'),
    },
    {
      ...{
        'Đối tượng': 'số lượng',
        'Họ tên hoặc tên tập thể': 'cá nhân',
        'Số lượng': 0,
        'Danh hiệu, hình thức khen': 'LDTT',
        'Từ năm': 2019,
      },
      ...{ 'Ngày quyết định': 'ngày 5 tháng 10', Nguồn: `Kỷ yếu ${'rất dài '.repeat(40)}` },
    },
  ]);
  await send(desk, template.workbook, 'lich-su.xlsx');
  await expect(desk.getByRole('heading', { level: 1, name: '3 dòng đúng, 2 dòng cần sửa' })).toBeVisible();
  const wrong = desk.getByRole('table', { name: 'Ô cần sửa' });
  await expect(wrong.getByRole('row', { name: `I${first + 3} Ngày quyết định Quyết định ký trước năm khen 2019.` })).toBeVisible();
  await expect(wrong.getByRole('row', { name: `G${first + 4} Số lượng Số lượng phải từ 1.` })).toBeVisible();
  await expectAccessible(desk);
  await desk.setViewportSize(PHONE);
  expect(await desk.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(PHONE.width);
  await expectAccessible(desk);
  await desk.setViewportSize(WIDE);

  const rejected = await download(desk, desk.getByRole('link', { name: 'Tải các dòng cần sửa' }));
  const again = firstSheet(rejected);
  const place = headOf(again);
  expect(again.getCell(place.row + 1, place.at('Cần sửa')).text).toContain('Quyết định ký trước năm khen 2019.');
  again.getCell(place.row + 1, place.at('Ngày quyết định')).value = '06/05/2020';
  again.getCell(place.row + 2, place.at('Số lượng')).value = 4;
  // what could not be read stands there to be corrected, marked
  const unread = ['Ngày quyết định', 'Nguồn'].map((label) => again.getCell(place.row + 2, place.at(label)));
  expect(unread.map(({ text, note }) => [text.slice(0, 15), Boolean(note)])).toEqual([
    ['ngày 5 tháng 10', true],
    ['Kỷ yếu rất dài ', true],
  ]);
  expect(unread[1]?.text.length).toBeGreaterThan(200);
  for (const [index, value] of ['05/10/2020', 'Kỷ yếu'].entries()) if (unread[index]) unread[index].value = value;
  await desk.getByRole('button', { name: 'Nhập 3 dòng đúng, để lại 2 dòng' }).click();
  await expect(desk.getByRole('heading', { level: 1, name: 'Đã nhập 3 dòng từ lich-su.xlsx' })).toBeVisible();
  await send(desk, rejected.workbook, 'sua.xlsx');
  await expect(desk.getByRole('heading', { level: 1, name: 'Cả 2 dòng đều đúng' })).toBeVisible();
  await expect(desk.getByText('thêm 1 người chưa có trong sổ và 2 quyết định mới')).toBeVisible();
  await expect(desk.getByRole('table', { name: 'Người mới (1)' })).toContainText('Thử Thị Ánh Nhập');
  await desk.getByRole('button', { name: 'Nhập 2 dòng' }).click();
  await expect(desk.getByRole('heading', { level: 1, name: 'Đã nhập 2 dòng từ sua.xlsx' })).toBeVisible();
  // in the register while they stand, and gone from it once they are taken back
  const decision = desk.getByRole('table', { name: 'Quyết định khen thưởng' }).getByRole('rowheader', { name: '5/QĐ-THU' });
  await desk.goto('/awards/decisions?q=5%2FQ%C4%90-THU');
  await expect(decision).toHaveCount(1);
  await decision.getByRole('link').click();
  await expect(desk.getByText('Thử Thị Ánh Nhập').first()).toBeVisible();
  const shown = desk.url();
  for (const file of ['sua.xlsx', 'lich-su.xlsx']) await undo(desk, file);
  await desk.goto('/awards/decisions?q=5%2FQ%C4%90-THU');
  await expect(desk.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(decision).toHaveCount(0);
  expect((await desk.goto(shown))?.status()).toBe(404);
});

test('5,000 rows with 300 wrong ones: every wrong cell is told, the right ones are written at once, and all of it goes back', async ({
  as,
}) => {
  test.setTimeout(180_000);
  const desk = await as('tdkt');
  await desk.setViewportSize(WIDE);
  await desk.goto('/awards/import');
  const template = await download(desk, desk.getByRole('link', { name: 'Tải mẫu Excel' }));
  const given = ['An', 'Bích', 'Cúc', 'Dũng', 'Én', 'Phúc', 'Giang', 'Hạnh', 'Khuê', 'Lan'];
  const name = (at: number) => `Nhữ ${[1000, 100, 10, 1].map((unit) => given[Math.floor(at / unit) % 10]).join(' ')}`;
  const lines = Array.from({ length: 5_000 }, (_, at): Line => {
    const line: Line = {
      ...{
        'Đối tượng': 'cá nhân',
        'Họ tên hoặc tên tập thể': name(at),
        'Khoa, phòng': 'NOI',
        'Danh hiệu, hình thức khen': 'Lao động tiên tiến',
      },
      ...{
        'Từ năm': 2015 + (at % 5),
        'Số quyết định': `${at % 250}/QĐ-LS`,
        'Ngày quyết định': '15/01/2021',
        'Cấp quyết định': 'Bệnh viện',
      },
    };
    if (at % 50 === 7) line['Danh hiệu, hình thức khen'] = 'Danh hiệu không có';
    if (at % 50 === 17) line['Khoa, phòng'] = 'Khoa không có';
    if (at % 50 === 27) {
      line['Từ năm'] = 'năm kia';
      line['Số lượng'] = 0;
    }
    return line;
  });
  const first = fill(firstSheet(template), lines);
  const file = Buffer.from(await template.workbook.xlsx.writeBuffer());
  await send(desk, file, 'nghin-dong.xlsx');
  await expect(desk.getByRole('status').getByText(/Đang (gửi|mở|so)|Đã đọc 5\.000 dòng/)).toBeVisible();
  const began = Date.now();
  await expect(desk.getByRole('heading', { level: 1, name: '4.700 dòng đúng, 300 dòng cần sửa' })).toBeVisible({ timeout: 30_000 });
  test.info().annotations.push({ type: 'seconds to every wrong cell', description: String((Date.now() - began) / 1000) });
  const kinds = desk.getByRole('table', { name: 'Loại lỗi' });
  await expect(kinds.getByRole('row')).toHaveCount(5);
  await expect(kinds.getByRole('row', { name: 'Khoa, phòng Không có khoa, phòng Khoa không có. 100' })).toBeVisible();
  const wrong = desk.getByRole('table', { name: 'Ô cần sửa (400)' });
  const told = new Set<string>();
  for (const range of ['1–100', '101–200', '201–300', '301–400']) {
    await expect(desk.getByText(`${range} trong 400`)).toBeVisible();
    await expect(wrong.getByRole('row')).toHaveCount(101);
    for (const place of await wrong.getByRole('rowheader').allInnerTexts()) told.add(place);
    if (range !== '301–400') await desk.getByRole('link', { name: 'Sau', exact: true }).click();
  }
  const expected = lines.flatMap((_, at) => {
    const cell = (letter: string) => `${letter}${first + at}`;
    return at % 50 === 7 ? [cell('D')] : at % 50 === 17 ? [cell('C')] : at % 50 === 27 ? [cell('E'), cell('G')] : [];
  });
  expect(expected.filter((cell) => !told.has(cell))).toEqual([]);
  expect(told.size).toBe(expected.length);
  // one column, one kind of mistake; the kind once more shows all again
  await desk.getByRole('navigation', { name: 'Theo cột' }).getByRole('link', { name: 'Số lượng' }).click();
  await expect(wrong.getByRole('rowheader').first()).toHaveText(`G${first + 27}`);
  await kinds.getByRole('link', { name: 'Danh mục không có Danh hiệu không có.' }).click();
  await expect(wrong.getByRole('rowheader').first()).toHaveText(`D${first + 7}`);
  await expect(wrong.getByRole('row')).toHaveCount(101);
  await expectAccessible(desk);
  await kinds.getByRole('link', { name: 'Danh mục không có Danh hiệu không có.' }).click();
  await expect(desk.getByText('1–100 trong 400')).toBeVisible();

  const rejected = await download(desk, desk.getByRole('link', { name: 'Tải các dòng cần sửa' }));
  const sheet = firstSheet(rejected);
  expect(sheet.rowCount - headOf(sheet).row).toBe(300);

  await desk.getByRole('button', { name: 'Nhập 4.700 dòng đúng, để lại 300 dòng' }).click();
  await expect(desk.getByRole('status').getByText(/Đang (so|ghi)/)).toBeVisible();
  await expect(desk.getByRole('heading', { level: 1, name: 'Đã nhập 4.700 dòng từ nghin-dong.xlsx' })).toBeVisible({ timeout: 60_000 });
  // the way on leads to what came in, and nothing else
  await desk.getByRole('link', { name: 'Xem các quyết định của lần nhập này' }).click();
  await expect(desk.getByText('Chỉ những quyết định của một lần nhập từ Excel.')).toBeVisible();
  const brought = desk.getByRole('table', { name: 'Quyết định khen thưởng' }).getByRole('rowheader');
  await expect(brought).toHaveCount(
    new Set(lines.filter((_, at) => ![7, 17, 27].includes(at % 50)).map((line) => line['Số quyết định'])).size,
  );
  await desk.goto('/awards/import');
  // the same file again is told so; its rows are on record
  await send(desk, file, 'nghin-dong.xlsx');
  await expect(desk.getByText('Tệp này đã nhập rồi')).toBeVisible({ timeout: 30_000 });
  await undo(desk, 'nghin-dong.xlsx');
  await desk.goto('/awards/decisions?q=QĐ-LS');
  await expect(desk.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(desk.getByRole('rowheader', { name: '/QĐ-LS' })).toHaveCount(0);
});

test('what is no workbook of awards is refused in a sentence; nobody else learns that the addresses exist', async ({ as }) => {
  const desk = await as('tdkt');
  await desk.goto('/awards/import');
  await desk.getByLabel('Tệp Excel đã điền').setInputFiles({ name: 'x.xlsx', mimeType: 'text/plain', buffer: Buffer.from('khen') });
  await desk.getByRole('button', { name: 'Kiểm tra tệp' }).click();
  await expect(desk.getByText('Đây không phải sổ Excel (.xlsx).')).toBeVisible();
  const broken = await desk.request.post('/api/awards/import/confirm', {
    data: '{"batchId":',
    headers: { 'sec-fetch-site': 'same-origin', 'content-type': 'application/json' },
  });
  expect((await broken.json()).message).toBe('Còn 1 chỗ cần sửa.');
  for (const username of ['khth', 'giamdoc', 'congdoan', 'noi', 'quantri']) {
    const page = await as(username);
    for (const address of ['/awards/import', '/api/awards/import/template', '/api/awards/import/rejected?batch=1'])
      expect((await page.request.get(address)).status(), `${username} ${address}`).toBe(404);
    const headers = { 'sec-fetch-site': 'same-origin' };
    const sent = [
      await page.request.post('/api/awards/import?name=a.xlsx', { data: Buffer.from('x'), headers }),
      await page.request.post('/api/awards/import/confirm', { data: '{}', headers }),
    ];
    expect(sent.map((answer) => answer.status())).toEqual([404, 404]);
  }
});
