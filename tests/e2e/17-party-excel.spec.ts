import { readFile } from 'node:fs/promises';
import type { Locator, Page } from '@playwright/test';
import ExcelJS from 'exceljs';
import { expect, expectAccessible, test } from '../support/app';

const PHONE = { width: 390, height: 844 };
const WIDE = { width: 1366, height: 900 };
const MARK = 'LƯU HÀNH NỘI BỘ';

async function download(page: Page, link: Locator): Promise<{ workbook: ExcelJS.Workbook; name: string }> {
  const [file] = await Promise.all([page.waitForEvent('download'), link.click()]);
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load((await readFile(await file.path())) as unknown as ArrayBuffer);
  return { workbook, name: file.suggestedFilename() };
}

const firstSheet = ({ workbook }: { workbook: ExcelJS.Workbook }) => workbook.worksheets[0] as ExcelJS.Worksheet;

/** The row of headings, and the place of each. */
function headOf(sheet: ExcelJS.Worksheet, heading: string): { row: number; at: (label: string) => number } {
  for (let row = 1; row <= 10; row++) {
    const labels = (sheet.getRow(row).values as (string | undefined)[]).map((label) => String(label ?? '').replace(' *', ''));
    if (labels.includes(heading)) return { row, at: (label) => labels.indexOf(label) };
  }
  throw new Error(`no heading ${heading}`);
}

async function send(page: Page, workbook: ExcelJS.Workbook, name: string) {
  await page.getByLabel('Tệp Excel đã điền').setInputFiles({
    name,
    mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    buffer: Buffer.from(await workbook.xlsx.writeBuffer()),
  });
  await page.getByRole('button', { name: 'Kiểm tra tệp' }).click();
}

test('the Party office fills in the template, corrects what is wrong, imports, and takes it back', async ({ as }) => {
  test.setTimeout(120_000);
  const office = await as('vpdu');
  await office.setViewportSize(WIDE);
  await office.goto('/party/bodies');
  await office.getByRole('link', { name: 'Nhập từ Excel' }).click();
  await expect(office.getByRole('heading', { level: 1, name: 'Nhập chi bộ từ Excel' })).toBeVisible();
  await expectAccessible(office);

  const template = await download(office, office.getByRole('link', { name: 'Tải mẫu Excel' }));
  expect(template.name).toBe('mau-nhap-chi-bo.xlsx');
  expect(template.workbook.worksheets.map(({ name }) => name)).toEqual(['Chi bộ', 'Hướng dẫn', 'Danh mục']);
  const sheet = firstSheet(template);
  expect(sheet.getCell('A1').value).toBe(MARK);
  const lists = template.workbook.getWorksheet('Danh mục') as ExcelJS.Worksheet;
  const [department, person] = [lists.getCell('B6').text, lists.getCell('C6').text];
  expect([department, person].every((text) => text.length > 3)).toBe(true);

  // what is no workbook is refused in a sentence
  await office.getByLabel('Tệp Excel đã điền').setInputFiles({ name: 'x.xlsx', mimeType: 'text/plain', buffer: Buffer.from('chi bộ') });
  await office.getByRole('button', { name: 'Kiểm tra tệp' }).click();
  await expect(office.getByText('Đây không phải sổ Excel (.xlsx).')).toBeVisible();

  const head = headOf(sheet, 'Tên chi bộ');
  const fill = (row: number, values: Record<string, ExcelJS.CellValue>) => {
    for (const [label, value] of Object.entries(values)) sheet.getCell(head.row + row, head.at(label)).value = value;
  };
  const decision = { 'Số quyết định': '88-QĐ/ĐU', 'Ngày quyết định': '20/12/2024', 'Trích yếu quyết định': 'Thành lập chi bộ' };
  fill(1, {
    'Mã chi bộ': 'CB-THU1',
    'Tên chi bộ': 'Chi bộ Thử một',
    'Khoa, phòng': department,
    'Bí thư': person,
    'Có hiệu lực từ': '01/01/2025',
    ...decision,
  });
  fill(2, { 'Mã chi bộ': 'CB-THU2', 'Tên chi bộ': 'Chi bộ Thử hai', 'Khoa, phòng': 'Khoa không có', 'Có hiệu lực từ': '31/02/2025' });
  fill(3, { 'Tên chi bộ': 'Chi bộ Thử ba', 'Có hiệu lực từ': new Date('2025-01-01T00:00:00Z') });
  await send(office, template.workbook, 'chi-bo.xlsx');

  await expect(office.getByRole('heading', { level: 1, name: '1 dòng đúng, 2 dòng cần sửa' })).toBeVisible();
  const [second, third] = [head.row + 2, head.row + 3];
  const wrong = office.getByRole('table', { name: 'Ô cần sửa' });
  await expect(wrong.getByRole('row', { name: `C${second} Khoa, phòng Không có khoa, phòng Khoa không có.` })).toBeVisible();
  await expect(wrong.getByRole('row', { name: `F${second} Có hiệu lực từ Không phải ngày` })).toBeVisible();
  await expect(wrong.getByRole('row', { name: `A${third} Mã chi bộ Chi bộ mới cần mã` })).toBeVisible();
  await expectAccessible(office);
  await office.setViewportSize(PHONE);
  expect(await office.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(PHONE.width);
  await expectAccessible(office);
  await office.setViewportSize(WIDE);

  // the wrong rows come back in a workbook that can be corrected and sent again
  const rejected = await download(office, office.getByRole('link', { name: 'Tải các dòng cần sửa' }));
  const again = firstSheet(rejected);
  const place = headOf(again, 'Cần sửa');
  expect(again.getCell(place.row + 1, place.at('Mã chi bộ')).value).toBe('CB-THU2');
  expect(again.getCell(place.row + 1, place.at('Cần sửa')).text).toContain('Không có khoa, phòng Khoa không có.');
  again.getCell(place.row + 1, place.at('Khoa, phòng')).value = department.toLocaleUpperCase('vi');
  again.getCell(place.row + 1, place.at('Có hiệu lực từ')).value = '01/03/2025';
  again.getCell(place.row + 2, place.at('Mã chi bộ')).value = 'cb-thu3';

  await office.getByRole('button', { name: 'Nhập 1 dòng đúng, để lại 2 dòng' }).click();
  await expect(office.getByRole('heading', { level: 1, name: 'Đã nhập 1 dòng từ chi-bo.xlsx' })).toBeVisible();
  await send(office, rejected.workbook, 'sua.xlsx');
  await expect(office.getByRole('heading', { level: 1, name: 'Cả 2 dòng đều đúng' })).toBeVisible();
  await office.getByRole('button', { name: 'Nhập 2 dòng' }).click();
  await expect(office.getByRole('heading', { level: 1, name: 'Đã nhập 2 dòng từ sua.xlsx' })).toBeVisible();
  await expectAccessible(office);

  await office.getByRole('link', { name: 'Xem danh sách chi bộ' }).click();
  for (const name of ['một', 'hai', 'ba']) await expect(office.getByRole('link', { name: `Chi bộ Thử ${name}` })).toBeVisible();
  await office.getByRole('link', { name: 'Chi bộ Thử một' }).click();
  await expect(office.getByText(person).first()).toBeVisible();

  for (const file of ['sua.xlsx', 'chi-bo.xlsx']) {
    await office.goto('/party/bodies/import');
    await office
      .getByRole('button', { name: `Hoàn tác lần nhập ${file}` })
      .first()
      .click();
    await office.getByRole('dialog').getByRole('button', { name: 'Hoàn tác' }).click();
    await expect(office.getByRole('button', { name: `Hoàn tác lần nhập ${file}` })).toHaveCount(0);
  }
  await office.goto('/party/bodies?q=thu mot');
  await expect(office.getByText('Tìm trong cả tên cũ')).toBeVisible();
});

test('what the Party office sees goes out to Excel: numbers as numbers, days as days, marked for internal use', async ({ as }) => {
  const office = await as('vpdu');
  await office.goto('/party/bodies?year=2025');
  const cells = firstSheet(await download(office, office.getByRole('link', { name: 'Xuất Excel' })));
  expect(cells.getCell('A1').value).toBe(MARK);
  expect(cells.headerFooter.oddHeader).toContain(MARK);
  const list = headOf(cells, 'Chi bộ');
  const first = (label: string) => cells.getCell(list.row + 1, list.at(label));
  expect(first('STT').value).toBe(1);
  expect(first('Thành lập').value).toBeInstanceOf(Date);
  expect(cells.rowCount - list.row).toBe(42);

  await office.goto('/party/counts?year=2025');
  const counts = firstSheet(await download(office, office.getByRole('link', { name: 'Xuất Excel' })));
  const members = headOf(counts, 'Chi bộ');
  expect(typeof counts.getCell(members.row + 1, members.at('Tổng cuối năm')).value).toBe('number');
  expect(counts.getCell(members.row + 1, members.at('Từ trần')).value).toBe(0);

  await office.goto('/party/ratings?year=2026&period=q2');
  await office.getByRole('button', { name: 'Mở đợt quý II/2026' }).click();
  await office.getByRole('dialog').getByRole('button', { name: 'Mở đợt' }).click();
  const ratings = firstSheet(await download(office, office.getByRole('link', { name: 'Xuất Excel' })));
  const sheet = headOf(ratings, 'Chi bộ');
  expect(ratings.getCell('A2').value).toBe('Xếp loại chi bộ quý II/2026');
  const line = (label: string) => ratings.getCell(sheet.row + 1, sheet.at(label)).value;
  expect([line('STT'), typeof line('Trễ'), line('Trạng thái')]).toEqual([1, 'number', 'Chưa tự xếp loại']);
  expect(line('Tỷ lệ nhiệm vụ xong')).toBeGreaterThan(0);

  await office.goto('/party/figures?year=2018');
  const figures = firstSheet(await download(office, office.getByRole('link', { name: 'Xuất Excel' })));
  const known = headOf(figures, 'Năm');
  const of2018 = figures
    .getRows(known.row + 1, figures.rowCount - known.row)
    ?.filter((row) => row.getCell(known.at('Năm')).value === 2018 && row.getCell(known.at('Đối tượng')).value === 'Chi bộ');
  expect(
    of2018?.slice(0, 2).map((row) => [row.getCell(known.at('Như đã công bố')).value, row.getCell(known.at('Từng mức')).value]),
  ).toEqual([
    [8, 8],
    [42, 34],
  ]);
  expect(of2018?.[0]?.getCell(known.at('Tỷ lệ từng mức')).value).toBeCloseTo(8 / 42);
});

test('a secretary takes the own cell out; nobody else learns that the addresses exist', async ({ as }) => {
  const secretary = await as('truongnhi');
  const mine = await secretary.request.get('/api/party/cells');
  expect(mine.status()).toBe(200);
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load((await mine.body()) as unknown as ArrayBuffer);
  const sheet = firstSheet({ workbook });
  const list = headOf(sheet, 'Chi bộ');
  expect(sheet.rowCount - list.row).toBe(1);
  expect(sheet.getCell(list.row + 1, list.at('Chi bộ')).value).toBe('Chi bộ Nhi');
  for (const address of ['/party/bodies/import', '/api/party/cells/template', '/api/party/figures'])
    expect((await secretary.request.get(address)).status(), address).toBe(404);
  const addresses = [
    ...['/party/bodies/import', '/api/party/cells', '/api/party/cells/template', '/api/party/cells/rejected?batch=1'],
    ...['/api/party/ratings?year=2025', '/api/party/counts/workbook?year=2025', '/api/party/figures'],
  ];
  for (const username of ['khth', 'giamdoc', 'vs']) {
    const page = await as(username);
    for (const address of addresses) {
      const answer = await page.request.get(address);
      expect(answer.status(), `${username} ${address}`).toBe(404);
      // the director's rail leads to the sums, and nothing else speaks of cells
      expect(await answer.text()).not.toContain(username === 'giamdoc' ? 'Chi bộ ' : 'chi bộ');
    }
    const sent = await page.request.post('/api/party/cells/import?name=a.xlsx', {
      data: Buffer.from('x'),
      headers: { 'sec-fetch-site': 'same-origin' },
    });
    expect(sent.status()).toBe(404);
  }
});
