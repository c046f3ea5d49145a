import type { Locator, Page } from '@playwright/test';
import { expect, expectAccessible, pasteBlock, test } from '../support/app';
import { ask, storedFigure } from '../support/hospital-database';

const opd = '/figures?view=indicator&indicator=OPD&measure=ACTUAL&year=2026&period=q4';

test('planning writes one indicator for all departments, swaps rows and columns, and reads one department; the address holds the view', async ({
  as,
}) => {
  const page = await as('khth');
  await page.goto(opd);
  await expect(page.getByRole('heading', { name: 'Lượt khám bệnh: các đơn vị theo quý' })).toBeVisible();
  const cell = page.getByRole('textbox', { name: 'Khoa Da liễu, Quý IV', exact: true });
  const total = page.getByRole('row', { name: /^Toàn viện/ });
  const own = page.getByRole('row', { name: /^Khoa Da liễu/ });
  const before = await total.textContent();

  // The sums of the row and of the column follow while one types; the figure stands in the department's own sheet.
  await cell.click();
  await page.keyboard.type('2500');
  await page.keyboard.press('Enter');
  await expect(own).toContainText('10.149');
  expect(await total.textContent()).not.toBe(before);
  await expect(page.getByText(/Đã lưu \d\d:\d\d/)).toBeVisible();
  const id = (await cell.getAttribute('data-cell'))?.split('-').at(-1) ?? '';
  expect((await storedFigure('DL', 2026, 4, 'ACTUAL', `cell-c${id}`))?.value).toBe('2500');
  await expectAccessible(page);

  // Quarters that are closed take nothing; the paste says so by name before it writes.
  await cell.click();
  await page.keyboard.press('ArrowLeft');
  await pasteBlock(page, [['1', '2600']]);
  const preview = page.getByRole('dialog', { name: 'Xem trước khi dán' });
  await expect(preview.getByText('Khoa Da liễu, Quý III')).toBeVisible();
  await preview.getByRole('button', { name: 'Dán 1 ô' }).click();
  await expect(cell).toHaveValue('2.600');
  await page.keyboard.press('Control+z');
  await expect(cell).toHaveValue('2.500');

  await page.getByRole('link', { name: 'Đổi hàng và cột' }).click();
  await expect(page).toHaveURL(/swap=1/);
  await expect(page.getByRole('textbox', { name: 'Quý IV, Khoa Da liễu', exact: true })).toHaveValue('2.500');
  await page.getByRole('link', { name: 'Một đơn vị' }).click();
  await page.locator('select[name=department]').selectOption({ label: 'Khoa Da liễu' });
  await page.getByRole('button', { name: 'Xem', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Khoa Da liễu: các chỉ tiêu theo quý' })).toBeVisible();
  await expect(page.getByRole('textbox', { name: /^Lượt khám bệnh, Quý IV/ })).toHaveValue('2.500');
  await page.reload();
  await expect(page.getByRole('heading', { name: 'Khoa Da liễu: các chỉ tiêu theo quý' })).toBeVisible();
  await page.getByRole('link', { name: 'Một quý' }).click();
  await expect(page.getByRole('heading', { name: /^Quý IV\/2026: .* của các đơn vị$/ })).toBeVisible();
  await expectAccessible(page);
  await page.goto(opd);
  await empty(page, cell);
});

test('remark, mark and history of a cell, by the keys of the sheet of one department; both sheets hold the same', async ({ as }) => {
  const page = await as('khth');
  await page.goto(opd);
  const cell = page.getByRole('textbox', { name: 'Khoa Đột quỵ, Quý IV', exact: true });
  await cell.click();
  await page.keyboard.type('905');
  // What is still being typed is saved before the box opens.
  await page.keyboard.press('Shift+F2');
  const box = page.getByRole('dialog', { name: 'Ghi chú: Lượt khám bệnh, Khoa Đột quỵ, Quý IV' });
  await box.getByLabel('Ghi chú của ô').fill('Mở thêm phòng khám từ tháng 10.');
  await box.getByLabel('Cần theo dõi').check();
  await box.getByRole('button', { name: 'Lưu' }).click();
  await expect(box).toBeHidden();
  await expect(cell).toBeFocused();
  await expect(page.getByText('«Mở thêm phòng khám từ tháng 10.»')).toBeVisible();
  const name = (await cell.getAttribute('data-cell')) ?? '';
  expect(await remarkOf(name)).toEqual({ value: '905', remark: 'Mở thêm phòng khám từ tháng 10.', isFlagged: true });
  await expectAccessible(page);

  await page.keyboard.press('Alt+ArrowDown');
  const history = page.getByRole('dialog', { name: 'Lịch sử: Lượt khám bệnh, Khoa Đột quỵ, Quý IV' });
  await expect(history.getByRole('img', { name: /^Lượt khám bệnh qua các quý: .*IV\/2026 905$/ })).toBeVisible();
  await expect(history.getByRole('listitem').filter({ hasText: 'IV/2026' })).toContainText('905');
  await expect(history.getByText(/ghi chú/i).first()).toBeVisible();
  await expect(history.getByText(/905/).last()).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await expect(cell).toBeFocused();

  // The department's own sheet says the same, and its word is taken back there.
  await page.getByRole('link', { name: 'Mở bảng của đơn vị' }).click();
  await expect(page).toHaveURL(/\/reports\//);
  const own = page.getByRole('textbox', { name: /^Lượt khám bệnh, / });
  await expect(own).toHaveValue('905');
  await own.click();
  await page.keyboard.press('Shift+F2');
  const ownBox = page.getByRole('dialog', { name: 'Ghi chú: Lượt khám bệnh' });
  await expect(ownBox.getByLabel('Ghi chú của ô')).toHaveValue('Mở thêm phòng khám từ tháng 10.');
  await page.keyboard.press('Escape');

  // On a phone the same stands at the foot of each card; an emptied remark is taken back.
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(opd);
  await page.getByRole('button', { name: 'Ghi chú: Khoa Đột quỵ, Quý IV', exact: true }).click();
  await box.getByLabel('Ghi chú của ô').fill('');
  await box.getByLabel('Cần theo dõi').uncheck();
  await box.getByRole('button', { name: 'Lưu' }).click();
  await expect(box).toBeHidden();
  expect(await remarkOf(name)).toEqual({ value: '905', remark: null, isFlagged: false });
  await page.getByRole('button', { name: 'Lịch sử: Khoa Đột quỵ, Quý IV', exact: true }).click();
  await expect(history.getByRole('listitem').filter({ hasText: 'IV/2026' })).toContainText('905');
  await page.keyboard.press('Escape');

  // A quarter that is closed shows what was said and takes nothing.
  await page.setViewportSize({ width: 1366, height: 900 });
  await page.goto(opd);
  await page.getByRole('textbox', { name: 'Khoa Phục hồi chức năng, Quý II', exact: true }).click();
  await page.keyboard.press('Shift+F2');
  const closed = page.getByRole('dialog', { name: /^Ghi chú: Lượt khám bệnh/ });
  await expect(closed.getByRole('button')).toHaveText(['Đóng']);
  await expect(closed.locator('textarea')).toHaveCount(0);
  await page.keyboard.press('Escape');
  await empty(page, cell);
});

test('what could not be sent is offered back in another view of the same cell, and waits where the view does not show it', async ({
  as,
}) => {
  const page = await as('khth');
  await page.route('**/api/figures/across', (route) => route.abort('internetdisconnected'));
  await page.goto(opd);
  const cell = page.getByRole('textbox', { name: 'Khoa Mắt, Quý IV', exact: true });
  const name = (await cell.getAttribute('data-cell')) ?? '';
  await cell.click();
  await page.keyboard.type('3411');
  await page.keyboard.press('Enter');
  await expect(page.getByText(/Mất mạng, giữ 1 ô trên máy này/)).toBeVisible();
  page.once('dialog', (dialog) => void dialog.accept());

  // A department that is not this cell's: nothing is offered, nothing is thrown away.
  await page.goto('/figures?view=department&department=DL&measure=ACTUAL&year=2026&period=q4');
  await expect(page.getByRole('heading', { name: 'Khoa Da liễu: các chỉ tiêu theo quý' })).toBeVisible();
  await expect(page.getByText(/lấy lại/)).toBeHidden();
  expect(await page.evaluate((id) => Object.keys(localStorage).filter((key) => key.endsWith(`:${id}`)).length, name)).toBe(1);
  expect(await remarkOf(name)).toBeNull();

  await page.unroute('**/api/figures/across');
  await page.goto('/figures?view=department&department=MAT&measure=ACTUAL&year=2026&period=q4');
  await expect(page.getByRole('textbox', { name: /^Lượt khám bệnh, Quý IV/ })).toHaveValue('3.411');
  await expect(page.getByText(/Đã lấy lại 1 ô bạn gõ trước đó/)).toBeVisible();
  await expect(page.getByText(/Đã lưu \d\d:\d\d/)).toBeVisible();
  expect((await remarkOf(name))?.value).toBe('3411');
  await expect.poll(() => page.evaluate((id) => Object.keys(localStorage).filter((key) => key.endsWith(`:${id}`)).length, name)).toBe(0);
  await empty(page, page.getByRole('textbox', { name: /^Lượt khám bệnh, Quý IV/ }));
});

test('the director reads it and writes nothing; a reporter does not find it', async ({ as }) => {
  const director = await as('giamdoc');
  await director.goto('/figures');
  await expect(director.getByText('Bảng chỉ để xem.')).toBeVisible();
  expect(await director.locator('input[id^="cell-"]:not([readonly])').count()).toBe(0);
  // Whoever reads a cell reads its history; nobody writes beside it here.
  await director.goto(opd);
  await director.getByRole('textbox', { name: 'Khoa Mắt, Quý II', exact: true }).click();
  await director.keyboard.press('Alt+ArrowDown');
  await expect(director.getByRole('dialog').getByRole('listitem').filter({ hasText: 'II/2026' }).first()).toContainText(/\d/);
  await director.keyboard.press('Escape');
  await director.keyboard.press('Shift+F2');
  await expect(director.getByRole('dialog').getByRole('button')).toHaveText(['Đóng']);
  await director.keyboard.press('Escape');
  const reporter = await as('noi');
  expect((await reporter.goto('/figures'))?.status()).toBe(404);
});

/** The next journeys find the figure as it was. */
async function empty(page: Page, cell: Locator): Promise<void> {
  await cell.click();
  await page.keyboard.press('Control+a');
  await page.keyboard.press('Delete');
  await page.keyboard.press('Enter');
  await expect(page.getByText(/Đã lưu \d\d:\d\d/)).toBeVisible();
}

/** What the database holds of a cell of this sheet, «x12-208-2». */
async function remarkOf(name: string): Promise<{ value: string | null; remark: string | null; isFlagged: boolean } | null> {
  const [departmentId, periodId, indicatorId] = name.slice(1).split('-').map(Number);
  const [row] = await ask<{ value: string | null; remark: string | null; isFlagged: boolean }>(
    `SELECT trim_scale(value)::text AS value, remark, is_flagged AS "isFlagged" FROM figure
     WHERE department_id = $1 AND period_id = $2 AND indicator_id = $3 AND measure = 'ACTUAL'`,
    [departmentId, periodId, indicatorId],
  );
  return row ?? null;
}
