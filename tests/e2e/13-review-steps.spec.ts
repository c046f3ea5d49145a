import type { Page } from '@playwright/test';
import { expect, expectAccessible, test } from '../support/app';

const plan = '/plans/VS?year=2026&period=q4';
const PHONE = { width: 390, height: 844 };

/** The step of the heads, from today on. */
async function setHeadStep(page: Page, on: boolean): Promise<void> {
  await page.goto('/admin/settings');
  const section = page.locator('section').filter({ has: page.getByRole('heading', { name: 'Bước duyệt' }) });
  await section.getByLabel('Trưởng đơn vị duyệt trước phòng Kế hoạch tổng hợp').setChecked(on);
  await section.getByRole('button', { name: 'Lưu' }).click();
  await expect(section.getByText(on ? 'trưởng đơn vị, phòng KHTH' : 'chỉ phòng KHTH', { exact: false }).first()).toBeVisible();
}

/** The box of a department in the inbox. */
const boxOf = (page: Page, department: string) => page.getByRole('checkbox', { name: new RegExp(`^Chọn ${department},`) });

// The journeys after this one know only the planning office's step.
test.afterEach(async ({ as }) => setHeadStep(await as('khth'), false));

test('a corrected plan passes the head on a phone and planning at one press; what changed is read cell by cell', async ({ as }) => {
  test.setTimeout(120_000);
  const administrator = await as('quantri');
  await setHeadStep(administrator, true);

  const reporter = await as('vs');
  await reporter.goto(plan);
  await expect(reporter.getByText(/Đã trả lại bởi/)).toBeVisible();
  const cell = reporter.getByRole('textbox', { name: /^Yêu cầu xử lý đúng hạn,/ });
  const former = await cell.inputValue();
  await cell.click();
  await reporter.keyboard.type('181');
  await reporter.keyboard.press('Enter');
  await expect(reporter.getByText(/Đã lưu \d\d:\d\d/)).toBeVisible();
  await reporter.getByRole('button', { name: 'Nộp lại kế hoạch' }).click();
  await expect(
    reporter.getByText(/Đã nộp lần 2 lúc .*chờ Trưởng khoa Vi sinh duyệt từ hôm nay, sau đó Phòng Kế hoạch tổng hợp/),
  ).toBeVisible();

  // Taken back while nobody has decided, and handed in once more.
  await reporter.getByRole('button', { name: 'Rút lại' }).click();
  await reporter.getByRole('dialog').getByRole('button', { name: 'Rút lại' }).click();
  await expect(reporter.getByText(/1 chỗ cần sửa/).first()).toBeVisible();
  await cell.click();
  await reporter.keyboard.type('182');
  await reporter.keyboard.press('Enter');
  await expect(reporter.getByText(/Đã lưu \d\d:\d\d/)).toBeVisible();
  await reporter.getByRole('button', { name: 'Nộp lại kế hoạch' }).click();
  await expect(reporter.getByText(/Đã nộp lần 3 lúc/)).toBeVisible();

  const planning = await as('khth');
  await planning.goto(plan);
  await expect(planning.getByText(/chờ Trưởng khoa Vi sinh duyệt/)).toBeVisible();
  await expect(planning.getByRole('button', { name: 'Duyệt kế hoạch' })).toHaveCount(0);

  const head = await as('truongvs');
  await head.setViewportSize(PHONE);
  await head.goto('/');
  await head
    .getByRole('listitem')
    .filter({ hasText: 'Duyệt kế hoạch Quý IV/2026 của Khoa Vi sinh' })
    .getByRole('link', { name: 'Xem và duyệt' })
    .click();
  await expect(head.getByText(/Bản nộp lần 3, .*, mã [0-9a-f]{6}/)).toBeVisible();
  // Against the round before it one cell moved by one; against the round that was returned, by the correction.
  const card = head.getByRole('listitem').filter({ hasText: 'Yêu cầu xử lý đúng hạn' });
  await expect(card).toContainText(`181 → 182`);
  await head.getByRole('navigation', { name: 'So lần nộp 3 với' }).getByRole('link', { name: 'Lần 1' }).click();
  await expect(card).toContainText(`${former} → 182`);
  await expect(card).toContainText('−');
  expect(await head.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBe(0);
  await expectAccessible(head);
  const approve = head.getByRole('button', { name: 'Duyệt kế hoạch' });
  expect((await approve.boundingBox())?.height).toBeGreaterThanOrEqual(44);
  await approve.click();
  await expect(head.getByText(/chờ Phòng Kế hoạch tổng hợp duyệt từ hôm nay/)).toBeVisible();

  // One is sent back with a reason, one is decided by a colleague meanwhile, the others are approved at one press.
  await planning.goto('/inbox?of=plan');
  await expect(boxOf(planning, 'Khoa Vi sinh')).toBeChecked();
  await expectAccessible(planning);
  await planning.getByRole('link', { name: 'Khoa Dược', exact: true }).click();
  await planning.getByRole('button', { name: 'Trả lại' }).click();
  const dialog = planning.getByRole('dialog');
  await dialog.getByLabel('Lý do chung').fill('Xem lại một ô trước khi duyệt');
  await dialog.getByLabel('Ô, nhiệm vụ hoặc mục').selectOption({ index: 1 });
  await dialog.getByLabel('Lý do', { exact: true }).fill('Ghi rõ căn cứ của chỉ tiêu này');
  await dialog.getByRole('button', { name: /Trả lại 1 chỗ/ }).click();
  await expect(planning.getByText(/Đã trả lại bởi/)).toBeVisible();

  await planning.goto('/inbox?of=plan');
  await expect(boxOf(planning, 'Khoa Dược')).toHaveCount(0);
  const count = await planning.getByRole('checkbox', { checked: true, name: /^Chọn Khoa/ }).count();
  const colleague = await as('khth2');
  await colleague.goto('/plans/TM?year=2026&period=q4');
  await colleague.getByRole('button', { name: 'Duyệt kế hoạch' }).click();
  await expect(colleague.getByText(/Đã duyệt lúc/)).toBeVisible();

  await boxOf(planning, 'Khoa Nhi').uncheck();
  await planning.getByRole('button', { name: `Duyệt ${count - 1} hồ sơ` }).click();
  await expect(planning.getByRole('dialog')).toContainText('1 hồ sơ không chọn');
  await expectAccessible(planning);
  await planning
    .getByRole('dialog')
    .getByRole('button', { name: `Duyệt ${count - 1} hồ sơ` })
    .click();
  await expect(planning.getByRole('heading', { name: `Đã duyệt ${count - 2}/${count - 1} hồ sơ` })).toBeVisible();
  const result = planning.getByRole('region', { name: /Đã duyệt/ });
  await expect(result.getByRole('listitem').filter({ hasText: 'Khoa Nội Tim mạch' })).toContainText('Người khác vừa quyết định');
  await expect(result.getByRole('listitem').filter({ hasText: 'Khoa Vi sinh' })).toContainText('đã duyệt');
  await expect(boxOf(planning, 'Khoa Vi sinh')).toHaveCount(0);
  await expect(boxOf(planning, 'Khoa Nhi')).toHaveCount(1);
  await expectAccessible(planning);

  await reporter.goto(`${plan}&tab=history`);
  await expect(reporter.getByText('Trưởng đơn vị duyệt', { exact: true })).toBeVisible();
  await expect(reporter.getByText('Người nộp rút lại', { exact: true })).toBeVisible();
  await expect(reporter.getByText(/Nộp lần 3, mã [0-9a-f]{6}/)).toBeVisible();
});

test('a director has no inbox while the step is off, and the address gives nothing away', async ({ as }) => {
  const director = await as('giamdoc');
  await director.goto('/');
  await expect(director.getByRole('link', { name: 'Chờ duyệt' })).toHaveCount(0);
  await director.goto('/inbox');
  await expect(director.getByRole('heading', { name: /Không tìm thấy|Không có trang/ })).toBeVisible();
});
