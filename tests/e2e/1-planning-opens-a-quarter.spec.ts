import { daysFromToday, expect, expectAccessible, test } from '../support/app';

test('planning opens a quarter, sees every department with its dates, and sets a target for a department', async ({ as }) => {
  const page = await as('khth');
  await page.goto('/plans?year=2027&period=q1');
  await expect(page.getByText('Quý I/2027 chưa mở')).toBeVisible();
  await page.getByRole('link', { name: 'Mở Quý I/2027' }).click();

  await page.getByRole('button', { name: 'Mở Quý I' }).first().click();
  const dialog = page.getByRole('dialog');
  for (const name of ['Kế hoạch', 'Báo cáo']) {
    const dates = dialog.getByRole('group', { name });
    await dates.getByLabel('Mở từ ngày').fill(daysFromToday(0));
    await dates.getByLabel('Hạn nộp').fill(daysFromToday(10));
    await dates.getByLabel('Ngày khóa').fill(daysFromToday(20));
  }
  const planLock = dialog.getByRole('group', { name: 'Kế hoạch' }).getByLabel('Ngày khóa');
  await planLock.fill(daysFromToday(5));
  await dialog.getByRole('button', { name: 'Mở Quý I' }).click();
  await expect(dialog.getByText('Ngày khóa', { exact: false }).first()).toBeVisible();
  await expect(planLock).toHaveAttribute('aria-invalid', 'true');
  await planLock.fill(daysFromToday(20));
  await dialog.getByRole('button', { name: 'Mở Quý I' }).click();
  await expect(dialog).toBeHidden();
  await expectAccessible(page);

  await page.goto('/plans?year=2027&period=q1');
  const rows = page.getByRole('table').getByRole('row');
  await expect(page.getByRole('row', { name: /Khoa Nội tổng hợp/ })).toContainText('Chưa nhập');
  expect(await rows.count()).toBeGreaterThan(42);
  await expect(page.getByRole('row', { name: /Khoa Nội tổng hợp/ })).toContainText('còn 10 ngày');
  await expectAccessible(page);

  await page.goto('/indicators/OPD/target?year=2027');
  await page.getByLabel('Chỉ tiêu năm 2027').fill('400.000');
  await page.getByRole('button', { name: 'Chia đều' }).click();
  await expect(page.getByText('Khớp chỉ tiêu')).toBeVisible();
  const first = page.getByLabel(/Khoa Nội tổng hợp, Quý I giao/);
  await first.fill('1');
  await expect(page.getByText(/Còn .* chưa phân bổ/)).toBeVisible();
  await page.getByRole('button', { name: 'Chia đều' }).click();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Giao và cho hiệu lực' }).click();
  await expect(page.getByText('Đang hiệu lực từ')).toBeVisible();
  await page.goto('/indicators?year=2027');
  await expect(page.getByRole('row', { name: /OPD/ }).first()).toContainText('400.000');
});
