import type { Page } from '@playwright/test';
import { expect, expectAccessible, test } from '../support/app';

const sheet = '/party/ratings?year=2026&period=q3';
const PHONE = { width: 390, height: 844 };

/** Presses a button that opens a dialog, fills it by `fill`, and sends it by the button of the same name. */
async function inDialog(page: Page, button: string, fill: (dialog: ReturnType<Page['getByRole']>) => Promise<void>, submit = button) {
  await page.getByRole('button', { name: button }).first().click();
  const dialog = page.getByRole('dialog');
  await fill(dialog);
  await dialog.getByRole('button', { name: submit }).click();
  await expect(dialog).toHaveCount(0);
}

test('the Party office opens a quarter, rates a cell, and passes the cap with a reason that stays on the sheet', async ({ as }) => {
  test.setTimeout(120_000);
  const office = await as('vpdu');
  await office.goto(sheet);
  await inDialog(office, 'Mở đợt quý III/2026', async () => undefined, 'Mở đợt');
  await expect(office.getByText('Đang tự xếp loại.')).toBeVisible();
  await expectAccessible(office);

  const cell = office.getByRole('rowheader').first();
  const name = (await cell.getByRole('link').textContent()) ?? '';
  await cell.getByRole('link').click();
  await expect(office.getByRole('heading', { level: 1, name })).toBeVisible();
  const excellent = async (dialog: ReturnType<Page['getByRole']>) => dialog.getByLabel('Mức', { exact: true }).selectOption('EXCELLENT');
  await inDialog(office, 'Tự xếp loại', async (dialog) => {
    await excellent(dialog);
  });
  await inDialog(office, 'Ghi hội nghị chi bộ', async (dialog) => {
    await dialog.getByLabel('Được biểu quyết').fill('20');
    await dialog.getByLabel('Có mặt').fill('18');
    await dialog.getByLabel('Phiếu xuất sắc').fill('19');
    await dialog.getByRole('button', { name: 'Ghi hội nghị chi bộ' }).click();
    await expect(dialog.getByText('Tổng 19 phiếu nhiều hơn 18 người có mặt.').first()).toBeVisible();
    await dialog.getByLabel('Phiếu xuất sắc').fill('17');
    await excellent(dialog);
  });
  await office.setViewportSize(PHONE);
  await expect(office.getByText('18/20 có mặt; phiếu: 17 xuất sắc')).toBeVisible();
  await expectAccessible(office);
  await office.setViewportSize({ width: 1366, height: 900 });
  await inDialog(office, 'Thẩm định', async (dialog) => {
    await excellent(dialog);
  });

  // one cell rated: a fifth of one is no place at all
  await office.goto(sheet);
  await expect(office.getByText(`${name} là chi bộ xuất sắc thứ 1.`)).toBeVisible();
  await office.getByRole('radio', { name: 'Hoàn thành xuất sắc nhiệm vụ' }).first().focus();
  await office.keyboard.press('2');
  await expect(office.getByText('là chi bộ xuất sắc thứ')).toHaveCount(0);
  await office.keyboard.press('Control+z');
  await expect(office.getByText(`${name} là chi bộ xuất sắc thứ 1.`)).toBeVisible();
  await office.getByRole('button', { name: 'Cần lý do vượt trần' }).click();
  await office.getByLabel('Lý do', { exact: true }).fill('Đảng ủy cấp trên cho phép 25 %');
  await office.getByLabel('Số văn bản').fill('112-CV/ĐU');
  await office.getByRole('button', { name: 'Giữ 1, ghi lý do' }).click();
  await inDialog(
    office,
    'Lập quyết định',
    async (dialog) => {
      await dialog.getByLabel('Số quyết định').fill('45-QĐ/ĐU');
      await dialog.getByLabel('Ngày ký').fill('2026-10-05');
      await dialog.getByLabel('Người ký').fill('Bùi Quang Thắng');
    },
    'Quyết định 1 chi bộ',
  );
  await expect(office.getByText(/Được vượt trần đến 1: Đảng ủy cấp trên cho phép 25 % · văn bản 112-CV\/ĐU/)).toBeVisible();
  await expect(office.getByText('Quyết định 45-QĐ/ĐU')).toBeVisible();
});

test('a choice survives a reload; what somebody else changed is told; an early day, an appeal and a second decision', async ({ as }) => {
  test.setTimeout(150_000);
  const year = '/party/ratings?year=2024&period=year';
  const office = await as('vpdu');
  await office.goto(year);
  await inDialog(office, 'Mở đợt năm 2024', async () => undefined, 'Mở đợt');
  const link = office.getByRole('rowheader').first().getByRole('link');
  const [name, href] = [(await link.textContent()) ?? '', (await link.getAttribute('href')) ?? ''];
  await office.goto(href);
  const level = (code: string) => async (dialog: ReturnType<Page['getByRole']>) =>
    void (await dialog.getByLabel('Mức', { exact: true }).selectOption(code));
  await inDialog(office, 'Tự xếp loại', level('GOOD'));
  await inDialog(office, 'Ghi hội nghị chi bộ', async (dialog) => {
    await dialog.getByLabel('Được biểu quyết').fill('9');
    await dialog.getByLabel('Có mặt').fill('9');
    await level('GOOD')(dialog);
  });
  await inDialog(office, 'Thẩm định', async (dialog) => {
    await level('GOOD')(dialog);
    await dialog.getByLabel('Mức của người đứng đầu đơn vị').selectOption('EXCELLENT');
  });
  await expect(office.getByText('Người đứng đầu được xếp «Hoàn thành xuất sắc nhiệm vụ», cao hơn mức của đơn vị.')).toBeVisible();
  await expect(office.getByText(/Nhiệm vụ hoàn thành 100\s%: (có .+ \(\d+\/\d+\)|chưa rõ) – /).first()).toBeVisible();
  await expectAccessible(office);

  await office.goto(year);
  await office.getByRole('radio', { name: 'Hoàn thành tốt nhiệm vụ', checked: true }).focus();
  await office.keyboard.press('3');
  await office.reload();
  await expect(office.getByText('1 lựa chọn chưa quyết định, giữ trên máy này.')).toBeVisible();
  await expect(office.getByRole('radio', { name: 'Hoàn thành nhiệm vụ', exact: true })).toBeChecked();
  await office.getByText(/^Đề nghị xuất sắc/).click();
  await expect(office).toHaveURL(/show=excellent/);
  await expect(office.getByText('Không có dòng nào như vậy.')).toBeVisible();
  await office.goBack();
  await expect(office).not.toHaveURL(/show=/);
  await expect(office.getByRole('radio', { name: 'Hoàn thành nhiệm vụ', exact: true })).toBeChecked();

  const colleague = await as('vpdu');
  await colleague.goto(href);
  await inDialog(colleague, 'Thẩm định', async (dialog) => {
    await level('NOT_COMPLETED')(dialog);
    await dialog.getByLabel('Lý do').fill('Còn nhiệm vụ chưa xong');
  });
  await office.reload();
  await expect(office.getByText(`${name}: nay là Không hoàn thành`)).toBeVisible();
  await expect(office.getByRole('button', { name: 'Lập quyết định' })).toHaveCount(0);
  await expectAccessible(office);
  await office.getByRole('button', { name: 'Giữ Hoàn thành', exact: true }).click();

  await office.getByRole('button', { name: 'Lập quyết định' }).click();
  const dialog = office.getByRole('dialog');
  const fill = async (number: string, day: string) => {
    await dialog.getByLabel('Số quyết định').fill(number);
    await dialog.getByLabel('Ngày ký').fill(day);
    await dialog.getByLabel('Người ký').fill('Bùi Quang Thắng');
  };
  await fill('80-QĐ/ĐU', '20/12/2024');
  await expect(dialog.getByText('Ngày ký trước khi kỳ đánh giá kết thúc. Vẫn ghi được; xem lại nếu gõ nhầm.')).toBeVisible();
  await dialog.getByRole('button', { name: 'Quyết định 1 chi bộ' }).click();
  await expect(dialog).toHaveCount(0);
  await expect(office.getByText('Quyết định 80-QĐ/ĐU')).toBeVisible();
  await expect(office.getByText(/^\d+ lựa chọn chưa quyết định/)).toHaveCount(0);

  await office.goto(href);
  await inDialog(office, 'Ghi khiếu nại', async (form) => form.getByLabel('Lý do').fill('Nhiệm vụ chậm do dịch'));
  await office.goto(year);
  // the level stands, and is chosen anew: nothing is decided again by oversight
  await expect(office.getByText('đang là Hoàn thành, có khiếu nại')).toBeVisible();
  await expect(office.getByRole('button', { name: 'Lập quyết định' })).toHaveCount(0);
  await office.getByRole('radio', { name: 'Hoàn thành tốt nhiệm vụ' }).check({ force: true });
  await office.getByRole('button', { name: 'Lập quyết định' }).click();
  await fill('02-QĐ/ĐU', '10/01/2025');
  await dialog.getByRole('button', { name: 'Quyết định 1 chi bộ' }).click();
  await expect(office.getByText('Quyết định 02-QĐ/ĐU')).toBeVisible();
  await inDialog(office, 'Công bố', async () => undefined);
  await office.getByRole('button', { name: 'Đóng đợt' }).click();
  await dialog.getByRole('button', { name: 'Đóng đợt' }).click();
  await expect(dialog.getByText(/Còn \d+ mục chưa quyết định nên chưa đóng đợt được/)).toBeVisible();
});

test('nobody else learns that the page exists', async ({ as }) => {
  for (const username of ['khth', 'giamdoc', 'vs']) {
    const page = await as(username);
    const answer = await page.goto(sheet);
    expect(answer?.status(), username).toBe(404);
    // the director's rail leads to the sums; of the sheet nothing is said
    await expect(page.getByRole('main').getByText('Xếp loại')).toHaveCount(0);
    await expect(page).not.toHaveTitle(/Xếp loại/);
  }
});

test('members of every cell are counted, and decided for the whole hospital by one decision', async ({ as }) => {
  test.setTimeout(180_000);
  const office = await as('vpdu');
  await office.goto('/party/ratings?year=2023&period=year&subject=members');
  await inDialog(office, 'Mở đợt năm 2023', async () => undefined, 'Mở đợt');
  const edits = office.getByRole('button', { name: /^Sửa, / });
  await expect(edits).toHaveCount(42);
  const counts = {
    'Tổng số': 14,
    'Phải đánh giá': 14,
    'Được xếp loại': 14,
    'Xuất sắc': 2,
    Tốt: 12,
    'Hoàn thành': 0,
    'Không hoàn thành': 0,
  };
  await edits.first().click();
  const dialog = office.getByRole('dialog');
  for (const [label, count] of Object.entries(counts)) await dialog.getByLabel(label, { exact: true }).fill(String(count));
  await dialog.getByRole('button', { name: 'Lưu' }).click();
  await expect(dialog).toHaveCount(0);
  // the others as Excel copies them: one wrong row is named, and nothing is written before all are right
  const names = await office.getByRole('row').filter({ has: edits }).getByRole('rowheader').allTextContents();
  const rows = names.slice(1).map((name) => [name, 14, 0, 14, 14, 2, 12, 0, 0].join('\t'));
  await office.getByRole('button', { name: 'Dán từ Excel' }).click();
  await expectAccessible(office);
  await dialog.getByLabel('Các dòng đã sao chép').fill([...rows, 'Chi bộ Lạ\t1\t0\t1\t1\t0\t1\t0\t0'].join('\n'));
  await dialog.getByRole('button', { name: 'Ghi các dòng này' }).click();
  await expect(dialog.getByText('Dòng 42: không rõ chi bộ nào.').first()).toBeVisible();
  await dialog.getByLabel('Các dòng đã sao chép').fill(rows.join('\n'));
  await dialog.getByRole('button', { name: 'Ghi các dòng này' }).click();
  await expect(dialog).toHaveCount(0);
  await expect(office.getByText('Hoàn thành xuất sắc 84 / tối đa 118 (20 % của 588 đảng viên hoàn thành tốt trở lên)')).toBeVisible();
  await expectAccessible(office);
  await inDialog(office, 'Quyết định cho toàn đảng bộ', async (form) => {
    await form.getByLabel('Số quyết định').fill('78-QĐ/ĐU');
    await form.getByLabel('Ngày ký').fill('05/01/2024');
    await form.getByLabel('Người ký').fill('Bùi Quang Thắng');
  });
  await expect(office.getByRole('cell', { name: '78-QĐ/ĐU' })).toHaveCount(42);
  await expect(edits).toHaveCount(0);
});

test('a cap counted by cell names the cell above it; where nobody may pass there is no way to decide, where a reason helps it is asked', async ({
  as,
}) => {
  const office = await as('vpdu');
  const rules = async (severity: 'BLOCK' | 'WARN') => {
    await office.goto('/party/rules');
    await office.getByRole('region', { name: 'Đảng viên' }).getByRole('link', { name: '2019–2022' }).first().click();
    await office.getByLabel('Tính trong phạm vi').selectOption('CELL');
    await office.getByLabel('Khi vượt trần').selectOption(severity);
    await office.getByRole('button', { name: 'Lưu trần' }).click();
    await expect(office.getByText('Đã lưu')).toBeVisible();
  };
  const members = '/party/ratings?year=2020&period=year&subject=members';
  await rules('BLOCK');
  await expectAccessible(office);
  await office.goto(members);
  await inDialog(office, 'Mở đợt năm 2020', async () => undefined, 'Mở đợt');
  const row = office.getByRole('row').filter({ has: office.getByRole('button', { name: /^Sửa, / }) });
  const name = await row.first().getByRole('rowheader').textContent();
  await row.first().getByRole('button').click();
  const dialog = office.getByRole('dialog');
  const counts = { 'Tổng số': 10, 'Phải đánh giá': 10, 'Được xếp loại': 10, 'Xuất sắc': 3, Tốt: 7, 'Hoàn thành': 0, 'Không hoàn thành': 0 };
  for (const [label, count] of Object.entries(counts)) await dialog.getByLabel(label, { exact: true }).fill(String(count));
  await dialog.getByRole('button', { name: 'Lưu' }).click();
  await expect(office.getByText(`1 chi bộ vượt trần của mình: ${name}`)).toBeVisible();
  await expect(office.getByText(/^Chưa quyết định được: quy tắc của năm này không cho vượt trần/)).toBeVisible();
  await expect(office.getByRole('button', { name: 'Quyết định cho toàn đảng bộ' })).toHaveCount(0);
  await expectAccessible(office);

  await rules('WARN');
  await office.goto(members);
  await office.getByRole('button', { name: 'Quyết định cho toàn đảng bộ' }).click();
  await expect(dialog.getByLabel('Lý do')).toBeVisible();
  await expect(dialog.getByLabel('Số văn bản')).toBeVisible();
});
