import { expect, expectAccessible, test } from '../support/app';

const PHONE = { width: 390, height: 844 };
const WIDE = { width: 1280, height: 900 };

test('the sample has the bloc of 2022 with its eight units, its half-year meeting, and its seven and two movements', async ({ as }) => {
  const page = await as('noi');
  await page.goto('/awards/bloc?year=2022');
  await expect(page.getByRole('heading', { level: 1, name: 'Khối thi đua các cơ quan Văn hóa – Xã hội năm 2022: 8 đơn vị' })).toBeVisible();
  await expect(page.getByText('Trưởng khối: Bệnh viện Đa khoa tỉnh An Hòa.')).toBeVisible();
  await expect(page.getByRole('table', { name: 'Đơn vị thành viên (8)' }).getByRole('row')).toHaveCount(9);
  const meetings = page.getByRole('table', { name: 'Hội nghị trong năm' });
  await expect(meetings.getByRole('row', { name: /Sơ kết 6 tháng 13\/07\/2022 Bệnh viện Đa khoa tỉnh An Hòa/ })).toBeVisible();
  // a reader has nothing to press
  await expect(page.getByRole('button', { name: 'Thêm đơn vị' })).toHaveCount(0);
  for (const [scope, count] of [
    ['PROVINCE', 7],
    ['UNIT', 2],
    ['UNION', 1],
  ] as const) {
    await page.goto(`/awards/movements?scope=${scope}`);
    await expect(page.getByRole('table', { name: 'Phong trào thi đua' }).locator('tbody').getByRole('row'), scope).toHaveCount(count);
  }
  await page.goto('/awards/movements');
  await page.getByRole('searchbox', { name: 'Tìm theo tên' }).fill('hai long nguoi benh');
  await page.getByRole('searchbox', { name: 'Tìm theo tên' }).press('Enter');
  await page.getByRole('link', { name: 'Đổi mới phong cách thái độ phục vụ hướng tới sự hài lòng của người bệnh' }).click();
  await expect(page.getByText('Sơ kết · 13/07/2022')).toBeVisible();
  await expect(page.getByText('Đơn vị tham gia (4), biểu dương 1')).toBeVisible();
  await expectAccessible(page);
});

test('the union launches its movement, chooses departments, reviews it and commends; another’s is not its to touch', async ({ as }) => {
  test.setTimeout(90_000);
  const union = await as('congdoan');
  await union.setViewportSize(WIDE);
  await union.goto('/awards/movements');
  const name = `Lao động giỏi, lao động sáng tạo ${Date.now()}`;
  await union.getByRole('button', { name: 'Thêm phong trào' }).first().click();
  const dialog = union.getByRole('dialog');
  await dialog.getByLabel('Tên phong trào').fill(name);
  await expect(dialog.getByLabel('Phạm vi').getByRole('option')).toHaveText(['Công đoàn']);
  await dialog.getByLabel('Nơi phát động').fill('Công đoàn bệnh viện');
  await dialog.getByLabel('Từ ngày').fill('01/01/2026');
  await dialog.getByLabel('Đến ngày').fill('31/12/2025');
  await dialog.getByRole('button', { name: 'Lưu' }).click();
  await expect(dialog.getByText('Ngày cuối trước ngày đầu').first()).toBeVisible();
  await dialog.getByLabel('Đến ngày').fill('30/06/2026');
  await dialog.getByRole('button', { name: 'Lưu' }).click();
  await expect(union.getByRole('heading', { level: 1, name })).toBeVisible();
  await expect(union.getByText('Chờ tổng kết')).toBeVisible();

  await union.getByRole('button', { name: 'Chọn đơn vị tham gia' }).click();
  await union.getByRole('dialog').getByLabel('Tìm khoa, phòng').fill('khoa nhi');
  await union.getByRole('dialog').getByRole('checkbox', { name: 'Khoa Nhi' }).check();
  await union.getByRole('dialog').getByRole('button', { name: 'Lưu' }).click();
  await union.getByRole('button', { name: 'Ghi kết quả: Khoa Nhi' }).click();
  await union.getByRole('dialog').getByLabel('Kết quả').fill('12 sáng kiến');
  await union.getByRole('dialog').getByLabel('Được biểu dương').check();
  await union.getByRole('dialog').getByRole('button', { name: 'Lưu' }).click();
  await expect(union.getByText('Đơn vị tham gia (1), biểu dương 1')).toBeVisible();
  await union.getByRole('button', { name: 'Ghi sơ kết, tổng kết' }).click();
  await union.getByRole('dialog').getByLabel('Lần').selectOption('Tổng kết');
  await union.getByRole('dialog').getByLabel('Ngày họp').fill('05/07/2026');
  await union.getByRole('dialog').getByLabel('Đánh giá, kết luận').fill('Đạt mục tiêu.');
  await union.getByRole('dialog').getByRole('button', { name: 'Lưu' }).click();
  await expect(union.getByText('Đã tổng kết')).toBeVisible();
  await expectAccessible(union);
  await union.setViewportSize(PHONE);
  expect(await union.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(PHONE.width);
  await union.setViewportSize(WIDE);
  await union.getByRole('button', { name: 'Bỏ phong trào' }).click();
  await union.getByRole('dialog').getByLabel('Lý do').fill('Ghi để thử');
  await union.getByRole('dialog').getByRole('button', { name: 'Bỏ phong trào' }).click();
  await expect(union.getByRole('heading', { level: 1, name: 'Phong trào thi đua' })).toBeVisible();
  await expect(union.getByText(name)).toHaveCount(0);

  await union.getByRole('link', { name: 'Thực hiện cải cách hành chính' }).click();
  await expect(union.getByRole('heading', { level: 1, name: 'Thực hiện cải cách hành chính' })).toBeVisible();
  await expect(union.getByRole('button', { name: 'Bỏ phong trào' })).toHaveCount(0);
});

test('the desk copies the bloc to the next year with the next chair, scores it the Vietnamese way, and a tie goes to ballots', async ({
  as,
}) => {
  test.setTimeout(120_000);
  const desk = await as('tdkt');
  await desk.setViewportSize(WIDE);
  await desk.goto('/awards/bloc?year=2023');
  await expect(desk.getByText('Năm 2023 chưa có thành viên')).toBeVisible();
  await desk.getByRole('button', { name: 'Chép thành viên từ năm 2022' }).click();
  await expect(desk.getByLabel('Trưởng khối năm 2023')).toContainText('Sở Y tế');
  await expect(desk.getByRole('dialog').getByLabel('Trưởng khối năm 2023').locator('option:checked')).toHaveText('Sở Y tế');
  await desk.getByRole('dialog').getByRole('button', { name: 'Chép thành viên từ năm 2022' }).click();
  await expect(desk.getByText('Trưởng khối: Sở Y tế.')).toBeVisible();

  const score = async (name: string, points: [string, string, string, string]) => {
    await desk.getByRole('button', { name: `Chấm điểm: ${name}` }).click();
    const fields = desk.getByRole('dialog').getByLabel('Thẩm định');
    for (const [at, text] of points.entries()) await fields.nth(at).fill(text);
    await desk.getByRole('dialog').getByRole('button', { name: 'Lưu' }).click();
    await expect(desk.getByRole('dialog')).toHaveCount(0);
  };
  const vote = async (name: string, ballots: string) => {
    await desk.getByRole('button', { name: `Sửa: ${name}` }).click();
    await desk.getByRole('dialog').getByLabel('Phiếu suy tôn').fill(ballots);
    await desk.getByRole('dialog').getByRole('button', { name: 'Lưu' }).click();
    await expect(desk.getByRole('dialog')).toHaveCount(0);
  };
  await score('Sở Y tế', ['58,5', '20', '19', '0']);
  await score('Ban Dân tộc tỉnh', ['59,5', '19', '20', '1']);
  const sheet = desk.getByRole('table', { name: 'Bảng điểm' });
  await expect(sheet.getByRole('row', { name: /^1 \(đồng hạng\) Sở Y tế 58,5 20 19 0 – 97,5/ })).toBeVisible();
  await expect(desk.getByText('Còn 6 đơn vị chưa chấm đủ: hạng là tạm tính.')).toBeVisible();
  await vote('Sở Y tế', '3');
  await vote('Ban Dân tộc tỉnh', '5');
  await expect(sheet.getByRole('row', { name: /^1 Ban Dân tộc tỉnh 59,5 19 20 −1 – 97,5 5/ })).toBeVisible();
  await expect(sheet.getByRole('row', { name: /^2 Sở Y tế/ })).toBeVisible();

  await desk.getByRole('button', { name: 'Chấm điểm: Sở Y tế' }).click();
  await desk.getByRole('dialog').getByLabel('Thẩm định').first().fill('61');
  await desk.getByRole('dialog').getByRole('button', { name: 'Lưu' }).click();
  await expect(desk.getByRole('dialog').getByText('Điểm từ 0 đến 60').first()).toBeVisible();
  await desk.getByRole('dialog').getByRole('button', { name: 'Giữ lại' }).click();

  await desk.getByRole('button', { name: 'Ghi hội nghị Ký giao ước' }).click();
  await desk.getByRole('dialog').getByRole('textbox', { name: 'Ngày' }).fill('30/03/2023');
  await desk.getByRole('dialog').getByLabel('Địa điểm').fill('Sở Y tế');
  await desk.getByRole('dialog').getByRole('button', { name: 'Lưu' }).click();
  await expect(desk.getByRole('row', { name: /Ký giao ước 30\/03\/2023 Sở Y tế/ })).toBeVisible();
  await expectAccessible(desk);
  await desk.setViewportSize(PHONE);
  expect(await desk.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(PHONE.width);
  await expectAccessible(desk);
});
