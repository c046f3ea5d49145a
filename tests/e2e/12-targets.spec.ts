import type { Page } from '@playwright/test';
import { expect, expectAccessible, test } from '../support/app';

/** A block as Excel puts it on the clipboard, pasted into the cell. */
async function paste(page: Page, label: RegExp, text: string) {
  await page.getByLabel(label).click();
  await page.getByLabel(label).evaluate((input, block) => {
    const data = new DataTransfer();
    data.setData('text/plain', block);
    input.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
  }, text);
}

test('planning splits a target three ways, around what was typed, and says why it does not add up', async ({ as }) => {
  const page = await as('khth');
  await page.goto('/indicators/IPD/target?year=2027&period=year');
  const target = page.getByLabel('Chỉ tiêu năm 2027');
  await target.fill('64.000');
  const cell = (quarter: string) => page.getByLabel(new RegExp(`Khoa Nội tổng hợp, Quý ${quarter} giao`));
  const fits = page.getByText('Khớp chỉ tiêu');

  // by last year's share: the quarters differ, and the sum is exact
  await page.getByRole('button', { name: 'Theo năm 2026', exact: true }).click();
  await expect(fits).toBeVisible();
  const byLastYear = await cell('I').inputValue();
  // evenly
  await page.getByRole('button', { name: 'Chia đều' }).click();
  await expect(fits).toBeVisible();
  expect(await cell('I').inputValue()).not.toBe(byLastYear);
  // departments as last year, their quarters alike
  await page.getByRole('button', { name: 'Đơn vị theo năm 2026, quý đều nhau' }).click();
  await expect(fits).toBeVisible();

  // what is typed by hand stays, whatever is proposed around it
  await cell('I').fill('1234');
  await expect(page.getByText(/chưa phân bổ|Đã phân bổ quá/)).toBeVisible();
  await page.getByRole('button', { name: 'Theo năm 2026', exact: true }).click();
  await expect(cell('I')).toHaveValue('1.234');
  await expect(page.getByText('Giữ 1 ô gõ tay')).toBeVisible();
  await expect(fits).toBeVisible();

  // a block from Excel, with Vietnamese numbers; back and forth; the cell above
  await paste(page, /Khoa Nội tổng hợp, Quý II giao/, '1.300\t1.400\t1.500\t9\n');
  const preview = page.getByRole('dialog', { name: 'Xem trước khi dán' });
  await expect(preview.getByText('3 ô đọc được; 1 ô cần bạn xem.')).toBeVisible();
  await preview.getByRole('button', { name: 'Dán 3 ô' }).click();
  await expect(cell('IV')).toHaveValue('1.500');
  await cell('IV').press('Control+z');
  await expect(cell('II')).not.toHaveValue('1.300');
  await cell('IV').press('Control+y');
  await expect(cell('II')).toHaveValue('1.300');
  await cell('II').press('ArrowDown');
  await page.keyboard.press('Control+d');
  await expect(page.locator(':focus')).toHaveValue('1.300');
  await expectAccessible(page);

  // a reload takes nothing: what was typed is there, and a proposal still goes around it
  await expect(page.getByText('Giữ 5 ô gõ tay')).toBeVisible();
  await page.reload();
  await expect(cell('II')).toHaveValue('1.300');
  await expect(target).toHaveValue('64.000');
  await expect(page.getByText('Giữ 5 ô gõ tay')).toBeVisible();
  await page.getByRole('button', { name: 'Chia đều' }).click();
  await expect(fits).toBeVisible();
  await expect(cell('II')).toHaveValue('1.300');

  // it takes force only with a reason, and says by how much it is off
  await target.fill('70.000');
  await target.blur();
  await page.getByRole('button', { name: 'Giao và cho hiệu lực' }).click();
  await expect(page.getByText(/Phân bổ còn thiếu [\d.]+ lượt|Phân bổ còn thiếu [\d.]+/).first()).toBeVisible();
  await page.getByLabel('Lý do tổng phân bổ khác chỉ tiêu').fill('Phần còn lại giữ ở bệnh viện');
  await page.getByRole('button', { name: 'Giao và cho hiệu lực' }).click();
  await expect(page.getByText('Đang hiệu lực từ')).toBeVisible();
  await expect(page.getByText('Phần còn lại giữ ở bệnh viện')).toBeVisible();
});

test('an adjustment keeps past quarters, and both versions stand side by side', async ({ as }) => {
  const page = await as('khth');
  await page.goto('/indicators/IPD/target?year=2027&period=year');
  await page.getByRole('button', { name: 'Điều chỉnh theo quyết định' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel(/Chỉ tiêu mới/).fill('72.000');
  await dialog.getByLabel('Hiệu lực từ ngày').fill('01/07/2027');
  await dialog.getByLabel('Số, ký hiệu').fill('77/QĐ-BV');
  await dialog.getByLabel('Ngày ký').fill('25/06/2027');
  await dialog.getByLabel('Trích yếu').fill('Điều chỉnh chỉ tiêu nội trú');
  await dialog.getByLabel('Ghi chú').fill('Mở thêm 40 giường từ tháng 7');
  await dialog.getByRole('button', { name: 'Soạn bản điều chỉnh' }).click();
  await expect(page.getByText(/Quý I, II đã qua nên giữ như cũ/)).toBeVisible();
  await expect(page.getByLabel(/Khoa Nội tổng hợp, Quý I giao/)).not.toBeEditable();
  await page.getByRole('button', { name: 'Theo bản đang dùng', exact: true }).click();
  await expect(page.getByText('Khớp chỉ tiêu')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Cho hiệu lực' }).click();
  await expect(page.getByText('Đang hiệu lực từ 01/07/2027')).toBeVisible();

  const compare = page.getByRole('table', { name: /So sánh hai bản phân bổ/ });
  await expect(compare).toContainText('Khoa Nội tổng hợp');
  await expect(page.getByText(/70\.000 → 72\.000/)).toBeVisible();
  await expect(page.getByText(/77\/QĐ-BV, 25\/06\/2027/).first()).toBeVisible();
  await expect(page.getByText(/Mở thêm 40 giường/).first()).toBeVisible();
  await expectAccessible(page);
  // nothing moved in the half year that was over
  await page.getByRole('navigation', { name: 'Năm và kỳ' }).getByRole('link', { name: '6 tháng' }).click();
  await expect(page).toHaveURL(/period=h1/);
  await expect(page.getByRole('heading', { name: /6 tháng đầu năm/ })).toBeVisible();
  const row = compare.getByRole('row', { name: /Khoa Nội tổng hợp/ });
  const [, old, now] = await row
    .getByRole('cell')
    .allTextContents()
    .then((cells) => ['', ...cells]);
  expect(old).toBe(now);

  const asked = page.getByLabel('Bản có hiệu lực ngày');
  await asked.fill('30/06/2027');
  await page.getByRole('button', { name: 'Xem', exact: true }).click();
  await expect(page.getByText(/Ngày 30\/06\/2027: giao đầu năm, 70\.000 lượt|Ngày 30\/06\/2027: giao đầu năm, 70\.000/)).toBeVisible();
});

test('the director reads 6 and 9 months, each quarter to date, and where the year should be today', async ({ as }) => {
  const page = await as('giamdoc');
  await page.goto('/summary/2025?period=h1');
  await expect(page.getByRole('heading', { level: 1 })).toContainText('6 tháng');
  await expect(page.getByText(/Đạt \d+\/\d+ chỉ tiêu \(\d+\s%\), vượt \d+\/\d+/)).toBeVisible();
  await expect(page.getByRole('link', { name: '6 tháng', exact: true })).toHaveAttribute('aria-current', 'true');
  await expectAccessible(page);
  await page.getByRole('link', { name: 'Xem từng quý và lũy kế' }).click();
  await expect(page.getByRole('columnheader', { name: 'Lũy kế' })).toBeVisible();
  await page.goto('/summary/2025?period=h1&view=quarters');
  await expectAccessible(page);

  const read = async (period: string) => {
    const { figures, departments, ...rest } = await (await page.request.get(`/api/v1/summary/2025?period=${period}`)).json();
    const visits = figures.find(({ code }: { code: string }) => code === 'OPD');
    return { actual: visits.actual, previous: visits.previous, departments, visits, rest };
  };
  const [h1, h2, m9, q3, q4, year] = await Promise.all(['h1', 'h2', 'm9', 'q3', 'q4', 'year'].map(read));
  expect(h1?.actual + h2?.actual).toBe(year?.actual);
  expect(h1?.actual + q3?.actual).toBe(m9?.actual);
  expect(m9?.actual + q4?.actual).toBe(386_420);
  expect(h1?.previous + h2?.previous).toBe(year?.previous);
  expect(h1?.rest).toMatchObject({ period: 'h1', quarter: null, calendar: 'CALENDAR', span: { endsOn: '2025-06-30' } });
  expect(h1?.departments.some(({ withTarget }: { withTarget: number }) => withTarget > 0)).toBe(true);
  expect(year?.visits.pace).toBeNull();

  // a running year, whichever it is when this is read
  const running = new Date(Date.now() + 7 * 3_600_000).getUTCFullYear();
  const now = await (await page.request.get(`/api/v1/summary/${running}`)).json();
  const pace = now.figures?.find(({ code }: { code: string }) => code === 'OPD')?.pace;
  if (pace) {
    expect(pace.percent).toBeGreaterThan(0);
    await page.goto(`/summary/${running}/OPD`);
    await expect(page.getByText(/Hôm nay đáng lẽ .* chỉ tiêu năm/)).toBeVisible();
    await expectAccessible(page);
  }
});

test('a ratio shows its two numbers, and a department its share of targets met', async ({ as }) => {
  const page = await as('khth');
  await page.goto('/summary/2025/BOR_PLAN?period=m9');
  await expect(page.getByText(/Lũy kế tính lại từ tổng tử số chia tổng mẫu số/)).toBeVisible();
  await expect(page.getByRole('table', { name: /Tử số và mẫu số/ })).toBeVisible();
  await page.goto('/departments/NOI?year=2025&period=m9');
  await expect(page.getByRole('heading', { name: /9 tháng 2025: đạt \d+\/\d+ \(\d+\s%\), vượt \d+\/\d+/ })).toBeVisible();
  await expect(page.getByText(/Cùng kỳ 2024: đạt/)).toBeVisible();
  await expectAccessible(page);
});
