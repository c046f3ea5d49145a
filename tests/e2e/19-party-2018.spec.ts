import { readFileSync } from 'node:fs';
import type { BrowserContext, Locator, Page } from '@playwright/test';
import { strFromU8, unzipSync } from 'fflate';
import { expect, expectAccessible, pasteBlock, signIn, test } from '../support/app';
import { startEmptyHospital } from '../support/empty-hospital';

/** What a hospital published of 2018 (the sample knows nothing of it here): 42 cells, 518 members. */
const CELLS = 42;
const PASSWORD = 'bốn từ chẳng liên quan';

/** Presses a button that opens a dialog, fills it, sends it by the button named, and waits until it is gone. */
async function inDialog(page: Page, button: string | RegExp, fill: (dialog: Locator) => Promise<void>, submit: string | RegExp = button) {
  await page.getByRole('button', { name: button }).first().click();
  const dialog = page.getByRole('dialog');
  await fill(dialog);
  await dialog.getByRole('button', { name: submit }).click();
  await expect(dialog).toHaveCount(0);
}

const fillAll = async (form: Page | Locator, values: Record<string, string>) => {
  for (const [label, value] of Object.entries(values)) await form.getByLabel(label, { exact: true }).fill(value);
};

/** Founds a body by its form; the page of the body stands for having done it. */
async function found(page: Page, values: { kind?: string; code: string; name: string; since: string }) {
  await page.goto('/party/bodies/new');
  if (values.kind) await page.getByLabel('Loại', { exact: true }).selectOption({ label: values.kind });
  await page.getByLabel('Mã', { exact: true }).fill(values.code);
  await page.getByLabel('Tên', { exact: true }).fill(values.name);
  await page.getByLabel('Ngày lập', { exact: true }).fill(values.since);
  await page.getByRole('button', { name: 'Lập', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: values.name })).toBeVisible();
}

/** The text of a Word file as people read it, its paragraphs by lines. */
function textOf(file: string): string {
  const { 'word/document.xml': body } = unzipSync(readFileSync(file));
  if (!body) throw new Error('not a Word file');
  return strFromU8(body)
    .replace(/<\/w:p>/g, '\n')
    .replace(/<[^>]+>/g, '')
    .replace(/\u00a0/g, ' ');
}

test.describe('the Party year 2018 of a hospital that begins', () => {
  test.describe.configure({ mode: 'serial' });
  let hospital: Awaited<ReturnType<typeof startEmptyHospital>>;
  let context: BrowserContext;
  let office: Page;

  test.beforeAll(async () => {
    test.setTimeout(180_000);
    hospital = await startEmptyHospital();
  });
  test.afterAll(async () => {
    await context?.close();
    await hospital?.stop();
  });

  test('the first administrator lets the Party office in', async ({ browser }) => {
    test.setTimeout(90_000);
    const { baseURL, setUp } = hospital;
    const own = await browser.newContext({ baseURL });
    const admin = await own.newPage();
    await admin.goto(setUp);
    await fillAll(admin, { 'Họ và tên': 'Quản trị', 'Tên đăng nhập': 'quantri', 'Mật khẩu': PASSWORD, 'Gõ lại mật khẩu mới': PASSWORD });
    await admin.getByRole('button', { name: 'Lập tài khoản quản trị' }).click();
    await expect(admin).toHaveURL(/sign-in/);
    await signIn(own, 'quantri', PASSWORD);
    await admin.goto('/admin/accounts');
    await admin.getByRole('button', { name: 'Thêm tài khoản' }).first().click();
    const dialog = admin.getByRole('dialog');
    await fillAll(dialog, { 'Họ và tên': 'Hà Thị Kim Oanh', 'Tên đăng nhập': 'vpdu' });
    await dialog.getByLabel('Vai trò').selectOption({ label: 'Văn phòng Đảng ủy' });
    await dialog.getByRole('button', { name: 'Thêm tài khoản' }).click();
    const shown = dialog.getByText(/^[a-z2-9]{4}(-[a-z2-9]{4}){2}$/);
    const first = ((await shown.textContent()) ?? '').trim();
    // who keeps the accounts reads nothing of the Party
    expect((await admin.goto('/party/ratings?year=2018'))?.status()).toBe(404);
    await own.close();

    context = await browser.newContext({ baseURL });
    await signIn(context, 'vpdu', first);
    office = await context.newPage();
    await office.goto('/');
    await fillAll(office, { 'Mật khẩu lần đầu': first, 'Mật khẩu mới': PASSWORD, 'Gõ lại mật khẩu mới': PASSWORD });
    await office.getByRole('button', { name: 'Đặt mật khẩu' }).click();
    await expect(office).not.toHaveURL(/first-password/);
  });

  test('the office founds the organisation and 42 cells, and counts 518 members', async () => {
    test.setTimeout(170_000);
    await found(office, { code: 'DB', name: 'Đảng bộ Bệnh viện', since: '15/01/2008' });
    const codes = Array.from({ length: CELLS }, (_, place) => `CB${String(place + 1).padStart(2, '0')}`);
    const pages = [office, await context.newPage(), await context.newPage()];
    await Promise.all(
      pages.map(async (page, hand) => {
        for (const code of codes.filter((_, place) => place % pages.length === hand))
          await found(page, { kind: 'Chi bộ', code, name: `Chi bộ số ${code.slice(2)}`, since: '15/01/2008' });
      }),
    );
    for (const page of pages.slice(1)) await page.close();

    await office.goto('/party/counts?year=2018');
    // 14 cells of 13 and 28 of 12; nobody came, left or was disciplined
    const block = codes.map((_, place) => [place < 14 ? '13' : '12', ...Array.from({ length: 12 }, () => '0')]);
    await office.locator('input[id^="cell-"]').first().click();
    await pasteBlock(office, block);
    await expect(office.getByText(/Đã lưu \d\d:\d\d/)).toBeVisible({ timeout: 30_000 });
    await office.reload();
    await expect(office.getByRole('heading', { name: 'Cuối năm 2018: 518 đảng viên, 42/42 chi bộ đã đủ số' })).toBeVisible();
  });

  test('published figures are read as cumulative; commendations are recorded; the page and the paper print them', async () => {
    test.setTimeout(120_000);
    await office.goto('/party/figures?year=2018');
    const record = (subject: string) => `${subject} năm 2018: ghi số đã công bố`;
    await office.getByRole('button', { name: record('Chi bộ') }).click();
    const dialog = office.getByRole('dialog');
    await dialog.getByLabel('Cách công bố').selectOption('DISJOINT');
    const counts = { 'Tổng số': '42', 'Thuộc diện xếp loại': '42', 'Được xếp loại': '42' };
    await fillAll(dialog, counts);
    await dialog.locator('[name=excellent]').fill('8');
    await dialog.locator('[name=good]').fill('42');
    await dialog.locator('[name=disciplined]').fill('0');
    await dialog.getByLabel('Nguồn', { exact: true }).fill('Trang tin của bệnh viện, tháng 3/2019');
    await dialog.getByRole('button', { name: 'Ghi số đã công bố' }).click();
    await expect(dialog.getByText(/8 \+ 42 = 50 > 42\. Nếu là cộng dồn thì thành/).first()).toBeVisible();
    await dialog.getByRole('button', { name: /^Chọn «cộng dồn/ }).click();
    await expect(dialog.getByText('Đọc là:')).toContainText('34');
    await dialog.getByRole('button', { name: 'Ghi số đã công bố' }).click();
    await expect(dialog).toHaveCount(0);
    await inDialog(
      office,
      record('Đảng viên'),
      async (form) => {
        await fillAll(form, { 'Tổng số': '518', 'Thuộc diện xếp loại': '518', 'Được xếp loại': '518' });
        await form.locator('[name=excellent]').fill('80');
        await form.locator('[name=disciplined]').fill('0');
        await form.getByLabel('Nguồn', { exact: true }).fill('Trang tin của bệnh viện, tháng 3/2019');
      },
      'Ghi số đã công bố',
    );

    await office.goto('/party/commendations?year=2018');
    const decided = (number: string) => ({
      'Quyết định: Số, ký hiệu': number,
      'Ngày ký': '20/12/2018',
      'Cấp quyết định': 'Ban Thường vụ Tỉnh ủy',
      'Người ký': 'Trần Quốc Tỏ',
    });
    await inDialog(
      office,
      'Thêm huy hiệu đến hạn',
      async (form) => {
        await form.getByLabel('Mốc').selectOption({ label: '30 năm' });
        await form.getByLabel('Số lượng').fill('2');
      },
      'Lưu',
    );
    await office.getByRole('button', { name: 'Đề nghị', exact: true }).click();
    await inDialog(office, 'Ghi quyết định', (form) => fillAll(form, decided('30-QĐ/TU')), 'Lưu');
    await inDialog(
      office,
      'Ghi khen thưởng',
      async (form) => {
        const five = form.getByLabel('Hình thức').locator('option').filter({ hasText: 'Bằng khen đảng viên' });
        await form.getByLabel('Hình thức').selectOption((await five.first().getAttribute('value')) ?? '');
        await fillAll(form, { 'Số lượng': '5', 'Từ năm': '2013', 'Đến năm': '2017', ...decided('31-QĐ/TU') });
        await form.locator('[name=subjectText]').fill('05 đảng viên hoàn thành xuất sắc nhiệm vụ 5 năm 2013–2017');
      },
      'Lưu',
    );
    await expect(office.getByText('05 đảng viên hoàn thành xuất sắc nhiệm vụ 5 năm 2013–2017').first()).toBeVisible();

    await office.goto('/party?year=2018');
    const page = office.getByRole('main');
    for (const text of ['08/42 (19,05 %)', '42/42 (100 %)', '80/518 (15,44 %)', 'Không có đảng viên nào bị thi hành kỷ luật'])
      await expect(page.getByText(spaced(text)).first()).toBeVisible();
    await expect(page.getByText(spaced('Hoàn thành xuất sắc 8 / tối đa 8 (20 % của 42 chi bộ hoàn thành tốt trở lên)'))).toBeVisible();
    await expectAccessible(office);

    await office.goto('/party/papers?year=2018');
    const [file] = await Promise.all([office.waitForEvent('download'), office.getByRole('button', { name: 'Tải báo cáo' }).click()]);
    const paper = textOf(await file.path());
    for (const text of ['08/42 (19,05 %)', '42/42 (100 %)', '80/518 (15,44 %)', 'Không có đảng viên nào bị thi hành kỷ luật'])
      expect(paper).toContain(text);
    expect(paper).toMatch(/30 năm[^\n]*02/);
    expect(paper).toMatch(/5 năm[^\n]*05[^\n]*2013–2017/);
  });

  test('rated in the app, eight excellent cells are decided and a ninth asks for a reason', async () => {
    test.setTimeout(170_000);
    await office.goto('/party/ratings?year=2018');
    await inDialog(office, 'Mở đợt năm 2018', async () => undefined, 'Mở đợt');
    const hrefs = await office
      .getByRole('rowheader')
      .getByRole('link')
      .evaluateAll((links) => links.map((link) => link.getAttribute('href')));
    expect(hrefs).toHaveLength(CELLS);
    const pages = [office, await context.newPage(), await context.newPage()];
    await Promise.all(
      pages.map(async (page, hand) => {
        for (const href of hrefs.filter((_, place) => place % pages.length === hand)) {
          await page.goto(href ?? '');
          const level = hrefs.indexOf(href) < 9 ? 'EXCELLENT' : 'GOOD';
          const choose = async (form: Locator) => void (await form.getByLabel('Mức', { exact: true }).selectOption(level));
          await inDialog(page, 'Tự xếp loại', choose);
          await inDialog(page, 'Ghi hội nghị chi bộ', async (form) => {
            await fillAll(form, { 'Được biểu quyết': '12', 'Có mặt': '12', [level === 'GOOD' ? 'Phiếu tốt' : 'Phiếu xuất sắc']: '12' });
            await choose(form);
          });
          await inDialog(page, 'Thẩm định', choose);
          await expect(page.getByText('Đã thẩm định, chờ quyết định')).toBeVisible();
        }
      }),
    );
    for (const page of pages.slice(1)) await page.close();

    await office.goto('/party/ratings?year=2018');
    await expect(office.getByText('Chi bộ số 09 là chi bộ xuất sắc thứ 9.')).toBeVisible();
    await expect(office.getByText(spaced('Vượt trần 20 %: 9 / tối đa 8')).first()).toBeVisible();
    await expect(office.getByRole('button', { name: 'Lập quyết định' })).toHaveCount(0);
    await office.getByRole('button', { name: 'Cần lý do vượt trần' }).click();
    await expect(office.getByLabel('Lý do', { exact: true })).toBeFocused();
    await office.getByRole('button', { name: 'Về mức Tốt' }).click();
    await expect(office.getByText(spaced('Hoàn thành xuất sắc 8 / tối đa 8 (20 % của 42 chi bộ hoàn thành tốt trở lên)'))).toBeVisible();
    // what is chosen and not decided is there again after a reload
    await office.reload();
    await expect(office.getByText('1 lựa chọn chưa quyết định, giữ trên máy này.')).toBeVisible();
    await inDialog(
      office,
      'Lập quyết định',
      (form) => fillAll(form, { 'Số quyết định': '45-QĐ/ĐU', 'Ngày ký': '15/01/2019', 'Người ký': 'Đặng Hữu Khiêm' }),
      'Quyết định 42 chi bộ',
    );
    await expect(office.getByText('Đã quyết định tất cả.')).toBeVisible();
    await office.goto('/party/figures?year=2018');
    await expect(office.getByText('Khớp với các quyết định xếp loại.').first()).toBeVisible();
  });
});

/** Numbers and their signs stand together by a space that does not break. */
const spaced = (text: string) => new RegExp(text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/ /g, '[\\s\\u00a0]'));
