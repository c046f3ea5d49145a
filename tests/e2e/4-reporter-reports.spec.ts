import { columnOf, dayInVietnam, expect, expectAccessible, pasteBlock, test } from '../support/app';

const report = '/reports/NOI?year=2027&period=q1';

test('a reporter fills the report: actuals, task results, texts; the same road to approval', async ({ as }) => {
  const page = await as('noi');
  await page.goto(report);
  const cells = page.locator('input[id^="cell-"]');
  const count = await cells.count();
  await cells.nth(0).click();
  const planned = await columnOf(page, 'Kế hoạch quý');
  expect(planned).toHaveLength(count);
  await pasteBlock(
    page,
    planned.map((value) => [value]),
  );
  await expect(page.getByText(/Đã lưu \d\d:\d\d/)).toBeVisible();
  await expect(page.getByRole('row', { name: /Ngày điều trị trung bình/ })).toContainText(/\d,\d/);
  await expectAccessible(page);

  await page
    .locator('.tabs')
    .getByRole('link', { name: /Nhiệm vụ/ })
    .click();
  await page.getByRole('button', { name: 'Ghi kết quả' }).first().click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Ngày xong').fill('2099-01-01');
  await dialog.getByLabel('Kết quả').fill('Đã mở 02 lớp, 47 học viên');
  await dialog.getByRole('button', { name: 'Lưu' }).click();
  await expect(dialog.locator('.field.invalid').getByText('Ngày xong chưa đến.')).toBeVisible();
  await dialog.getByLabel('Ngày xong').fill(dayInVietnam());
  await dialog.getByLabel('Vượt yêu cầu').check();
  await dialog.getByRole('button', { name: 'Lưu' }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByText('Xong đúng hạn')).toBeVisible();

  await page.getByRole('link', { name: 'Lời văn' }).click();
  const texts = {
    'Ưu điểm': 'Khám 6.742 lượt, vượt kế hoạch.',
    'Hạn chế, tồn tại': 'Giường quá tải.',
    'Nguyên nhân': 'Thiếu 2 bác sĩ.',
    'Đề xuất, kiến nghị': 'Bổ sung 10 giường.',
  };
  for (const [label, text] of Object.entries(texts)) {
    await page.getByLabel(label).fill(text);
    const field = page.locator('.field').filter({ has: page.getByLabel(label) });
    await expect(field.getByRole('status')).toHaveText(/Đã lưu \d\d:\d\d/);
  }
  await page.reload();
  for (const [label, text] of Object.entries(texts)) await expect(page.getByLabel(label)).toHaveValue(text);
  await expectAccessible(page);

  await page.getByRole('button', { name: 'Nộp báo cáo' }).click();
  await expect(page.getByText(/Đã nộp lần 1 lúc/)).toBeVisible();
  const planning = await as('khth');
  await planning.goto(report);
  await planning.getByRole('button', { name: 'Duyệt báo cáo' }).click();
  await expect(planning.getByText(/Đã duyệt lúc/)).toBeVisible();
});
