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

async function placeOf(page: Page) {
  await page.goto('/plans/NGOAI?year=2027&period=q1');
  const [request] = await Promise.all([
    page.waitForRequest('**/api/figures'),
    (async () => {
      await page.locator('input[id^="cell-"]').nth(5).click();
      await page.keyboard.type('77');
      await page.keyboard.press('Enter');
    })(),
  ]);
  const { departmentId, periodId, cells } = request.postDataJSON();
  return { departmentId, periodId, indicatorId: cells[0].indicatorId };
}
