import type { Page } from '@playwright/test';
import { expect, expectAccessible, test } from '../support/app';

const QUARTER = 'year=2026&period=q1';
const PHONE = { width: 390, height: 844 };
const WIDE = { width: 1366, height: 900 };
type Place = ReturnType<Page['getByRole']>;

/** Presses a button that opens a dialog, fills it by `fill`, and sends it by the button of the same name. */
async function inDialog(page: Page, button: string, fill: (dialog: Place) => Promise<void>, submit = button) {
  await page.getByRole('button', { name: button }).first().click();
  const dialog = page.getByRole('dialog');
  await fill(dialog);
  await dialog.getByRole('button', { name: submit }).click();
  await expect(dialog).toHaveCount(0);
}

const hasNoSideScroll = async (page: Page) =>
  expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0);

test('the Party office has the year on one page: levels, each cell, counts, discipline, badges, the words of the report', async ({
  as,
}) => {
  test.setTimeout(180_000);
  const office = await as('vpdu');
  // one badge of 40 years, beside the two of 30 that 2018 had
  await office.goto('/party/commendations?year=2018&period=year');
  await inDialog(
    office,
    'Thêm huy hiệu đến hạn',
    async (dialog) => {
      await dialog.getByLabel('Mốc').selectOption('40');
      await dialog.getByLabel('Số lượng').fill('1');
      await dialog.getByLabel('Ngày đủ tuổi Đảng').fill('2018-11-07');
    },
    'Lưu',
  );
  await office.goto('/party?year=2018&period=year');
  const due = office.getByRole('table', { name: 'Huy hiệu Đảng năm 2018 theo mốc' }).getByRole('row', { name: '40 năm' });
  await expect(due).toContainText('40 năm100');
  await office.goto('/party/commendations?year=2018&period=year');
  await office.getByRole('button', { name: 'Đề nghị' }).first().click();
  await inDialog(
    office,
    'Ghi quyết định',
    async (dialog) => {
      await dialog.getByLabel('Quyết định: Số, ký hiệu').fill('15-QĐ/TU');
      await dialog.getByLabel('Ngày ký').fill('2018-11-07');
      await dialog.getByLabel('Cấp quyết định').fill('Tỉnh ủy');
    },
    'Lưu',
  );

  await office.goto('/');
  await office.getByRole('navigation', { name: 'Điều hướng chính' }).getByRole('link', { name: 'Xếp loại chi bộ' }).click();
  await expect(office).toHaveURL(/\/party\?year=\d{4}&period=year/);
  // years that have no periods are reached by the arrows too
  await office.goto('/party?year=2019');
  await expect(office).toHaveURL('/party?year=2019&period=year');
  await office.getByRole('link', { name: 'Năm 2018' }).click();
  await expect(office.getByRole('heading', { level: 1, name: 'Xếp loại năm 2018' })).toBeVisible();
  await expect(office.getByRole('heading', { name: 'Chi bộ: 08/42 (19,05 %) hoàn thành xuất sắc nhiệm vụ' })).toBeVisible();
  await expect(office.getByRole('heading', { name: 'Cuối năm 2018: 518 đảng viên' })).toBeVisible();
  const counts = office.getByRole('table', { name: 'Số đảng viên năm 2018' });
  await expect(counts.getByRole('row', { name: 'Kết nạp' })).toContainText('35');
  await expect(counts.getByRole('row', { name: 'Miễn xếp loại' })).toContainText('chưa biết');
  await expect(office.getByText('Không có đảng viên nào bị thi hành kỷ luật.', { exact: true })).toBeVisible();
  await expect(office.getByRole('heading', { name: 'Năm 2018: 03 huy hiệu Đảng được tặng' })).toBeVisible();
  await expect(office.getByText('42/42 (100 %) chi bộ hoàn thành tốt nhiệm vụ trở lên.')).toBeVisible();
  await expectAccessible(office);
  await office.setViewportSize(PHONE);
  await hasNoSideScroll(office);
  await expectAccessible(office);
});

test('from 2026 on a quarter is rated and published; each reads of it what is theirs', async ({ as }) => {
  test.setTimeout(240_000);
  const office = await as('vpdu');
  await office.goto(`/party/ratings?${QUARTER}`);
  await inDialog(office, 'Mở đợt quý I/2026', async () => undefined, 'Mở đợt');
  await expect(office.getByText('Đang tự xếp loại.')).toBeVisible();
  await office.goto(`/party/ratings/CB-SAN?${QUARTER}`);
  const name = 'Chi bộ Phụ sản';
  await expect(office.getByRole('heading', { level: 1, name })).toBeVisible();
  const good = async (dialog: Place) => {
    await dialog.getByLabel('Mức', { exact: true }).selectOption('GOOD');
  };
  await inDialog(office, 'Tự xếp loại', good);
  await inDialog(office, 'Ghi hội nghị chi bộ', async (dialog) => {
    await dialog.getByLabel('Được biểu quyết').fill('20');
    await dialog.getByLabel('Có mặt').fill('18');
    await dialog.getByLabel('Phiếu tốt').fill('18');
    await good(dialog);
  });
  await inDialog(office, 'Thẩm định', good);
  await office.goto(`/party/ratings?${QUARTER}`);
  await inDialog(
    office,
    'Lập quyết định',
    async (dialog) => {
      await dialog.getByLabel('Số quyết định').fill('21-QĐ/ĐU');
      await dialog.getByLabel('Ngày ký').fill('2026-04-05');
      await dialog.getByLabel('Người ký').fill('Bùi Quang Thắng');
    },
    'Quyết định 1 chi bộ',
  );

  // one of all cells is decided: said so, and not held against the cap
  await office.goto(`/party?${QUARTER}`);
  await expect(office.getByText(/Mới quyết định 1\/42 chi bộ/)).toBeVisible();
  const matrix = office.getByRole('table', { name: 'Mức xếp loại của từng chi bộ theo năm và quý' });
  await expect(matrix.getByRole('rowheader')).toHaveCount(42);
  await expect(matrix.getByRole('link', { name: `${name}, quý I/2026: Hoàn thành tốt nhiệm vụ` })).toBeVisible();
  await expect(matrix.getByRole('link', { name: 'Chi bộ Nhi, quý I/2026: chưa quyết định' })).toBeVisible();
  await expectAccessible(office);
  await office.setViewportSize(PHONE);
  await hasNoSideScroll(office);
  await expect(office.getByRole('listitem').filter({ hasText: name }).getByText('I/2026').first()).toBeVisible();
  await office.setViewportSize(WIDE);

  // the figures of the quarter, as they were published
  await office.goto(`/party/figures?${QUARTER}`);
  await inDialog(
    office,
    'Chi bộ quý I/2026: ghi số đã công bố',
    async (dialog) => {
      for (const [label, count] of [
        ['Tổng số', '42'],
        ['Thuộc diện xếp loại', '42'],
        ['Được xếp loại', '42'],
        ['Hoàn thành xuất sắc', '7'],
        ['Hoàn thành tốt trở lên', '42'],
      ] as const)
        await dialog.getByLabel(label, { exact: count === '7' }).fill(count);
      await dialog.getByLabel('Nguồn').fill('Thông báo 12-TB/ĐU ngày 10/4/2026');
      await dialog.getByLabel('Cho Giám đốc xem').check();
    },
    'Ghi số đã công bố',
  );
  await expect(office.getByText('Giám đốc xem được')).toBeVisible();

  const secretary = await as('truongsan');
  await secretary.goto('/');
  await secretary.getByRole('navigation', { name: 'Điều hướng chính' }).getByRole('link', { name: 'Xếp loại chi bộ' }).click();
  await secretary.goto(`/party?${QUARTER}`);
  await expect(secretary.getByRole('heading', { level: 1, name: 'Chi bộ của bạn, quý I/2026' })).toBeVisible();
  const own = secretary.getByRole('table', { name: 'Mức xếp loại của từng chi bộ theo năm và quý' });
  await expect(own.getByRole('rowheader')).toHaveText([name]);
  await own.getByRole('link', { name: 'quý I/2026: Hoàn thành tốt nhiệm vụ' }).click();
  await expect(secretary.getByRole('heading', { level: 1, name })).toBeVisible();
  await expect(secretary.getByRole('link', { name: 'Khen thưởng, huy hiệu' })).toHaveCount(0);
  const theirs = await (await secretary.request.get(`/party?${QUARTER}`)).text();
  for (const hidden of ['Chi bộ Nhi', '07/42', 'huy hiệu Đảng được tặng']) expect(theirs).not.toContain(hidden);

  const director = await as('giamdoc');
  await director.goto('/');
  await director.getByRole('navigation', { name: 'Điều hướng chính' }).getByRole('link', { name: 'Xếp loại chi bộ' }).click();
  await expect(director.getByText('Số tổng hợp Văn phòng Đảng ủy đã cho Giám đốc xem')).toBeVisible();
  await director.goto(`/party?${QUARTER}`);
  await expect(director.getByRole('heading', { name: 'Chi bộ: 07/42 (16,67 %) hoàn thành xuất sắc nhiệm vụ' })).toBeVisible();
  await expectAccessible(director);
  const sums = await (await director.request.get(`/party?${QUARTER}`)).text();
  for (const hidden of ['Chi bộ Phụ sản', 'Từng chi bộ qua các năm', 'Huy hiệu', 'Kết nạp', 'Chỉ Văn phòng Đảng ủy'])
    expect(sums).not.toContain(hidden);
  expect((await director.goto(`/party/ratings?${QUARTER}`))?.status()).toBe(404);
});

test('the review of the year and of a half-year says of the Party what was published, to those who may read it', async ({ as }) => {
  const director = await as('giamdoc');
  await director.goto('/summary/2018');
  const block = director.getByRole('region', { name: 'Công tác Đảng' });
  await expect(block).toContainText(
    '08/42 (19,05 %) chi bộ hoàn thành xuất sắc nhiệm vụ. 42/42 (100 %) chi bộ hoàn thành tốt nhiệm vụ trở lên.',
  );
  await expect(block).toContainText('80/518 (15,44 %) đảng viên hoàn thành xuất sắc nhiệm vụ. Không có đảng viên nào bị thi hành kỷ luật.');
  await expectAccessible(director);
  await director.goto('/summary/2026?period=h1');
  await expect(block).toContainText('Xếp loại quý I/2026');
  await expect(block).toContainText('07/42 (16,67 %) chi bộ hoàn thành xuất sắc nhiệm vụ.');

  for (const username of ['khth', 'quantri', 'truongnoi', 'truongsan']) {
    const page = await as(username);
    for (const address of ['/summary/2018', '/summary/2026?period=h1', '/api/v1/summary/2018']) {
      const text = await (await page.request.get(address)).text();
      for (const trace of ['Công tác Đảng', '08/42', '07/42', 'party_', 'đảng viên'])
        expect(text, `${username} ${address}`).not.toContain(trace);
    }
  }
  for (const username of ['khth', 'quantri', 'truongnoi']) {
    const page = await as(username);
    expect((await page.goto('/party?year=2018&period=year'))?.status(), username).toBe(404);
    expect((await page.goto('/party'))?.status(), username).toBe(404);
    await page.goto('/');
    await expect(page.getByRole('link', { name: 'Xếp loại chi bộ' })).toHaveCount(0);
  }
});
