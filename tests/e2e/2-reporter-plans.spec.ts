import { columnOf, expect, expectAccessible, pasteBlock, test } from '../support/app';

test('a reporter finds what is due, fills the plan, adds a task, and hands it in', async ({ as }) => {
  const page = await as('noi');
  await page.goto('/');
  await expectAccessible(page);
  await page.getByRole('listitem').filter({ hasText: 'Lập kế hoạch Quý I/2027' }).getByRole('link', { name: 'Lập kế hoạch' }).click();
  await expect(page.getByRole('heading', { name: 'Khoa Nội tổng hợp, kế hoạch Quý I/2027' })).toBeVisible();

  const cells = page.locator('input[id^="cell-"]');
  const count = await cells.count();
  expect(count).toBeGreaterThan(15);

  // What cannot be read is kept, marked, and stands in the way of handing in.
  await cells.nth(0).click();
  await page.keyboard.type('khoảng 20');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Không đọc được số này')).toBeVisible();
  await expect(page.getByText(/Đã lưu \d\d:\d\d/)).toBeVisible();
  await page.getByRole('button', { name: 'Nộp kế hoạch' }).click();
  await expect(page.getByRole('heading', { name: /Còn \d+ chỗ cần sửa/ })).toBeVisible();

  // Numbers are read the Vietnamese way, and shown as they were read.
  await cells.nth(0).click();
  await page.keyboard.type('1.5');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Chỉ tiêu này nhận số nguyên')).toBeVisible();
  await cells.nth(0).click();
  await page.keyboard.type('1234');
  await page.keyboard.press('Enter');
  await expect(cells.nth(0)).toHaveValue('1.234');

  // A column copied from Excel, here last year's, fills the column down.
  const lastYear = await columnOf(page, 'Thực hiện Quý I/2026');
  const [, ...block] = lastYear;
  expect(block).not.toContain('–');
  await cells.nth(1).click();
  await pasteBlock(
    page,
    block.map((value) => [value]),
  );
  await expect(cells.nth(count - 1)).toHaveValue(lastYear[count - 1] ?? '');
  await page.keyboard.press('Control+z');
  await expect(cells.nth(count - 1)).toHaveValue('');

  // What would not fit or cannot be read is shown before anything is written; unread text is kept, a blank empties nothing unasked.
  await cells.nth(0).click();
  await pasteBlock(page, [['', 'tràn ra ngoài'], ['#REF!'], ['45 %']]);
  const preview = page.getByRole('dialog', { name: 'Xem trước khi dán' });
  await expect(preview.getByText('0 ô đọc được; 4 ô cần bạn xem.')).toBeVisible();
  await expect(preview.getByText('Ô trống, bảng đang có 1.234')).toBeVisible();
  await expect(preview.getByRole('row', { name: /#REF! Không đọc được số này/ })).toBeVisible();
  await expectAccessible(page);
  await preview.getByRole('button', { name: 'Không dán' }).click();
  await expect(cells.nth(1)).toHaveValue('');
  await pasteBlock(page, [['', 'tràn ra ngoài'], ['#REF!'], ['45 %']]);
  await preview.getByRole('button', { name: 'Dán 2 ô' }).click();
  await expect(cells.nth(0)).toHaveValue('1.234');
  await expect(cells.nth(1)).toHaveValue('#REF!');
  await expect(page.getByText(/Đã lưu \d\d:\d\d/)).toBeVisible();
  await page.reload();
  await expect(cells.nth(1)).toHaveValue('#REF!');
  await cells.nth(1).click();
  await page.keyboard.press('Delete');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Delete');
  await cells.nth(1).click();
  await pasteBlock(
    page,
    block.map((value) => [value]),
  );
  await page.keyboard.press('Control+z');
  await expect(cells.nth(count - 1)).toHaveValue('');
  await page.keyboard.press('Control+y');
  await expect(cells.nth(count - 1)).toHaveValue(lastYear[count - 1] ?? '');
  await expect(page.getByText(/Đã lưu \d\d:\d\d/)).toBeVisible();
  await expectAccessible(page);

  // Rows that must agree are checked while one types, and hold the hand-in back.
  const insured = page.getByRole('textbox', { name: /^Lượt khám BHYT,/ });
  const insuredBefore = await insured.inputValue();
  await insured.click();
  await page.keyboard.type('99999');
  await page.keyboard.press('Enter');
  const finding = page.getByRole('listitem').filter({ hasText: /Lượt khám BHYT: 99\.999, lớn hơn Lượt khám bệnh/ });
  await expect(finding).toContainText('phải sửa trước khi nộp');
  await page.getByRole('button', { name: 'Nộp kế hoạch' }).click();
  await expect(page.getByRole('link', { name: /lớn hơn Lượt khám bệnh .* Sửa lại số rồi nộp/ })).toBeVisible();
  await expectAccessible(page);
  await insured.click();
  await page.keyboard.type(insuredBefore);
  await page.keyboard.press('Enter');
  // the box that said why it was not handed in still stands above
  await expect(finding.filter({ hasText: 'phải sửa trước khi nộp' })).toBeHidden();

  // A large change is handed in with a word on it, by keyboard; what happened to the cell can be read there too.
  const visits = cells.nth(1);
  const before = await visits.inputValue();
  await cells.nth(0).click();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.type('9999');
  await page.keyboard.press('Enter');
  await visits.focus();
  await expect(page.getByText(/Lệch \+[\d,]+ % so với cùng kỳ; ghi chú vì sao/)).toBeVisible();
  await page.getByRole('button', { name: 'Nộp kế hoạch' }).click();
  await expect(page.getByRole('link', { name: /^Lượt khám bệnh: lệch \+[\d,]+ % so với cùng kỳ\. Ghi chú vì sao/ })).toBeVisible();
  await visits.focus();
  await page.keyboard.press('Shift+F2');
  const box = page.getByRole('dialog');
  await box.getByLabel('Ghi chú của ô').fill('Thêm 03 buồng khám từ tháng 02/2027.');
  await box.getByLabel('Cần theo dõi').check();
  await expectAccessible(page);
  await box.getByRole('button', { name: 'Lưu' }).click();
  await expect(box).toBeHidden();
  await expect(page.getByRole('row').filter({ hasText: 'Thêm 03 buồng khám' })).toHaveCount(1);
  await expect(visits).toHaveAccessibleDescription(/cần theo dõi/);
  await visits.focus();
  await page.keyboard.press('Alt+ArrowDown');
  const remarked = box.getByRole('listitem').filter({ hasText: 'ghi chú: Thêm 03 buồng khám từ tháng 02/2027.; đánh dấu cần theo dõi' });
  await expect(remarked).toHaveCount(1);
  await expect(box.getByText(`${before} → 9.999`)).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await expect(visits).toHaveValue('9.999');

  // The same from a phone, where there are neither such keys nor a panel.
  await page.setViewportSize({ width: 390, height: 844 });
  await page.getByRole('button', { name: 'Ghi chú: Lượt khám bệnh', exact: true }).click();
  await expect(box.getByLabel('Ghi chú của ô')).toHaveValue('Thêm 03 buồng khám từ tháng 02/2027.');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Lịch sử: Lượt khám bệnh', exact: true }).click();
  await expect(box.getByText(`${before} → 9.999`)).toBeVisible();
  await page.keyboard.press('Escape');
  await page.setViewportSize({ width: 1280, height: 720 });

  await page
    .locator('.tabs')
    .getByRole('link', { name: /Nhiệm vụ/ })
    .click();
  await page.getByRole('button', { name: 'Thêm nhiệm vụ' }).first().click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Lưu' }).click();
  await expect(dialog.getByText('Chưa điền ô này.').first()).toBeVisible();
  await dialog.getByLabel('Nội dung công việc').fill('Tập huấn xử trí đột quỵ cho tuyến dưới');
  await dialog.getByLabel('Lĩnh vực').selectOption({ index: 1 });
  await dialog.getByLabel('Hạn hoàn thành').fill('2027-03-20');
  await dialog.getByLabel('Sản phẩm').fill('02 lớp, 45 học viên');
  await dialog.getByLabel('Khoa Thần kinh').check();
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Lưu' }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByRole('listitem').filter({ hasText: 'Tập huấn xử trí đột quỵ' })).toContainText('phối hợp: Khoa Thần kinh');

  await page.getByRole('link', { name: 'Số liệu' }).click();
  await page.getByRole('button', { name: 'Nộp kế hoạch' }).click();
  await expect(page.getByText(/Đã nộp lần 1 lúc/)).toBeVisible();

  const planning = await as('khth');
  await planning.goto('/review?year=2027&period=q1&kind=plan');
  await expect(planning.getByRole('row', { name: /Khoa Nội tổng hợp/ })).toContainText('Chờ duyệt');
  await expectAccessible(planning);
});
