import { expect, test } from '../support/app';

const plan = '/plans/NGOAI?year=2027&period=q1';
const saved = /Đã lưu \d\d:\d\d/;

test('typing survives a lost connection and a reload', async ({ as }) => {
  const page = await as('ngoai');
  await page.goto(plan);
  const cells = page.locator('input[id^="cell-"]');
  // The server hears nothing, before the reload and after it: what is shown then was kept on this machine.
  await page.route('**/api/figures', (route) => route.abort('internetdisconnected'));
  await cells.nth(0).click();
  await page.keyboard.type('321');
  await page.keyboard.press('Enter');
  await expect(page.getByText(/Mất mạng, giữ 1 ô trên máy này/)).toBeVisible();
  await page.reload();
  await expect(cells.nth(0)).toHaveValue('321');
  await expect(page.getByText(/Mất mạng, giữ 1 ô trên máy này/)).toBeVisible();
  await page.unroute('**/api/figures');
  await expect(page.getByText(saved)).toBeVisible();
  await page.reload();
  await expect(cells.nth(0)).toHaveValue('321');
});

test('typing survives a session that ended, and the same person signing in again', async ({ as }) => {
  const page = await as('ngoai');
  await page.goto(plan);
  const cell = page.locator('input[id^="cell-"]').nth(1);
  const cookies = await page.context().cookies();
  await page.context().clearCookies();
  await cell.click();
  await page.keyboard.type('654');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('link', { name: /đăng nhập/i })).toBeVisible();
  await page.context().addCookies(cookies);
  await page.reload();
  await expect(cell).toHaveValue('654');
  await expect(page.getByText(saved)).toBeVisible();
});

test('two people on one cell: nothing is overwritten, both values are shown', async ({ as }) => {
  const [reporter, head] = [await as('ngoai'), await as('truongngoai')];
  await Promise.all([reporter.goto(plan), head.goto(plan)]);
  const cell = (page: typeof reporter) => page.locator('input[id^="cell-"]').nth(2);
  await cell(reporter).click();
  await reporter.keyboard.type('3364');
  await reporter.keyboard.press('Enter');
  await expect(reporter.getByText(saved)).toBeVisible();
  await cell(head).click();
  await head.keyboard.type('3346');
  await head.keyboard.press('Enter');
  const theirs = head.getByRole('button', { name: /3\.364/ });
  await expect(theirs).toBeVisible();
  await expect(head.getByRole('button', { name: /3\.346/ })).toBeVisible();
  await theirs.click();
  await expect(cell(head)).toHaveValue('3.364');
  await reporter.reload();
  await expect(cell(reporter)).toHaveValue('3.364');
});
