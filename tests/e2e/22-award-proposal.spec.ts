import type { Page } from '@playwright/test';
import { expect, expectAccessible, test } from '../support/app';
import { paperAt } from '../support/word';

/** A year of merit that no other journey grants in. */
const YEAR = 'year=2025&period=year';
const PHONE = { width: 390, height: 844 };

async function onPhone(page: Page): Promise<void> {
  await page.setViewportSize(PHONE);
  await expectAccessible(page);
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
  await page.setViewportSize({ width: 1280, height: 900 });
}

const [HEAD, REPORTER] = ['BSCKII Phùng Quang Thắm', 'Lại Thị Thu Hiền'];

async function propose(page: Page, title: string, person: string): Promise<void> {
  await page.goto(`/awards/proposals/new?${YEAR}`);
  await page.getByLabel('Danh hiệu, hình thức').selectOption({ label: title });
  await page.getByRole('button', { name: 'Chọn' }).click();
  await page.getByLabel(person).check();
  await page.getByLabel('Báo cáo thành tích').fill('Rút ngắn thời gian chờ khám xuống 40 phút.');
  await page.getByRole('button', { name: 'Gửi đề nghị' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Đề nghị khen thưởng năm 2025');
}

test('two proposals go their ways: one to the hospital’s decision, one to the ministry and back', async ({ as }) => {
  test.setTimeout(240_000);
  const head = await as('truongnoi');
  await propose(head, 'Giấy khen', HEAD);
  await propose(head, 'Bằng khen của bộ, ban, ngành, tỉnh', REPORTER);
  await expect(head.getByText(/^Ở Khoa Nội tổng hợp từ .*; tiếp theo: đơn vị họp bình xét\.$/).first()).toBeVisible();
  await onPhone(head);

  // the department's meeting: what cannot be is said beside its field, and what was typed stays
  await head.getByRole('link', { name: 'Họp bình xét của đơn vị' }).click();
  await head.getByLabel('Ngày họp').fill('2026-01-05');
  await head.getByLabel('Số người có quyền biểu quyết').fill('30');
  await head.getByLabel('Số người có mặt').fill('28');
  await head.getByLabel(`Đồng ý: ${HEAD}`, { exact: true }).fill('27');
  await head.getByLabel(`Không đồng ý: ${HEAD}`, { exact: true }).fill('2');
  await head.getByLabel(`Đồng ý: ${REPORTER}`, { exact: true }).fill('25');
  await head.getByRole('button', { name: 'Lưu kết quả' }).click();
  await expect(head.getByText('Số phiếu nhiều hơn số người có mặt').first()).toBeVisible();
  await head.getByLabel(`Không đồng ý: ${HEAD}`, { exact: true }).fill('1');
  await head.getByRole('button', { name: 'Lưu kết quả' }).click();
  await expect(head.getByText('Đã lưu kết quả bình xét.')).toBeVisible();
  await onPhone(head);
  expect((await head.request.get(`/awards/proposals/council?${YEAR}`)).status()).toBe(404);

  // the council votes on both in one sitting
  const desk = await as('tdkt');
  await desk.goto(`/awards/proposals?${YEAR}`);
  await expect(
    desk.getByRole('cell', {
      name: 'Khoa Nội tổng hợp bình xét ngày 05/01/2026, 27/30 phiếu; tiếp theo: Hội đồng Thi đua – Khen thưởng biểu quyết.',
    }),
  ).toBeVisible();
  await desk.getByRole('link', { name: 'Họp Hội đồng' }).click();
  await desk.getByLabel('Ngày họp').fill('2026-01-10');
  await desk.getByLabel('Số người có quyền biểu quyết').fill('9');
  await desk.getByLabel('Số người có mặt').fill('9');
  await desk.getByLabel(`Đồng ý: ${HEAD}`, { exact: true }).fill('9');
  await desk.getByLabel(`Đồng ý: ${REPORTER}`, { exact: true }).fill('8');
  await desk.getByRole('button', { name: 'Lưu kết quả' }).click();
  await expect(desk.getByText('Đã lưu kết quả biểu quyết.')).toBeVisible();
  // what was voted on has left the sheet: it is corrected inside its own sitting
  await expect(desk.getByText('Không có đề nghị nào chờ biểu quyết.')).toBeVisible();
  await expect(desk.getByText('Phiên 10/01/2026: 2 đề nghị; có mặt 9/9')).toBeVisible();
  await onPhone(desk);
  await desk.getByRole('link', { name: 'Sửa phiên này' }).click();
  await expect(desk.getByText('Sửa phiên họp ngày 10/01/2026')).toBeVisible();
  await expect(desk.getByLabel(`Đồng ý: ${REPORTER}`, { exact: true })).toHaveValue('8');
  await onPhone(desk);

  // one is the hospital's own to grant
  await desk.goto(`/awards/proposals/decide?${YEAR}`);
  const ours = desk.locator('section').filter({ has: desk.getByRole('heading', { name: 'Giám đốc quyết định' }) });
  await ours.getByLabel('Số quyết định').fill('22/QĐ-BV');
  await ours.getByLabel('Ngày ký').fill('2026-01-20');
  await expect(ours.getByLabel('Cơ quan ban hành')).toHaveValue('Bệnh viện Đa khoa tỉnh An Hòa');
  await ours.getByLabel('Người ký').fill('Đặng Hữu Khiêm');
  await ours.getByRole('button', { name: 'Ghi quyết định khen' }).click();
  await expect(desk.getByRole('cell', { name: 'Đã khen theo quyết định 22/QĐ-BV ngày 20/01/2026.' })).toBeVisible();
  // the other goes to the ministry
  await desk.goto(`/awards/proposals/decide?${YEAR}`);
  await onPhone(desk);
  await desk.getByLabel('Cấp trên', { exact: true }).fill('Bộ Y tế');
  await desk.getByLabel('Số tờ trình').fill('15/TTr-BV');
  await desk.getByLabel('Ngày trình').fill('2026-01-12');
  await desk.getByRole('button', { name: 'Trình cấp trên' }).click();
  await expect(
    desk.getByRole('cell', { name: 'Ở Bộ Y tế từ 12/01/2026 theo tờ trình 15/TTr-BV; tiếp theo: ghi kết quả khi cấp trên trả lời.' }),
  ).toBeVisible();
  await desk.getByRole('link', { name: HEAD }).click();
  await expect(desk.getByRole('heading', { level: 1 })).toHaveText(`${HEAD}: Giấy khen`);
  await expect(desk.getByText('Đã khen theo quyết định 22/QĐ-BV ngày 20/01/2026.')).toBeVisible();
  await expectAccessible(desk);
  const minutes = await paperAt(desk, /^Biên bản bình xét/, { 'Chủ tọa': 'Phùng Quang Thắm', 'Giờ bắt đầu': '14h30' });
  for (const words of [
    'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
    'BIÊN BẢN',
    'KHOA NỘI TỔNG HỢP',
    HEAD,
    '83,33 %',
    'Chủ tọa: Phùng Quang Thắm.',
    '14 giờ 30',
  ])
    expect(minutes).toContain(words);
  expect(await paperAt(desk, /^Biên bản Hội đồng/)).toContain('Có 02/02 đề nghị đạt tỷ lệ phiếu.');
  // the decision's list is read from the register
  const decision = await paperAt(desk, 'Quyết định 22/QĐ-BV');
  for (const words of ['Số: 22/QĐ-BV', 'ngày 20 tháng 01 năm 2026', '01 cá nhân', HEAD, 'Đặng Hữu Khiêm'])
    expect(decision).toContain(words);
  expect(decision).not.toContain(REPORTER);
  expect(decision).toContain('SỞ Y TẾ TỈNH AN HÒA');
  await desk.getByRole('link', { name: 'Mở quyết định' }).click();
  await expect(desk.getByRole('heading', { level: 1 })).toContainText('22/QĐ-BV');
  expect(await paperAt(desk, 'Nội dung giấy khen', { 'Ký với tư cách': 'DEPUTY' })).toMatch(
    /TẶNG GIẤY KHEN[\s\S]*KT\. GIÁM ĐỐC\s+PHÓ GIÁM ĐỐC/,
  );
  // on a printed form only what changes; a line outside the sheet is refused beside its field
  const stock = await paperAt(desk, 'In giấy khen trên phôi', { 'Dịch xuống (mm)': '-2,5', 'Số, ngày quyết định': '' });
  expect(stock).toContain(HEAD);
  expect(stock).toContain('An Hòa, ngày 20 tháng 01 năm 2026');
  expect(stock).not.toMatch(/TẶNG GIẤY KHEN|22\/QĐ-BV/);
  await desk.getByRole('button', { name: 'In giấy khen trên phôi' }).click();
  await desk.getByLabel('Dịch sang phải (mm)').fill('51');
  await desk.getByRole('button', { name: 'Tải văn bản' }).click();
  await expect(
    desk
      .getByRole('dialog')
      .getByText(/Ghi số mm nằm trong tờ giấy/)
      .first(),
  ).toBeVisible();
  await expectAccessible(desk);

  await desk.goto(`/awards/proposals?${YEAR}`);
  await desk.getByRole('link', { name: REPORTER }).click();
  await expect(desk.getByRole('heading', { level: 1 })).toHaveText(`${REPORTER}: Bằng khen của bộ, ban, ngành, tỉnh`);
  const submission = await paperAt(desk, /^Tờ trình Bộ Y tế/, { 'Người ký': 'Đặng Hữu Khiêm' });
  for (const words of ['Kính gửi: Bộ Y tế', 'Số: 15/TTr-BV', 'Đặng Hữu Khiêm', 'số 15/TTr-BV ngày 12 tháng 01 năm 2026'])
    expect(submission).toContain(words);
  await desk.getByRole('button', { name: 'Ghi không đạt' }).click();
  await desk.getByRole('dialog').getByLabel('Lý do').fill('Chưa đủ hai năm liền chiến sĩ thi đua cơ sở');
  await desk.getByRole('dialog').getByRole('button', { name: 'Ghi không đạt' }).click();
  await expect(desk.getByText('Đã ghi không đạt.')).toBeVisible();
  await expect(desk.getByText(/Không đạt ngày .*: Chưa đủ hai năm liền chiến sĩ thi đua cơ sở$/)).toBeVisible();
  // what was found stays with the vote and with the end, each with its moment
  const kept = (name: string) => desk.locator('section').filter({ has: desk.getByRole('heading', { name }) });
  for (const name of ['Điều kiện khi Hội đồng họp', 'Điều kiện khi quyết định']) {
    await expect(kept(name)).toContainText(/theo số liệu lúc \d{2}:\d{2} \d{2}\/\d{2}\/\d{4}/);
    await expect(kept(name)).toContainText('Chiến sĩ thi đua cơ sở 2 năm liền: chưa chắc căn cứ');
    await expect(kept(name)).not.toContainText('nay đã đổi');
  }
  await onPhone(desk);
  // the department reads the same
  await head.goto(`/awards/proposals?${YEAR}`);
  await expect(head.getByRole('cell', { name: /Chưa đủ hai năm liền chiến sĩ thi đua cơ sở$/ })).toBeVisible();
});

test('the desk rates staff, and the due list says who qualifies and who lacks one thing', async ({ as }) => {
  const desk = await as('tdkt');
  await desk.goto('/awards/staff?year=2024&department=NOI');
  await desk.getByLabel('Số người được bình xét').fill('30');
  await desk.getByLabel('Hoàn thành nhiệm vụ trở lên').fill('30');
  await desk.getByLabel('Bị kỷ luật từ cảnh cáo').fill('0');
  await desk.getByLabel(`Xếp loại: ${HEAD}`).selectOption({ label: 'Hoàn thành xuất sắc' });
  // rated well, but disciplined: one thing is missing; rated too low would leave nothing to speak for it
  await desk.getByLabel(`Xếp loại: ${REPORTER}`).selectOption({ label: 'Hoàn thành tốt' });
  await desk.getByLabel(`${REPORTER} bị kỷ luật`).check();
  await desk.getByRole('button', { name: 'Lưu xếp loại' }).click();
  await expect(desk.getByText('Đã lưu xếp loại.')).toBeVisible();
  await onPhone(desk);
  await desk.goto('/awards/due?year=2024&title=LDTT&department=NOI');
  const row = (name: string) => desk.getByRole('row').filter({ hasText: name });
  await expect(row(HEAD)).toContainText('đạt');
  await expect(row(REPORTER)).toHaveCount(0);
  await onPhone(desk);
  await desk.getByRole('link', { name: /chỉ thiếu một/ }).click();
  await expect(row(REPORTER)).toContainText('chưa đạt');
  await expectAccessible(desk);
  // a head sees the own department and nobody else's ratings
  const head = await as('truongnoi');
  expect((await head.request.get('/awards/staff?year=2024&department=NGOAI')).status()).toBe(200);
  await head.goto('/awards/staff?year=2024&department=NGOAI');
  await expect(head.getByLabel(/^Xếp loại: /)).toHaveCount(0);
});

test('the desk changes a condition from a year on; the years before stay', async ({ as }) => {
  const desk = await as('tdkt');
  await desk.goto('/awards/catalogue');
  await expectAccessible(desk);
  await desk.getByRole('link', { name: 'Chiến sĩ thi đua cơ sở', exact: true }).click();
  await desk
    .getByRole('button', { name: /^Đổi từ năm: Không quá 15 %/ })
    .first()
    .click();
  const dialog = desk.getByRole('dialog');
  await dialog.getByLabel('Tỷ lệ (%)').fill('20');
  await dialog.getByLabel('Từ năm').fill('2031');
  await dialog.getByLabel('Văn bản căn cứ').fill('Nghị quyết của Hội đồng');
  await dialog.getByRole('button', { name: 'Lưu' }).click();
  await expect(dialog).toHaveCount(0);
  await expect(desk.getByRole('row').filter({ hasText: 'Không quá 20 %' })).toContainText('từ 2031');
  await expect(desk.getByRole('row').filter({ hasText: 'Hội đồng đặt' })).toContainText('2024–2030');
  await onPhone(desk);
});
