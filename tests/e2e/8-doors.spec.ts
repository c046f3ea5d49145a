import type { Page } from '@playwright/test';
import { expect, expectAccessible, test } from '../support/app';

/** What is read by name or sum of the Party; the director reads the sums alone. */
const PARTY = [
  '/party',
  '/party/ratings',
  '/party/counts',
  '/party/figures',
  '/party/commendations',
  '/party/papers',
  '/party/bodies',
  '/party/rules',
];
const BY_NAME = PARTY.filter((path) => path !== '/party');

/** The award desk: what is given is the whole hospital's to know; what is a department's, the council's, the desk's. */
const AWARDS = [
  '/awards',
  '/awards/decisions',
  '/awards/due',
  '/awards/catalogue',
  '/awards/catalogue/CSTDCS',
  '/awards/movements',
  '/awards/bloc',
];
const PROPOSING = ['/awards/proposals/new', '/awards/proposals/meeting'];
const COUNCIL = ['/awards/proposals/council', '/awards/proposals/decide'];
const DESK = ['/awards/decisions/new', '/awards/historic', '/awards/import'];
const STAFF = '/awards/staff';
const PROPOSALS = '/awards/proposals';

const PAGES = [
  '/',
  '/plans',
  '/reports',
  '/review',
  '/tasks',
  '/contingency-plans',
  '/people',
  '/departments',
  '/indicators',
  '/summary/2026',
  ...PARTY,
  '/admin/party-access',
  ...AWARDS,
  STAFF,
  PROPOSALS,
  ...PROPOSING,
  ...COUNCIL,
  ...DESK,
  '/meetings',
  '/research',
  '/admin/accounts',
  '/admin/periods',
  '/account',
];

/** Written from the rules of the house: which doors stay closed (404) for whom. */
const ALL_AWARDS = [...AWARDS, STAFF, PROPOSALS, ...PROPOSING, ...COUNCIL, ...DESK];
const WORK = ['/plans', '/reports', '/tasks', '/review'];
const OFFICES = ['/admin/party-access', '/admin/accounts', '/admin/periods'];
const CLOSED: Record<string, string[]> = {
  quantri: [...WORK, ...PARTY, ...ALL_AWARDS, '/meetings', '/admin/periods'],
  khth: [...PARTY, '/admin/party-access', '/admin/accounts', STAFF, PROPOSALS, ...PROPOSING, ...COUNCIL, ...DESK],
  giamdoc: ['/review', '/people', ...BY_NAME, ...OFFICES, ...PROPOSING, ...COUNCIL, ...DESK],
  vpdu: [...WORK, '/people', ...ALL_AWARDS, '/meetings', ...OFFICES],
  tdkt: [...WORK, ...PARTY, ...OFFICES],
  congdoan: [...WORK, '/people', ...PARTY, ...OFFICES, STAFF, PROPOSALS, ...PROPOSING, ...COUNCIL, ...DESK],
  noi: ['/review', '/people', ...PARTY, ...OFFICES, STAFF, ...COUNCIL, ...DESK],
  truongnoi: ['/review', '/people', ...PARTY, ...OFFICES, ...COUNCIL, ...DESK],
};

test('the anonymous are sent to sign in; the API says 401', async ({ request }) => {
  for (const path of PAGES) {
    const answer = await request.get(path, { maxRedirects: 0 });
    expect(answer.status(), path).toBe(307);
    expect(answer.headers().location, path).toContain('/sign-in');
  }
  for (const path of ['/api/v1/summary/2026', '/api/v1/search?q=noi', '/api/figures/history?departmentId=5'])
    expect((await request.get(path)).status(), path).toBe(401);
  expect((await request.post('/api/figures', { data: {} })).status()).toBe(401);
  const tricks: Record<string, string>[] = [
    { purpose: 'prefetch' },
    { 'next-router-prefetch': '1' },
    { rsc: '1' },
    { 'x-middleware-subrequest': 'src/middleware:src/middleware' },
  ];
  for (const headers of tricks) {
    const answer = await request.get('/plans', { headers, maxRedirects: 0 });
    expect(answer.status(), JSON.stringify(headers)).toBe(307);
  }
  expect((await request.get('/api/livez')).status()).toBe(200);
  expect((await request.get('/api/readyz')).status()).toBe(200);
});

test('every answer carries its security headers, and scripts need the nonce', async ({ as }) => {
  const page = await as('khth');
  for (const path of [...PAGES, '/khong-co-trang-nay', '/api/v1/summary/2026', '/api/livez']) {
    const answer = await page.request.get(path);
    const headers = answer.headers();
    expect(headers['x-content-type-options'], path).toBe('nosniff');
    expect(headers['x-frame-options'], path).toBe('DENY');
    const policy = headers['content-security-policy'] ?? '';
    const scripts = /script-src ([^;]*)/.exec(policy)?.[1] ?? '';
    expect(scripts, path).toContain("'nonce-");
    expect(scripts, path).not.toMatch(/unsafe-(inline|eval)/);
  }
});

/** How many roles have had a page examined: two of them see what its roles make of it, and the journeys of each role examine their own. */
const examined = new Map<string, number>();
async function examine(page: Page, path: string): Promise<void> {
  const times = examined.get(path) ?? 0;
  if (times >= 2) return;
  examined.set(path, times + 1);
  await expectAccessible(page);
}

for (const [username, closed] of Object.entries(CLOSED)) {
  test(`${username} sees its own doors only, and every open page is accessible`, async ({ as }) => {
    test.setTimeout(180_000);
    const page = await as(username);
    for (const path of PAGES) {
      const answer = await page.goto(path);
      expect(answer?.status(), `${username} on ${path}`).toBe(closed.includes(path) ? 404 : 200);
      if (!closed.includes(path)) await examine(page, path);
    }
    await page.goto('/');
    const doors = await page
      .getByRole('navigation')
      .first()
      .getByRole('link')
      .evaluateAll((links) => links.map((link) => link.getAttribute('href')));
    expect(doors.filter((href) => href !== null && closed.includes(href))).toEqual([]);
  });
}

test('the search finds a department by its former name, without marks', async ({ as }) => {
  const page = await as('khth');
  await page.goto('/');
  // A key pressed before the page's script runs is nobody's; whoever it happens to presses again.
  await expect(async () => {
    await page.keyboard.press('Control+k');
    await expect(page.getByRole('combobox')).toBeVisible({ timeout: 2_000 });
  }).toPass();
  await page.getByRole('combobox').fill('phong y vu');
  await expect(page.getByRole('option', { name: /Phòng Kế hoạch tổng hợp/ })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Phòng Kế hoạch tổng hợp');
});
