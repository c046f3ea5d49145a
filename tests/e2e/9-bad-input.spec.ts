import type { Page } from '@playwright/test';
import { expect, test } from '../support/app';

/** Every refused input gets a clear answer, writes nothing, and is nobody's bug: no 500. */
test('the grid refuses what it cannot take', async ({ as, baseURL }) => {
  const page = await as('truongngoai');
  const { departmentId, periodId, indicatorId } = await placeOf(page);
  const send = (data: unknown, headers: Record<string, string> = {}) =>
    page.request.post('/api/figures', {
      data: typeof data === 'string' ? data : JSON.stringify(data),
      headers: { 'content-type': 'application/json', origin: baseURL ?? '', ...headers },
    });
  const cell = (more: object) => ({ departmentId, periodId, measure: 'PLAN', cells: [{ indicatorId, text: '1', version: 0, ...more }] });

  const wrong: [string, unknown, number][] = [
    ['an object where a text belongs', cell({ text: { not: '' } }), 422],
    ['a list where an id belongs', { ...cell({}), departmentId: [departmentId] }, 422],
    ['an operator where an id belongs', { ...cell({}), periodId: { gt: 0 } }, 422],
    ['an unknown field', { ...cell({}), role: 'ADMIN' }, 422],
    ['a text of 1 MB', cell({ text: 'x'.repeat(1_000_000) }), 413],
    ['a long text', cell({ text: 'x'.repeat(5_000) }), 422],
    ['broken JSON', '{"departmentId":', 422],
    ['no body', '', 422],
    ['another department', { ...cell({}), departmentId: departmentId + 1 }, 404],
    ['an unknown department', { ...cell({}), departmentId: 2_000_000_000 }, 404],
    ['an unknown period', { ...cell({}), periodId: 2_000_000_000 }, 404],
    ['an unknown indicator', cell({ indicatorId: 2_000_000_000 }), 422],
    ['a number beyond 32 bits', { ...cell({}), departmentId: 2 ** 53 }, 422],
    ['the same cell twice', { ...cell({}), cells: [cell({}).cells[0], cell({}).cells[0]] }, 422],
  ];
  for (const [what, data, status] of wrong) {
    const answer = await send(data);
    expect(answer.status(), what).toBe(status);
    expect((await answer.json()).message, what).toMatch(/[À-ỹ]/);
  }
  expect((await send(cell({}), { origin: 'https://la.example' })).status(), 'a foreign page').toBe(403);

  // Kept with a reason, never dropped: NUL, lone surrogates, decomposed Vietnamese, negative counts.
  for (const text of ['-5', 'a\u0000b', '\ud800', 'khoảng'.normalize('NFD'), '=1+1', '１２', 'NaN', '1e309']) {
    const answer = await send(cell({ text, version: 9_999 }));
    expect([200, 409, 422], `${JSON.stringify(text)} → ${answer.status()}`).toContain(answer.status());
  }
});

test('addresses that mean nothing are not found', async ({ as }) => {
  const page = await as('khth');
  for (const path of [
    '/plans/KHONG-CO?year=2026&period=q3',
    '/reports/%00?year=2026&period=q3',
    '/departments/KHONG-CO',
    '/indicators/KHONG_CO',
    '/summary/abc',
    '/summary/1800',
    '/summary/2026/KHONG_CO',
  ])
    expect((await page.goto(path))?.status(), path).toBe(404);
  for (const path of [
    '/plans?year=abc&period=q9',
    '/plans/NOI?year[]=2026&period=q3&tab=xyz',
    '/departments?q=%F0%9F%98%80%00&on=31/02/2026',
    '/indicators?area[]=1',
  ])
    expect((await page.goto(path))?.status(), path).toBe(200);
});

test('a period that is closed and a department that is not there take nothing, and say why', async ({ as, baseURL }) => {
  const page = await as('dq');
  await page.goto('/plans/DQ?year=2025&period=q1');
  await expect(page.getByText(/Đơn vị thành lập ngày 01\/07\/2025, nên kỳ này không có kế hoạch/)).toBeVisible();
  expect((await page.goto('/plans/TKDQ?year=2026&period=q4'))?.status(), 'a department that is not one’s own').toBe(404);
  const planning = await as('khth');
  await planning.goto('/plans/TKDQ?year=2026&period=q4');
  await expect(planning.getByText(/thôi tồn tại từ ngày 01\/07\/2025, nên kỳ này không nhập được/)).toBeVisible();

  const reporter = await as('truongngoai');
  const { departmentId, indicatorId } = await placeOf(reporter);
  await reporter.goto('/plans/NGOAI?year=2025&period=q3');
  await expect(reporter.locator('input[id^="cell-"]:not([readonly])')).toHaveCount(0);
  await planning.goto('/admin/periods?year=2025');
  await planning.getByRole('button', { name: 'Gia hạn cho một đơn vị' }).click();
  const closed = planning.getByRole('dialog').locator('select[name="periodId"] option', { hasText: 'Quý III' }).first();
  const periodId = Number(await closed.getAttribute('value'));
  const answer = await reporter.request.post('/api/figures', {
    data: { departmentId, periodId, measure: 'PLAN', cells: [{ indicatorId, text: '1', version: 0 }] },
    headers: { origin: baseURL ?? '' },
  });
  expect(answer.status()).toBe(409);
  expect((await answer.json()).message).toMatch(/đã khóa|đã nộp/);
});

test('a date is read the day before the month, in a browser of any language', async ({ as }) => {
  const page = await as('khth');
  await page.goto('/departments/NGOAI/change');
  const from = page.getByLabel('Có hiệu lực từ');
  const signed = page.getByLabel('Ngày ký');
  const sent = page.locator('input[name="validFrom"]');
  for (const text of ['5/10/2027', '05-10-27', '05102027', '2027-10-05']) {
    await from.fill(text);
    await from.blur();
    await expect(from).toHaveValue('05/10/2027');
    await expect(sent).toHaveValue('2027-10-05');
  }
  await signed.fill('31/2');
  await signed.blur();
  await expect(page.getByText('Không đọc được ngày này')).toBeVisible();
  await page.getByRole('button', { name: 'Ghi thay đổi' }).click();
  await expect(page.locator('.field.invalid').getByText('Không đọc được ngày này')).toBeVisible();
  await expect(signed).toHaveValue('31/2');
  await expect(from).toHaveValue('05/10/2027');
});

test('a form keeps what was typed and says at the field what it cannot take', async ({ as }) => {
  const page = await as('ngoai');
  await page.goto('/plans/NGOAI?year=2027&period=q1&tab=tasks');
  await page.getByRole('button', { name: 'Thêm nhiệm vụ' }).first().click();
  const dialog = page.getByRole('dialog');
  const content = dialog.getByLabel('Nội dung công việc');
  const product = dialog.getByLabel('Sản phẩm');
  await dialog.getByLabel('Lĩnh vực').selectOption({ index: 1 });
  await dialog.getByLabel('Hạn hoàn thành').fill('2027-03-15');
  await product.fill('01 hội thảo');
  await page.keyboard.press('Escape');
  await expect(dialog.getByText(/chưa lưu\. Nhấn Esc lần nữa thì bỏ/)).toBeVisible();
  await expect(product).toHaveValue('01 hội thảo');
  for (const [text, sentence] of [
    [' \u200b ', 'Chưa điền ô này.'],
    ['dài '.repeat(262_144), /Dài quá 100\.000 chữ/],
    ['a\u0000b', /ký tự/],
    ['x'.repeat(501), /Dài quá 500 ký tự/],
  ] as const) {
    await content.fill(text);
    await dialog.getByRole('button', { name: 'Lưu' }).click();
    await expect(dialog.locator('.field.invalid').getByText(sentence)).toBeVisible();
    await expect(product).toHaveValue('01 hội thảo');
  }
  // The server away: nothing is lost, and once it is back the same press does it.
  await content.fill('Mất mạng giữa chừng');
  await page.context().setOffline(true);
  await dialog.getByRole('button', { name: 'Lưu' }).click();
  await expect(dialog.getByText(/Máy chủ chưa trả lời/)).toBeVisible();
  await expect(content).toHaveValue('Mất mạng giữa chừng');
  await page.context().setOffline(false);
  // Decomposed letters are composed, and two presses are one act.
  const title = `Hội thảo khoa học ${Date.now()}`;
  await content.fill(title.normalize('NFD'));
  await dialog.getByRole('button', { name: 'Lưu' }).dblclick();
  await expect(dialog).toBeHidden();
  await expect(page.getByRole('listitem').filter({ hasText: title.normalize('NFC') })).toHaveCount(1);
});

test('a second tab is told, and the first loses nothing', async ({ as }) => {
  const first = await as('ngoai');
  const second = await first.context().newPage();
  const plan = '/plans/NGOAI?year=2027&period=q1';
  await Promise.all([first.goto(plan), second.goto(plan)]);
  const cell = (page: Page) => page.locator('input[id^="cell-"]').nth(9);
  await cell(first).click();
  await first.keyboard.type('41');
  await first.keyboard.press('Enter');
  await expect(first.getByText(/Đã lưu \d\d:\d\d/)).toBeVisible();
  await cell(second).click();
  await second.keyboard.type('42');
  await second.keyboard.press('Enter');
  await expect(second.getByRole('button', { name: /42/ })).toBeVisible();
  await second.getByRole('button', { name: /41/ }).click();
  await expect(cell(second)).toHaveValue(/^41/);
  await first.reload();
  await expect(cell(first)).toHaveValue(/^41/);
});

async function placeOf(page: Page) {
  await page.goto('/plans/NGOAI?year=2027&period=q1');
  const [request] = await Promise.all([
    page.waitForRequest('**/api/figures'),
    (async () => {
      const cell = page.locator('input[id^="cell-"]').nth(5);
      const before = await cell.inputValue();
      await cell.click();
      await page.keyboard.type(before.startsWith('77') ? '78' : '77');
      await page.keyboard.press('Enter');
    })(),
  ]);
  const { departmentId, periodId, cells } = request.postDataJSON();
  return { departmentId, periodId, indicatorId: cells[0].indicatorId };
}
