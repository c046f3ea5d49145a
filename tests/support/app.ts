import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { type BrowserContext, test as base, expect, type Page } from '@playwright/test';

export { expect };

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
type Cookies = Awaited<ReturnType<BrowserContext['cookies']>>;
const signedIn = new Map<string, Cookies>();

type Fixtures = {
  /** A page of its own for this account of the sample; the form is walked once in its own journey, elsewhere the session is asked for directly. */
  as(username: string): Promise<Page>;
};

export const test = base.extend<Fixtures>({
  as: async ({ browser, baseURL }, use) => {
    const contexts: BrowserContext[] = [];
    await use(async (username) => {
      const context = await browser.newContext({ baseURL });
      contexts.push(context);
      const cookies = signedIn.get(username) ?? (await signIn(context, username));
      signedIn.set(username, cookies);
      await context.addCookies(cookies);
      const page = await context.newPage();
      page.on('console', (message) => {
        if (/Content Security Policy/.test(message.text())) throw new Error(message.text());
      });
      return page;
    });
    await Promise.all(contexts.map((context) => context.close()));
  },
});

/** Opens a session the way any client does: the anti-forgery token, then the credentials. */
export async function signIn(context: BrowserContext, username: string, password = process.env.E2E_PASSWORD ?? ''): Promise<Cookies> {
  const { csrfToken } = await (await context.request.get('/api/auth/csrf')).json();
  const answer = await context.request.post('/api/auth/callback/credentials', {
    form: { csrfToken, username, password, json: 'true' },
    maxRedirects: 0,
  });
  expect(answer.status(), `sign-in of ${username}`).toBeLessThan(400);
  const cookies = await context.cookies();
  expect(
    cookies.some(({ name }) => name.endsWith('tong-ket.session')),
    `session of ${username}`,
  ).toBe(true);
  return cookies;
}

/** axe on the page as it stands, in both themes: WCAG 2.2 A and AA. A page that is still arriving (its title comes with its content) is awaited. */
export async function expectAccessible(page: Page): Promise<void> {
  await expect(page).toHaveTitle(/\S/);
  for (const theme of ['light', 'dark']) {
    await page.evaluate((value) => {
      document.documentElement.dataset.theme = value;
    }, theme);
    await page.evaluate(axeSource);
    const findings = await page.evaluate(async () => {
      type Axe = {
        run(
          context: Document,
          options: object,
        ): Promise<{ violations: { id: string; nodes: { target: string[]; failureSummary?: string }[] }[] }>;
      };
      const { axe } = window as unknown as { axe: Axe };
      const { violations } = await axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] });
      return violations.flatMap(({ id, nodes }) =>
        nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')} ${failureSummary ?? ''}`),
      );
    });
    expect(findings, `axe in the ${theme} theme on ${page.url()}`).toEqual([]);
  }
}

/** A calendar day from today in Việt Nam, as a date field takes it. */
export function daysFromToday(days: number): string {
  return new Date(Date.now() + 7 * 3_600_000 + days * 86_400_000).toISOString().slice(0, 10);
}

export const dayInVietnam = () => daysFromToday(0);

/** The texts of one column of a sheet, beside the cells that one fills. */
export async function columnOf(page: Page, heading: string): Promise<string[]> {
  const headings = (await page.getByRole('columnheader').allInnerTexts()).map((text) => text.trim().replace(/\s+/g, ' '));
  const rows = page.getByRole('row').filter({ has: page.locator('input[id^="cell-"]') });
  const texts = await rows.locator(`:scope > :nth-child(${headings.indexOf(heading) + 1})`).allTextContents();
  return texts.map((text) => text.trim());
}

/** What Excel puts on the clipboard, pasted into the focused cell by the keyboard, through the browser's own clipboard. */
export async function pasteBlock(page: Page, rows: string[][]): Promise<void> {
  const text = `${rows.map((row) => row.join('\t')).join('\r\n')}\r\n`;
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.evaluate((block) => navigator.clipboard.writeText(block), text);
  await page.keyboard.press('Control+v');
}
