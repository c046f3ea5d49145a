import { expect, expectAccessible, test } from '../support/app';

const plan = '/plans/NOI?year=2027&period=q1';

test('planning returns a plan with a reason on one cell; the reporter corrects it; planning approves, and it is closed', async ({ as }) => {
  const planning = await as('khth');
  await planning.goto(plan);
  await planning.getByRole('button', { name: 'Trả lại' }).click();
  const dialog = planning.getByRole('dialog');
  await dialog.getByLabel('Lý do chung').fill('Xem lại một ô trước khi duyệt');
  await dialog.getByRole('button', { name: /Trả lại 1 chỗ/ }).click();
  await expect(dialog.getByText(/chỗ cần sửa/).first()).toBeVisible();
  await dialog.getByLabel('Lý do chung').fill('Xem lại một ô trước khi duyệt');
  await dialog.getByLabel('Ô, nhiệm vụ hoặc mục').selectOption({ label: 'Lượt khám bệnh · Số liệu' });
  await dialog.getByLabel('Lý do', { exact: true }).fill('Thấp hơn cùng kỳ, khoa ghi rõ nguyên nhân');
  await expectAccessible(planning);
  await dialog.getByRole('button', { name: /Trả lại 1 chỗ/ }).click();
  await expect(planning.getByText(/Đã trả lại bởi/)).toBeVisible();

  const reporter = await as('noi');
  await reporter.goto('/');
  await reporter
    .getByRole('listitem')
    .filter({ hasText: 'Sửa kế hoạch Quý I đã bị trả lại' })
    .getByRole('link', { name: 'Sửa 1 chỗ' })
    .click();
  await expect(reporter.getByText(/Đã trả lại bởi .*, 1 chỗ cần sửa/)).toBeVisible();
  await expect(reporter.getByText('Thấp hơn cùng kỳ, khoa ghi rõ nguyên nhân').first()).toBeVisible();
  const cell = reporter.getByRole('textbox', { name: /^Lượt khám bệnh,/ });
  await cell.click();
  await reporter.keyboard.type('6.500');
  await reporter.keyboard.press('Enter');
  await expect(reporter.getByText(/Đã lưu \d\d:\d\d/)).toBeVisible();
  await expectAccessible(reporter);
  await reporter.getByRole('button', { name: 'Nộp lại kế hoạch' }).click();
  await expect(reporter.getByText(/Đã nộp lần 2 lúc/)).toBeVisible();

  await planning.goto(`${plan}&tab=changes`);
  await expect(planning.getByRole('row', { name: /Lượt khám bệnh/ })).toContainText('6.500');
  await planning.getByRole('button', { name: 'Duyệt kế hoạch' }).click();
  await expect(planning.getByText(/Đã duyệt lúc .* bởi/)).toBeVisible();

  await reporter.goto(plan);
  await expect(reporter.getByText(/số đã khóa/)).toBeVisible();
  await expect(reporter.locator('input[id^="cell-"]:not([readonly])')).toHaveCount(0);
  await expect(reporter.getByRole('button', { name: /Nộp/ })).toHaveCount(0);
  await reporter.goto(`${plan}&tab=history`);
  await expect(reporter.getByText('Trả lại', { exact: true })).toBeVisible();
  await expectAccessible(reporter);
});

test('of two people who decide at once, the second is told', async ({ as }) => {
  const [one, other] = [await as('khth'), await as('khth2')];
  await one.goto('/review');
  const waiting = one.getByRole('complementary').or(one.locator('section')).filter({ hasText: 'Chờ duyệt' }).getByRole('link').first();
  const href = await waiting.getAttribute('href');
  if (!href) throw new Error('nothing waits in the sample');
  await Promise.all([one.goto(href), other.goto(href)]);
  const button = (page: typeof one) => page.getByRole('button', { name: /^Duyệt (kế hoạch|báo cáo)$/ });
  await button(one).click();
  await expect(one.getByText(/Đã duyệt lúc/)).toBeVisible();
  await button(other).click();
  await expect(other.getByText(/Người khác vừa quyết định hồ sơ này/)).toBeVisible();
});
