import type { Page } from '@playwright/test';
import { expect, expectAccessible, test } from '../support/app';

const wizard = (step: string, more = '') => `/admin/rollover?to=2027&step=${step}${more}`;

async function confirm(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name }).first().click();
  await page.getByRole('dialog').getByRole('button', { name }).click();
}

test('planning opens the next year with +5 %, takes it back, and opens it again', async ({ as }) => {
  const page = await as('khth');
  // the running year was opened by hand: it is said by whom, and the next one is offered
  await page.goto('/admin/rollover');
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Mở năm 2027');
  await expect(page.getByRole('row', { name: /^2026/ })).toContainText('Đã mở từng quý');
  await expect(page.getByRole('row', { name: /^2026/ })).toContainText('Vũ Thị Ánh Tuyết');
  await expect(page.getByRole('link', { name: 'Chuẩn bị năm 2026' })).toHaveCount(0);
  await expectAccessible(page);
  await page.getByRole('link', { name: 'Chuẩn bị năm 2027' }).first().click();
  await page.getByLabel('Chỉ tiêu càng cao càng tốt, tăng (%)').fill('5.000');
  await page.getByRole('button', { name: 'Lưu và xem từng dòng' }).click();
  await expect(page.locator('.field.invalid').getByText('Từ −100 đến 1.000')).toBeVisible();
  await page.getByLabel('Chỉ tiêu càng cao càng tốt, tăng (%)').fill('5');
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Lưu và xem từng dòng' }).click();
  await expect(page).toHaveURL(/step=lists/);

  // the next act is in sight before anything is scrolled, however long the list
  await expect(page.locator('tbody tr').nth(40)).toBeAttached();
  await expect(page.getByRole('link', { name: 'Xem trước', exact: true })).toBeInViewport({ ratio: 1 });
  // one indicator by ten per cent; a reload keeps it
  const own = page.getByLabel(/^Phần trăm cho/).first();
  await own.fill('10');
  await page.getByRole('button', { name: 'Lưu lựa chọn' }).click();
  await expect(page.getByText('Đã lưu lựa chọn.').first()).toBeVisible();
  await page.reload();
  await expect(own).toHaveValue('10');
  await expectAccessible(page);

  // one unfinished task is ticked off
  await page
    .getByRole('navigation', { name: 'Danh sách' })
    .getByRole('link', { name: /Nhiệm vụ còn dở/ })
    .click();
  const heading = page.getByRole('heading', { level: 1 });
  await expect(heading).toContainText('Nhiệm vụ còn dở');
  const copied = async () => Number(/: (\d+) trong/.exec((await heading.textContent()) ?? '')?.[1]);
  const before = await copied();
  expect(before).toBeGreaterThan(0);
  const ticked = page.locator('tbody').getByRole('checkbox', { checked: true }).first();
  await ticked.uncheck();
  await page.getByRole('button', { name: 'Lưu lựa chọn' }).click();
  await expect(heading).toContainText(`: ${before - 1} trong`);
  await expectAccessible(page);

  await page.getByRole('link', { name: 'Xem trước', exact: true }).first().click();
  await expect(heading).toContainText('Năm 2027 sẽ có');
  await expectAccessible(page);
  await confirm(page, 'Mở năm 2027');
  await expect(heading).toContainText('Năm 2027 đã mở');
  await expect(page.getByText('Chưa ai làm việc trong năm 2027')).toBeVisible();
  await expectAccessible(page);

  // what was made is told: all but the one that was ticked off
  const made = page.getByRole('region', { name: 'Đã lập' }).locator('dl > div').filter({ hasText: 'Nhiệm vụ còn dở' });
  await expect(made.locator('dd')).toHaveText(String(before - 1));
  await page.goto(wizard('preview'));
  await expect(heading).toContainText('Năm 2027 đã mở');
  await page.goto(wizard('year'));
  await expect(page.getByRole('row', { name: /^2027/ })).toContainText('còn hoàn tác được');
  await page.getByRole('link', { name: 'Xem, hoàn tác' }).click();
  await expect(heading).toContainText('Năm 2027 đã mở');
  await confirm(page, 'Hoàn tác mở năm 2027');
  await expect(heading).toContainText('Năm 2027 sẽ có');
  await expect(page.getByText(/đã hoàn tác/).first()).toBeVisible();

  await confirm(page, 'Mở năm 2027');
  await expect(heading).toContainText('Năm 2027 đã mở');
  // the journeys that come later begin with a year that nobody has opened
  await confirm(page, 'Hoàn tác mở năm 2027');
  await expect(heading).toContainText('Năm 2027 sẽ có');
});

test('a merger shows what it does before it is done', async ({ as }) => {
  const page = await as('khth');
  await page.goto('/departments/TMH/change?do=merge');
  await page.getByLabel('Khoa Răng Hàm Mặt').check();
  await page.getByLabel('Có hiệu lực từ').fill('01/01/2028');
  await page.getByLabel('Có hiệu lực từ').blur();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Xem trước' }).click();
  await expect(page.getByRole('heading', { name: 'Từ 01/01/2028 sẽ thế nào' })).toBeVisible();
  const table = page.getByRole('table', { name: 'Từ 01/01/2028 sẽ thế nào' });
  await expect(table.getByRole('row', { name: /Chỉ tiêu phải báo cáo/ })).toHaveCount(2);
  await expect(table.getByRole('row', { name: /Tài khoản có vai trò/ })).toHaveCount(2);
  await expectAccessible(page);

  await page.getByLabel('Mã', { exact: true }).fill('TMH-RHM');
  await page.getByLabel('Tên', { exact: true }).fill('Khoa Tai Mũi Họng – Răng Hàm Mặt');
  await page.getByLabel('Loại đơn vị').selectOption({ label: 'Khoa lâm sàng' });
  await page.getByLabel('Số, ký hiệu').fill('27/QĐ-BV');
  await page.getByLabel('Ngày ký').fill('15/12/2027');
  await page.getByLabel('Ngày ký').blur();
  await page.getByLabel('Trích yếu').fill('Nhập hai khoa');
  await confirm(page, 'Nhập đơn vị');
  await expect(page).toHaveURL(/\/departments\/TMH-RHM/);
  // before the day both are there, on the day one
  await page.goto('/departments?on=2027-12-31');
  await expect(page.getByRole('link', { name: 'Khoa Răng Hàm Mặt' }).first()).toBeVisible();
  await page.goto('/departments?on=2028-01-01');
  await expect(page.getByRole('row', { name: /Khoa Tai Mũi Họng – Răng Hàm Mặt/ }).first()).toBeVisible();
});

test('a year reads as it was and as the hospital is now, with the same totals', async ({ as }) => {
  const page = await as('giamdoc');
  await page.goto('/summary/2025/OPD');
  const rows = async () =>
    page
      .getByRole('table', { name: /của từng đơn vị theo quý/ })
      .getByRole('row')
      .evaluateAll((all) => all.map((row) => [...row.children].map((cell) => (cell.textContent ?? '').replaceAll('\u00a0', ' '))));
  const number = (text = '') => (text === '–' ? 0 : Number(text.replaceAll('.', '')));
  const added = (all: string[][], column: number) => all.slice(1, -1).reduce((sum, row) => sum + number(row[column]), 0);
  const was = await rows();
  await expect(page.getByText('nay là Khoa Thần kinh').first()).toBeVisible();
  await expectAccessible(page);

  await page.getByRole('link', { name: 'Như hiện nay' }).click();
  await expect(page).toHaveURL(/as=now/);
  await expect(page.getByText(/gồm: .*Khoa Thần kinh – Đột quỵ/).first()).toBeVisible();
  const now = await rows();
  await expectAccessible(page);
  expect(now.length).toBeLessThan(was.length);
  for (const column of [1, 2, 3, 4, 5]) {
    expect(added(was, column)).toBeGreaterThan(0);
    expect(added(now, column)).toBe(added(was, column));
    expect(now.at(-1)?.[column]).toBe(was.at(-1)?.[column]);
  }

  await page.goto('/summary/2025');
  const finding = await page.getByRole('heading', { level: 1 }).textContent();
  await page.getByRole('link', { name: 'Như hiện nay' }).click();
  await expect(page).toHaveURL(/as=now/);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(finding ?? '');
  await expect(page.getByRole('row', { name: /gồm: .*Khoa Thần kinh – Đột quỵ/ })).toBeVisible();
  // from the top: nothing lies below the bar
  await page.goto('/summary/2025?as=now');
  await expectAccessible(page);
  const read = async (reading: string) => (await page.request.get(`/api/v1/summary/2025?as=${reading}`)).json();
  const [then, today] = [await read('was'), await read('now')];
  const met = (summary: { departments: { met: number }[] }) => summary.departments.reduce((sum, row) => sum + row.met, 0);
  expect(met(today)).toBe(met(then));
  expect(today.departments.length).toBeLessThan(then.departments.length);
});
