import { readFileSync } from 'node:fs';
import type { APIResponse, Page } from '@playwright/test';
import { strFromU8, unzipSync } from 'fflate';
import { expect, expectAccessible, test } from '../support/app';

const SPAN = 'year=2026&quarter=4';
const PERIOD = 'year=2026&period=q4';
const PHONE = { width: 390, height: 844 };

/** What a Word file says, a paragraph a line. */
function textOf(file: Uint8Array): string {
  const xml = strFromU8(unzipSync(file)['word/document.xml'] ?? new Uint8Array());
  return xml
    .replace(/<\/w:p>/g, '\n')
    .replace(/<[^>]+>/g, '')
    .replaceAll('\u00a0', ' ');
}
const wordOf = async (answer: APIResponse) => {
  expect(answer.status(), answer.url()).toBe(200);
  expect(answer.headers()['cache-control']).toContain('no-store');
  return textOf(await answer.body());
};
const paper = (page: Page, kind: string, query = SPAN) => page.request.get(`/api/party/papers/${kind}?${query}`);

async function inDialog(
  page: Page,
  button: string | RegExp,
  fill: (dialog: ReturnType<Page['getByRole']>) => Promise<void>,
  submit = button,
) {
  await page.getByRole('button', { name: button }).first().click();
  const dialog = page.getByRole('dialog');
  await fill(dialog);
  await dialog.getByRole('button', { name: submit }).click();
  await expect(dialog).toHaveCount(0);
}

test('the Party office prints the year 2018 under the hospital’s own head', async ({ as }) => {
  const office = await as('vpdu');
  await office.goto('/party/papers?year=2018');
  await inDialog(
    office,
    /^(Ghi|Sửa) tiêu đề$/,
    async (dialog) => {
      await dialog.getByLabel('Đảng bộ cấp trên').fill('Đảng bộ tỉnh An Hòa');
      await dialog.getByLabel('Cơ quan ban hành').fill('Đảng ủy Bệnh viện Đa khoa tỉnh An Hòa');
      await dialog.getByLabel('Địa danh').fill('An Hòa');
      await dialog.getByLabel('Áp dụng từ').fill('2018-01-01');
    },
    'Lưu tiêu đề',
  );
  await expect(office.getByText('ĐẢNG BỘ TỈNH AN HÒA')).toBeVisible();
  await expectAccessible(office);

  // what cannot be a number is said beside its field, and nothing is lost
  await office.getByLabel('Số văn bản').fill('năm');
  await office.getByLabel('Ngày ký').fill('2019-01-09');
  await office.getByRole('button', { name: 'Tải báo cáo' }).click();
  await expect(office.getByRole('heading', { name: 'Còn 1 chỗ cần sửa.' })).toBeVisible();
  await expect(office.getByRole('link', { name: /^Số văn bản: / })).toBeVisible();
  await expect(office.getByLabel('Ngày ký')).toHaveValue('09/01/2019');
  await office.getByLabel('Số văn bản').fill('5');
  const [download] = await Promise.all([office.waitForEvent('download'), office.getByRole('button', { name: 'Tải báo cáo' }).click()]);
  expect(download.suggestedFilename()).toBe('bao-cao-xep-loai-nam-2018.docx');
  const said = textOf(readFileSync(await download.path()));
  for (const words of [
    ...['ĐẢNG BỘ TỈNH AN HÒA', 'ĐẢNG ỦY BỆNH VIỆN ĐA KHOA TỈNH AN HÒA', 'Số 05-BC/ĐU', 'An Hòa, ngày 09 tháng 01 năm 2019'],
    ...['LƯU HÀNH NỘI BỘ', '08/42 (19,05 %)', '42/42 (100 %)', '80/518 (15,44 %)', 'Không có đảng viên nào bị thi hành kỷ luật.'],
    ...['Mức xếp loại', 'T/M ĐẢNG ỦY', '- Lưu Đảng ủy.'],
  ])
    expect(said).toContain(words);
  const again = await office.request.get('/api/party/papers/summary?year=2018&number=5');
  expect((await again.body()).equals(await (await paper(office, 'summary', 'year=2018&number=5')).body())).toBe(true);
  await office.setViewportSize(PHONE);
  await expectAccessible(office);
  expect(await office.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
});

test('the papers of a campaign stand at its sheet, a cell’s minutes are its secretary’s too, and nobody else’s', async ({ as }) => {
  test.setTimeout(180_000);
  const office = await as('vpdu');
  // a person who opens an address that has nothing yet is told so in words
  const early = await office.goto(`/api/party/papers/decision?${SPAN}`);
  expect(early?.status()).toBe(409);
  expect(early?.headers()['content-type']).toContain('text/plain');
  await expect(office.locator('body')).toContainText('Chưa mở đợt xếp loại quý IV năm 2026.');

  await office.goto(`/party/ratings?${PERIOD}`);
  await inDialog(office, 'Mở đợt quý IV/2026', async () => undefined, 'Mở đợt');
  await expect(office.getByText('Đang tự xếp loại.')).toBeVisible();
  await office.goto(`/party/ratings/CB-SAN?${PERIOD}`);
  const excellent = async (dialog: ReturnType<Page['getByRole']>) => {
    await dialog.getByLabel('Mức', { exact: true }).selectOption('EXCELLENT');
  };
  await inDialog(office, 'Tự xếp loại', excellent);
  await inDialog(office, 'Ghi hội nghị chi bộ', async (dialog) => {
    await dialog.getByLabel('Được biểu quyết').fill('20');
    await dialog.getByLabel('Có mặt').fill('18');
    await dialog.getByLabel('Phiếu xuất sắc').fill('17');
    await excellent(dialog);
  });
  await inDialog(office, 'Thẩm định', excellent);

  await office.goto(`/party/ratings?${PERIOD}`);
  const papers = office.getByRole('navigation', { name: 'Văn bản của đợt' });
  const texts: Record<string, string> = {};
  for (const name of ['Dự thảo quyết định', 'Danh sách', 'Biên bản']) {
    const address = (await papers.getByRole('link', { name }).getAttribute('href')) ?? '';
    texts[name] = await wordOf(await office.request.get(address));
  }
  expect(texts['Dự thảo quyết định']).toContain('Công nhận kết quả xếp loại chất lượng quý IV năm 2026 của 01 chi bộ trực thuộc');
  expect(texts['Dự thảo quyết định']).toContain('Số …-QĐ/ĐU');
  expect(texts['Danh sách']).toContain('17/18');
  expect(texts['Biên bản']).toContain(
    '20 % của 01 chi bộ hoàn thành tốt nhiệm vụ trở lên là 00 chi bộ; hội nghị thống nhất 01 chi bộ, vượt 01',
  );
  await expectAccessible(office);

  const secretary = await as('truongsan');
  await secretary.goto(`/party/ratings/CB-SAN?${PERIOD}`);
  const own = (await secretary.getByRole('link', { name: 'Biên bản họp chi bộ' }).getAttribute('href')) ?? '';
  const minutes = await wordOf(await secretary.request.get(own));
  for (const words of [
    'CHI BỘ',
    'có mặt: 18 đồng chí (90 %); vắng mặt: 02 đồng chí',
    'NGƯỜI GHI BIÊN BẢN',
    'CHỦ TRÌ HỘI NGHỊ',
    'LƯU HÀNH NỘI BỘ',
  ])
    expect(minutes).toContain(words);
  for (const kind of ['summary', 'list', 'decision', 'minutes']) expect((await paper(secretary, kind)).status(), kind).toBe(404);
  expect((await paper(secretary, 'cell-minutes', `${SPAN}&code=CB-NHI`)).status()).toBe(404);

  for (const username of ['giamdoc', 'khth', 'vs']) {
    const other = await as(username);
    for (const kind of ['summary', 'list', 'decision', 'minutes'])
      expect((await paper(other, kind)).status(), `${username} ${kind}`).toBe(404);
    expect((await other.request.get(own)).status(), username).toBe(404);
    expect((await other.goto('/party/papers'))?.status(), username).toBe(404);
  }
});
