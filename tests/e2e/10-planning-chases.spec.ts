import { expect, expectAccessible, test } from '../support/app';

/** Opened by the first journey, due in ten days; nobody but Khoa Nội tổng hợp ever plans it. */
const matrix = '/review?year=2027&period=q1&view=matrix';

test('planning sees departments and periods of the year, reminds one with a word, and the reporter opens the sheet from the bell', async ({
  as,
}) => {
  const planning = await as('khth');
  await planning.goto('/review?year=2027&period=q1');
  await planning.getByRole('navigation', { name: 'Cách xem' }).getByRole('link', { name: 'Cả năm' }).click();
  await expect(planning).toHaveURL(/view=matrix/);
  const row = planning.getByRole('row', { name: /Khoa Ngoại tổng hợp/ });
  await expect(row.getByRole('link', { name: /Kế hoạch Quý I:/ })).toContainText(/0\/\d+/);
  await expect(planning.getByRole('row', { name: /Nộp đúng hạn/ })).toBeVisible();
  await expectAccessible(planning);

  await planning.getByRole('searchbox', { name: 'Tìm đơn vị' }).fill('ngoai tong hop');
  await planning.getByRole('button', { name: 'Lọc', exact: true }).click();
  await expect(planning).toHaveURL(/q=ngoai/);
  await expect(planning.getByRole('row', { name: /Khoa Nội tổng hợp/ })).toHaveCount(0);

  await planning.getByRole('button', { name: 'Nhắc ngay Khoa Ngoại tổng hợp' }).click();
  const dialog = planning.getByRole('dialog');
  await dialog.getByLabel('Lời nhắn').fill('Giám đốc duyệt kế hoạch chiều thứ Sáu.');
  await expectAccessible(planning);
  await dialog.getByRole('button', { name: 'Gửi nhắc việc' }).click();
  await expect(planning.getByText('Đã nhắc 2 người.')).toBeVisible();
  await expect(dialog).toBeHidden();

  // once a day
  await planning.getByRole('button', { name: 'Nhắc ngay Khoa Ngoại tổng hợp' }).click();
  await dialog.getByRole('button', { name: 'Gửi nhắc việc' }).click();
  await expect(dialog.getByText(/Hôm nay đã nhắc rồi/)).toBeVisible();

  const reporter = await as('ngoai');
  await reporter.goto('/');
  const bell = reporter.getByRole('link', { name: /^Nhắc việc, \d+ mới$/ });
  await expect(bell).toBeVisible();
  await expect(reporter.getByRole('heading', { name: 'Nhắc việc chưa đọc' })).toBeVisible();
  await bell.click();
  const line = reporter.getByRole('listitem').filter({ hasText: 'nhắc nộp kế hoạch Quý I/2027' });
  await expect(line).toContainText('Giám đốc duyệt kế hoạch chiều thứ Sáu.');
  await expect(line).toContainText('Vũ Thị Ánh Tuyết');
  await expectAccessible(reporter);
  await line.getByRole('link').click();
  await expect(reporter).toHaveURL(/\/plans\/NGOAI\?year=2027&period=q1/);
  await expect(reporter.getByRole('heading', { name: /Khoa Ngoại tổng hợp, kế hoạch Quý I\/2027/ })).toBeVisible();

  await reporter.goto('/reminders');
  await reporter.getByRole('button', { name: 'Đánh dấu đã đọc tất cả' }).click();
  await expect(reporter.getByText('Bạn đã đọc hết nhắc việc.')).toBeVisible();
  await expect(reporter.getByRole('link', { name: 'Nhắc việc, không có gì mới' })).toBeVisible();
  await reporter.goto('/reminders?only=unread');
  await expect(reporter.getByText('Không còn nhắc việc chưa đọc')).toBeVisible();
});

test('on a phone the year is one card a department', async ({ as }) => {
  const page = await as('khth');
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(matrix);
  await expect(page.getByRole('listitem').filter({ hasText: 'Khoa Ngoại tổng hợp' }).first()).toBeVisible();
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
  await expectAccessible(page);
});

test('planning finds one department among all plans, without marks', async ({ as }) => {
  const page = await as('khth');
  await page.goto('/plans?year=2026&period=q4');
  const names = page.getByRole('table').getByRole('rowheader');
  expect(await names.count()).toBeGreaterThan(40);
  const finding = await page.getByRole('heading', { level: 1 }).textContent();
  await page.getByRole('searchbox', { name: 'Tìm đơn vị' }).fill('mach can thiep');
  await page.getByRole('button', { name: 'Lọc' }).click();
  await expect(names).toHaveText(['Khoa Cấp cứu và can thiệp tim mạch']);
  // what is found changes neither the period nor what holds for all
  await expect(page).toHaveURL(/year=2026&period=q4/);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(finding ?? '');
  await page.getByRole('searchbox', { name: 'Tìm đơn vị' }).fill('');
  await page.getByLabel('Khối').selectOption({ label: 'Phòng chức năng' });
  await page.getByRole('button', { name: 'Lọc' }).click();
  await expect(names.first()).toHaveText(/^Phòng/);
  await expectAccessible(page);
});

test('the administrator sees what became of the letters; a person writes the own address', async ({ as }) => {
  const admin = await as('quantri');
  await admin.goto('/admin/mail');
  await expect(admin.getByRole('heading', { name: /Chưa đặt máy chủ thư/ })).toBeVisible();
  await expectAccessible(admin);
  const planning = await as('khth');
  await planning.goto('/admin/mail');
  await expect(planning.getByRole('heading', { name: /Không tìm thấy|Không có/ })).toBeVisible();

  const reporter = await as('cc');
  await reporter.goto('/account');
  const address = reporter.getByLabel('Địa chỉ thư điện tử');
  await address.fill('cc@benhvien');
  await reporter.getByRole('button', { name: 'Lưu địa chỉ' }).click();
  await expect(reporter.getByText('Địa chỉ thư có dạng ten@benhvien.vn.').first()).toBeVisible();
  await address.fill('cc@benhvien.example');
  await reporter.getByRole('button', { name: 'Lưu địa chỉ' }).click();
  await expect(reporter.getByText('Đã lưu địa chỉ thư.')).toBeVisible();
  await reporter.reload();
  await expect(address).toHaveValue('cc@benhvien.example');
  await expectAccessible(reporter);
});
