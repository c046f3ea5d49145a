import { dayInVietnam, expect, expectAccessible, test } from '../support/app';

const QUARTER = 'year=2026&period=q4';
const TITLE = 'Hỗ trợ mổ cấp cứu cho tuyến dưới';
const minutes = Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n');

test('a reporter adds an unplanned task with a partner, proves its progress and finishes late', async ({ as }) => {
  const page = await as('ngoai');
  await page.goto(`/tasks?${QUARTER}`);
  await page.getByRole('link', { name: 'Thêm nhiệm vụ phát sinh' }).click();
  await expect(page.getByRole('heading', { name: 'Thêm nhiệm vụ phát sinh, Quý IV/2026' })).toBeVisible();
  await page.getByLabel('Nội dung công việc').fill(TITLE);
  await page.getByLabel('Lĩnh vực').selectOption({ index: 4 });
  await page.getByLabel('Đối tác ngoài bệnh viện').fill('Trung tâm Y tế Phú Sơn');
  await page.getByLabel('Số lượng').fill('2');
  await page.getByLabel('Đơn vị tính').fill('chuyến');
  await page.getByRole('combobox', { name: 'Lãnh đạo chỉ đạo' }).fill('khiem');
  await page.getByRole('option', { name: /Đặng Hữu Khiêm/ }).click();
  await page.getByRole('searchbox', { name: 'Tìm đơn vị phối hợp' }).fill('hoi suc');
  await page.getByLabel(/Khoa Hồi sức tích cực/).check();
  await page.getByLabel('Lặp lại').selectOption('Hằng quý');
  await page.getByLabel('Hạn hoàn thành').fill('2027-01-05');
  await page.getByRole('button', { name: 'Lưu' }).click();
  await expect(page.locator('.field.invalid').getByText('Hạn phải nằm trong năm 2026.')).toBeVisible();
  await expect(page.getByRole('combobox', { name: 'Lãnh đạo chỉ đạo' })).toHaveValue('TS.BS Đặng Hữu Khiêm');
  await expectAccessible(page);
  await page.getByLabel('Hạn hoàn thành').fill('2026-11-10');
  await page.getByRole('button', { name: 'Lưu' }).click();

  await expect(page.getByRole('heading', { name: TITLE })).toBeVisible();
  await expect(page.getByText('Quá hạn', { exact: true })).toBeVisible();
  await expect(page.getByText('Trung tâm Y tế Phú Sơn')).toBeVisible();
  await expect(page.getByText('Hằng quý', { exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'Ghi tiến độ' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Tiến độ, %').fill('50');
  await dialog.getByLabel('Diễn biến').fill('Đã đi chuyến đầu');
  await dialog.getByRole('button', { name: 'Lưu' }).click();
  await expect(page.getByRole('list', { name: 'Tiến độ' })).toContainText('Đã đi chuyến đầu');

  const file = page.getByLabel('Chọn tệp');
  await file.setInputFiles({ name: 'ảnh.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('<svg onload="alert(1)"/>') });
  await page.getByRole('button', { name: 'Tải lên' }).click();
  await expect(page.getByText(/Nội dung tệp không phải PDF/)).toBeVisible();
  await file.setInputFiles({ name: 'Biên bản chuyến 1.pdf', mimeType: 'application/pdf', buffer: minutes });
  await page.getByRole('button', { name: 'Tải lên' }).click();
  const saved = page.getByRole('link', { name: 'Tải về Biên bản chuyến 1.pdf' });
  await expect(saved).toBeVisible();
  const address = (await saved.getAttribute('href')) ?? '';
  const answer = await page.request.get(address);
  expect((await answer.body()).equals(minutes)).toBe(true);
  expect(answer.headers()).toMatchObject({
    'content-type': 'application/pdf',
    'x-content-type-options': 'nosniff',
    'content-disposition': expect.stringMatching(/^attachment; .*filename\*=UTF-8''Bi%C3%AAn/),
    'content-security-policy': expect.stringMatching(/^sandbox;/),
  });
  await expectAccessible(page);

  await page.getByRole('button', { name: 'Ghi tiến độ' }).click();
  await dialog.getByLabel('Trạng thái').selectOption('Đã xong');
  await dialog.getByLabel('Ngày xong').fill(dayInVietnam());
  await dialog.getByLabel('Kết quả').fill('Hai chuyến, sáu ca mổ');
  await dialog.getByRole('button', { name: 'Lưu' }).click();
  await expect(page.getByText('Xong chậm', { exact: true })).toBeVisible();

  // a department that only supports it reads it and its evidence; one that has nothing to do with it does not know of it
  const supporter = await as('hstc');
  await supporter.goto(page.url());
  await expect(supporter.getByRole('heading', { name: TITLE })).toBeVisible();
  await expect(supporter.getByRole('button', { name: 'Ghi tiến độ' })).toBeHidden();
  expect((await supporter.request.get(address)).status()).toBe(200);
  const stranger = await as('san');
  expect((await stranger.goto(page.url()))?.status()).toBe(404);
  expect((await stranger.request.get(address)).status()).toBe(404);
});

test('planning sees the shares, and the same tasks as a list, a board and a calendar', async ({ as }) => {
  const page = await as('khth');
  await page.goto(`/tasks?${QUARTER}&q=mo+cap+cuu&unplanned=yes`);
  await expect(page.getByText(/^Phát sinh: 1\./)).toBeVisible();
  await expect(page.getByText(/1 xong chậm \(100,0\s%\)/)).toBeVisible();
  await expect(page.getByRole('row', { name: new RegExp(TITLE) })).toContainText('Xong chậm');
  const views = page.getByRole('navigation', { name: 'Cách xem' });
  await views.getByRole('link', { name: 'Bảng' }).click();
  await expect(page.getByRole('region', { name: /^Đã xong 1$/ })).toContainText(TITLE);
  await views.getByRole('link', { name: 'Lịch' }).click();
  await page.getByRole('link', { name: 'Tháng 11' }).click();
  await expect(page.getByRole('cell', { name: /^10/ })).toContainText(TITLE);
  await expect(page.getByRole('columnheader').first()).toHaveText('Thứ Hai');
  await expectAccessible(page);

  await page.goto(`/tasks?${QUARTER}&view=board`);
  await page
    .getByRole('button', { name: /^Chuyển: / })
    .first()
    .focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Trạng thái').selectOption('Tạm dừng');
  await dialog.getByRole('button', { name: 'Lưu' }).click();
  await expect(dialog.locator('.field.invalid').getByText('Ghi lý do.')).toBeVisible();
  await dialog.getByLabel('Lý do').fill('Chờ kinh phí quý sau');
  await dialog.getByRole('button', { name: 'Lưu' }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByRole('region', { name: /^Tạm dừng [1-9]/ })).toBeVisible();
  await expectAccessible(page);

  await views.getByRole('link', { name: 'Theo đơn vị' }).click();
  await expect(page.getByRole('row', { name: /Khoa Ngoại tổng hợp/ })).toContainText('1 (0 đúng hạn)');
  await expectAccessible(page);
  await page.goto('/departments/NGOAI?year=2026&period=q4');
  await expect(page.getByRole('region', { name: 'Nhiệm vụ đơn vị chủ trì năm 2026' })).toContainText('Từ đầu năm');
});

test('a drill is scheduled, recorded, and what it showed becomes a task', async ({ as }) => {
  const page = await as('khth');
  await page.goto('/contingency-plans');
  await expect(page.getByRole('row', { name: /bão, lũ/ })).toContainText('Sắp hết hiệu lực');
  await expect(page.getByRole('row', { name: /bão, lũ/ })).toContainText('Chưa diễn tập năm nay');
  await expectAccessible(page);
  await page.getByRole('link', { name: /bão, lũ/ }).click();
  const dialog = page.getByRole('dialog');
  await page.getByRole('button', { name: 'Lên lịch diễn tập' }).click();
  await dialog.getByLabel('Ngày dự kiến').fill('2026-11-05');
  await dialog.getByLabel('Tình huống giả định').fill('Mất điện toàn viện khi bão đổ bộ');
  await dialog.getByRole('button', { name: 'Lưu' }).click();
  const drill = page.getByRole('listitem').filter({ hasText: 'Mất điện toàn viện' });
  await drill.getByRole('button', { name: 'Ghi kết quả' }).click();
  await dialog.getByLabel('Số người tham gia').fill('45');
  await dialog.getByLabel('Kết quả, nhận xét').fill('Máy phát chạy sau 40 giây.');
  await dialog.getByRole('button', { name: 'Lưu' }).click();
  await expect(drill).toContainText('45 người tham gia');
  await drill.getByRole('button', { name: 'Giao việc khắc phục' }).click();
  await dialog.getByLabel('Nội dung công việc').fill('Thay ắc quy máy phát số 2');
  await dialog.getByLabel('Chủ trì').selectOption({ label: 'Phòng Hành chính quản trị' });
  await dialog.getByLabel('Lĩnh vực').selectOption({ index: 1 });
  await dialog.getByLabel('Hạn hoàn thành').fill('2026-12-20');
  await dialog.getByRole('button', { name: 'Lưu' }).click();
  await expect(drill.getByRole('link', { name: 'Thay ắc quy máy phát số 2' })).toBeVisible();
  await expectAccessible(page);
});
