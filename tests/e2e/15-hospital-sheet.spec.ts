import { expect, expectAccessible, pasteBlock, test } from '../support/app';
import { storedFigure } from '../support/hospital-database';

test('planning writes one indicator for all departments, swaps rows and columns, and reads one department; the address holds the view', async ({
  as,
}) => {
  const page = await as('khth');
  await page.goto('/figures?view=indicator&indicator=OPD&measure=ACTUAL&year=2026&period=q4');
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
  // The next journeys find the figure as it was.
  await page.goto('/figures?view=indicator&indicator=OPD&measure=ACTUAL&year=2026&period=q4');
  await cell.click();
  await page.keyboard.press('Control+a');
  await page.keyboard.press('Delete');
  await page.keyboard.press('Enter');
  await expect(page.getByText(/Đã lưu \d\d:\d\d/)).toBeVisible();
});

test('the director reads it and writes nothing; a reporter does not find it', async ({ as }) => {
  const director = await as('giamdoc');
  await director.goto('/figures');
  await expect(director.getByText('Bảng chỉ để xem.')).toBeVisible();
  expect(await director.locator('input[id^="cell-"]:not([readonly])').count()).toBe(0);
  const reporter = await as('noi');
  expect((await reporter.goto('/figures'))?.status()).toBe(404);
});
