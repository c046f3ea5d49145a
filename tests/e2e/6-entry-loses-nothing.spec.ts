import type { Page } from '@playwright/test';
import { daysFromToday, expect, pasteBlock, signIn, test } from '../support/app';
import { ask, storedFigure } from '../support/hospital-database';
import { startSecondInstance } from '../support/second-instance';

const plan = '/plans/NGOAI?year=2027&period=q1';
const saved = /Đã lưu \d\d:\d\d/;
const offline = /Mất mạng, giữ \d+ ô trên máy này/;
const cellsOf = (page: Page) => page.locator('input[id^="cell-"]');
/** What the database holds of the cell in this place of the sheet. */
const stored = async (page: Page, at: number) => storedFigure('NGOAI', 2027, 1, 'PLAN', await cellsOf(page).nth(at).getAttribute('id'));
const type = async (page: Page, at: number, text: string) => {
  await cellsOf(page).nth(at).click();
  await page.keyboard.type(text);
  await page.keyboard.press('Enter');
};
const cut = (page: Page) => page.route('**/api/figures', (route) => route.abort('internetdisconnected'));

test('typing survives a lost connection, a reload and a crash of the tab', async ({ as }) => {
  const page = await as('ngoai');
  await page.goto(plan);
  // The server hears nothing, before the reload and after it: what is shown then was kept on this machine.
  await cut(page);
  await type(page, 0, '321');
  await expect(page.getByText(offline)).toBeVisible();
  await page.reload();
  await expect(cellsOf(page).nth(0)).toHaveValue('321');
  expect(await stored(page, 0)).toBeNull();

  const session = await page.context().newCDPSession(page);
  void session.send('Page.crash').catch(() => {});
  await page.waitForEvent('crash');
  const again = await page.context().newPage();
  await cut(again);
  await again.goto(plan);
  await expect(cellsOf(again).nth(0)).toHaveValue('321');
  await expect(again.getByText(offline)).toBeVisible();
  await again.unroute('**/api/figures');
  await expect(again.getByText(saved)).toBeVisible();
  expect(await stored(again, 0)).toEqual({ value: '321', draft: null, version: 1 });
});

test('a save whose answer was lost has one effect', async ({ as }) => {
  const page = await as('ngoai');
  await page.goto(plan);
  let posts = 0;
  await page.route('**/api/figures', async (route) => {
    posts += 1;
    if (posts > 1) return route.continue();
    await route.fetch();
    await route.abort('connectionreset');
  });
  await type(page, 3, '77');
  await expect(page.getByText(saved)).toBeVisible();
  expect(posts).toBeGreaterThan(1);
  expect(await stored(page, 3)).toEqual({ value: '77', draft: null, version: 1 });
});

test('typing survives a session that ended: the same person signs in again and has it, another person never sees it', async ({ as }) => {
  const page = await as('ngoai');
  const password = process.env.E2E_PASSWORD ?? '';
  await page.goto(plan);
  await page.context().clearCookies();
  await type(page, 1, '654');
  await expect(page.getByRole('link', { name: /đăng nhập/i })).toBeVisible();

  // Somebody else at the same machine.
  await signIn(page.context(), 'truongngoai');
  await page.goto(plan);
  await expect(cellsOf(page).nth(1)).toHaveValue('');
  await expect(page.getByText(/lấy lại/)).toBeHidden();

  await page.context().clearCookies();
  await page.goto(plan);
  await page.getByLabel('Tên đăng nhập').fill('ngoai');
  await page.getByLabel('Mật khẩu', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Đăng nhập', exact: true }).click();
  await expect(cellsOf(page).nth(1)).toHaveValue('654');
  await expect(page.getByText(/Đã lấy lại 1 ô bạn gõ trước đó/)).toBeVisible();
  await expect(page.getByText(saved)).toBeVisible();
  expect(await stored(page, 1)).toEqual({ value: '654', draft: null, version: 1 });
});

test('two people on one cell: nothing is overwritten, both values are shown', async ({ as }) => {
  const [reporter, head] = [await as('ngoai'), await as('truongngoai')];
  await Promise.all([reporter.goto(plan), head.goto(plan)]);
  await type(reporter, 2, '3364');
  await expect(reporter.getByText(saved)).toBeVisible();
  await type(head, 2, '3346');
  const theirs = head.getByRole('button', { name: /3\.364/ });
  await expect(theirs).toBeVisible();
  await expect(head.getByRole('button', { name: /3\.346/ })).toBeVisible();
  expect(await stored(head, 2)).toEqual({ value: '3364', draft: null, version: 1 });
  await theirs.click();
  await expect(cellsOf(head).nth(2)).toHaveValue('3.364');
  await reporter.reload();
  await expect(cellsOf(reporter).nth(2)).toHaveValue('3.364');
});

test('a block from Excel, by the real clipboard, and its undo, both in the database', async ({ as }) => {
  const page = await as('ngoai');
  await page.goto(plan);
  await cellsOf(page).nth(4).click();
  await pasteBlock(page, [['1.234'], ['45,5']]);
  await expect(cellsOf(page).nth(4)).toHaveValue('1.234');
  await expect(cellsOf(page).nth(5)).toHaveValue('45,5');
  await expect(page.getByText(saved)).toBeVisible();
  await expect.poll(async () => (await stored(page, 5))?.value).toBe('45.5');
  await page.keyboard.press('Control+z');
  await expect(cellsOf(page).nth(5)).toHaveValue('');
  await expect.poll(async () => (await stored(page, 5))?.value).toBeNull();
  expect((await stored(page, 4))?.value).toBeNull();
});

test('a deadline that passes while one types keeps the typing and says what to do', async ({ as }) => {
  const planning = await as('khth');
  await planning.goto('/admin/periods?year=2028');
  await planning.getByRole('button', { name: 'Mở Quý I', exact: true }).click();
  const dialog = planning.getByRole('dialog');
  for (const name of ['Kế hoạch', 'Báo cáo']) {
    const dates = dialog.getByRole('group', { name });
    await dates.getByLabel('Mở từ ngày').fill(daysFromToday(0));
    await dates.getByLabel('Hạn nộp').fill(daysFromToday(3));
    await dates.getByLabel('Ngày khóa').fill(daysFromToday(5));
  }
  await dialog.getByRole('button', { name: 'Mở Quý I' }).click();
  await expect(dialog).toBeHidden();

  const page = await as('ngoai');
  await page.goto('/plans/NGOAI?year=2028&period=q1');
  const field = await cellsOf(page).nth(0).getAttribute('id');
  // The lock day comes while the page is open.
  await ask(
    `UPDATE period_deadline SET opens_at = now() - interval '3 day', due_at = now() - interval '2 day', lock_at = now() - interval '1 minute'
     WHERE kind = 'PLAN' AND period_id = (SELECT id FROM period WHERE kind = 'QUARTER' AND year = 2028 AND index = 1)`,
  );
  await type(page, 0, '432');
  await expect(page.getByText(/Chưa lưu 1 ô: .*gia hạn/)).toBeVisible();
  await expect(cellsOf(page).nth(0)).toHaveValue('432');
  expect(await storedFigure('NGOAI', 2028, 1, 'PLAN', field)).toBeNull();
  await page.reload();
  await expect(page.getByText(/bạn đã gõ 432 trước đó/)).toBeVisible();

  // Planning gives more time; what was typed is there and goes on to the server.
  await ask(
    `UPDATE period_deadline SET lock_at = now() + interval '5 day'
     WHERE kind = 'PLAN' AND period_id = (SELECT id FROM period WHERE kind = 'QUARTER' AND year = 2028 AND index = 1)`,
  );
  await page.reload();
  await expect(cellsOf(page).nth(0)).toHaveValue('432');
  await expect(page.getByText(saved)).toBeVisible();
  expect((await storedFigure('NGOAI', 2028, 1, 'PLAN', field))?.value).toBe('432');
});

test('fifty saves of one cell at once, on two servers: one is kept, every other person is told whose', async ({ as, baseURL }) => {
  const page = await as('ngoai');
  await page.goto(plan);
  const field = (await cellsOf(page).nth(6).getAttribute('id')) ?? '';
  const [place] = await ask<{ departmentId: number; periodId: number; accountId: number }>(
    `SELECT d.id AS "departmentId", p.id AS "periodId", a.id AS "accountId" FROM department d, period p, account a
     WHERE d.code = 'NGOAI' AND p.kind = 'QUARTER' AND p.year = 2027 AND p.index = 1 AND a.username = 'ngoai'`,
  );
  if (!place) throw new Error('no such sheet');
  const second = await startSecondInstance();
  try {
    const { accountId, ...sheet } = place;
    const cookie = (await page.context().cookies()).map(({ name, value }) => `${name}=${value}`).join('; ');
    const answers = await Promise.all(
      Array.from({ length: 50 }, async (_, index) => {
        const origin = index % 2 === 0 ? String(baseURL) : second.baseURL;
        const answer = await fetch(`${origin}/api/figures`, {
          method: 'POST',
          headers: {
            cookie,
            origin,
            'content-type': 'application/json',
            'idempotency-key': crypto.randomUUID(),
            'x-account': String(accountId),
          },
          body: JSON.stringify({
            ...sheet,
            measure: 'PLAN',
            cells: [{ indicatorId: Number(field.replace('cell-c', '')), text: String(10 + index), version: 0, source: 'TYPED' }],
          }),
        });
        expect(answer.status).toBe(200);
        const { saved: kept, conflicts } = (await answer.json()) as {
          saved: { text: string }[];
          conflicts: { theirs: { text: string; by: string } }[];
        };
        return { typed: String(10 + index), kept, conflicts };
      }),
    );
    const winners = answers.filter(({ kept }) => kept.length === 1);
    expect(winners).toHaveLength(1);
    const winner = winners[0]?.typed ?? '';
    const losers = answers.filter(({ conflicts }) => conflicts.length === 1);
    expect(losers).toHaveLength(49);
    for (const { conflicts } of losers) expect(Number(conflicts[0]?.theirs.text.replace(',', '.'))).toBe(Number(winner));
    expect(await stored(page, 6)).toEqual({ value: winner, draft: null, version: 1 });
  } finally {
    await second.stop();
  }
});
