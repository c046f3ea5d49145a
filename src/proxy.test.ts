import { NextRequest } from 'next/server';
import { describe, expect, it } from 'vitest';
import { config, proxy } from './proxy';

process.env.RUNTIME_DATABASE_URL ??= 'postgresql://nobody@localhost/none';

type Asked = { method?: string; headers?: Record<string, string>; signedIn?: boolean };
const ask = (path: string, { method = 'GET', headers = {}, signedIn = false }: Asked = {}) =>
  proxy(
    new NextRequest(`http://hospital.test${path}`, {
      method,
      headers: { host: 'hospital.test', ...(signedIn ? { cookie: 'tong-ket.session=anything' } : {}), ...headers },
    }),
  );
const passes = (path: string, asked: Asked = {}) => ask(path, asked).headers.get('x-middleware-next') === '1';

it.each(['/party/ratings/%E0%A4%A', '/api/party/papers/%', '/departments/%ff'])(
  'an address that cannot be read is refused, not a failure: %s',
  (path) => {
    for (const signedIn of [false, true]) expect(ask(path, { signedIn }).status).toBe(400);
    expect(passes('/departments/N%E1%BB%99i', { signedIn: true })).toBe(true);
  },
);

describe('the anonymous', () => {
  it.each(['/', '/plans', '/reports/noi?year=2026&period=q3', '/admin/accounts', '/first-password', '/setup', '/setup/a/b', '/sign-in/x'])(
    'are sent from %s to sign in, and back afterwards',
    (path) => {
      const response = ask(path);
      expect(response.status).toBe(307);
      const location = new URL(response.headers.get('location') ?? '');
      expect(location.pathname).toBe('/sign-in');
      expect(location.searchParams.get('callbackUrl')).toBe(path === '/' ? null : path);
    },
  );
  it.each(['/api/v1/summary/2026', '/api/figures', '/api/auth', '/api/readyz/x'])('get 401 in JSON from %s', async (path) => {
    const response = ask(path);
    expect(response.status).toBe(401);
    expect(await response.json()).toEqual({ message: expect.stringContaining('Đăng nhập lại') });
  });
  it.each(['/sign-in', '/setup/abc', '/api/auth/csrf', '/api/auth/callback/credentials', '/api/livez', '/api/readyz'])(
    'may open %s',
    (path) => {
      expect(passes(path)).toBe(true);
    },
  );
  it.each([
    ['purpose', 'prefetch'],
    ['next-router-prefetch', '1'],
    ['x-middleware-subrequest', 'src/proxy:src/proxy:src/proxy'],
    ['rsc', '1'],
  ])('gain nothing with the header %s', (name, value) => {
    expect(ask('/plans', { headers: { [name]: value } }).status).toBe(307);
  });
  it('hear from the action itself that the session has ended, so that typed text stays', () => {
    expect(passes('/plans', { method: 'POST', headers: { 'next-action': 'abc' } })).toBe(true);
  });
});

describe('every answer', () => {
  const answers = [
    ask('/plans'),
    ask('/plans', { signedIn: true }),
    ask('/api/figures'),
    ask('/x', { method: 'POST', headers: { origin: 'http://evil.test' } }),
  ];
  it('carries a content policy and an id of its own', () => {
    const policies = answers.map(({ headers }) => headers.get('content-security-policy'));
    expect(policies.every((policy) => policy?.includes("'strict-dynamic'"))).toBe(true);
    expect(new Set(policies).size).toBe(answers.length);
    expect(new Set(answers.map(({ headers }) => headers.get('x-request-id'))).size).toBe(answers.length);
  });
  it('takes neither id nor path nor policy from the caller', () => {
    const { headers } = ask('/plans', {
      signedIn: true,
      headers: { 'x-request-id': 'mine', 'x-path': '/evil', 'content-security-policy': "script-src 'nonce-mine'", 'x-nonce': 'mine' },
    });
    expect(headers.get('x-middleware-request-x-path')).toBe('/plans');
    expect(headers.get('x-middleware-request-x-request-id')).toBe(headers.get('x-request-id'));
    expect(headers.get('x-middleware-request-content-security-policy')).toBe(headers.get('content-security-policy'));
    expect(headers.get('content-security-policy')).toContain(`'nonce-${headers.get('x-middleware-request-x-nonce')}'`);
  });
});

describe('early refusals', () => {
  const post = (headers: Record<string, string>) => ask('/api/figures', { method: 'POST', signedIn: true, headers });
  it('turn away what another site’s page sends', () => {
    expect(post({ origin: 'http://evil.test' }).status).toBe(403);
    expect(post({ origin: 'null' }).status).toBe(403);
    expect(post({ 'sec-fetch-site': 'cross-site' }).status).toBe(403);
    expect(post({ 'sec-fetch-site': 'same-site', origin: 'http://other.hospital.test' }).status).toBe(403);
    expect(post({ 'sec-fetch-site': 'same-origin', origin: 'http://hospital.test' }).status).toBe(200);
    expect(post({}).status).toBe(200);
  });
  it('turn away more than a megabyte', () => {
    expect(post({ 'content-length': '1048577' }).status).toBe(413);
    expect(post({ 'content-length': '1048576' }).status).toBe(200);
  });
});

it('runs for every path but built files and icons, whatever the headers', () => {
  expect(config.matcher).toHaveLength(1);
  const [matcher = ''] = config.matcher;
  const runs = (path: string) => new RegExp(`^${matcher}$`).test(path);
  for (const path of ['/', '/plans', '/api/figures', '/_next/image', '/_next/static', '/favicon.icon', '/icon.svg/x', '/a/favicon.ico'])
    expect(runs(path)).toBe(true);
  for (const path of ['/_next/static/chunks/a.js', '/favicon.ico', '/icon.svg']) expect(runs(path)).toBe(false);
});

describe('the sign-in form', () => {
  const cookieOf = (response: Response) => response.headers.get('set-cookie')?.match(/tong-ket\.csrf=([^;]+)/)?.[1];
  it('gets a token and the cookie that goes with it, and keeps a good one', () => {
    const first = ask('/sign-in');
    const cookie = cookieOf(first);
    const token = first.headers.get('x-middleware-request-x-csrf-token');
    expect(decodeURIComponent(cookie ?? '').split('|')[0]).toBe(token);
    expect(first.headers.get('set-cookie')).toMatch(/HttpOnly/i);
    const again = ask('/sign-in', { headers: { cookie: `tong-ket.csrf=${cookie}`, 'x-csrf-token': 'mine' } });
    expect([cookieOf(again), again.headers.get('x-middleware-request-x-csrf-token')]).toEqual([undefined, token]);
    expect(cookieOf(ask('/sign-in', { headers: { cookie: `tong-ket.csrf=${'a'.repeat(64)}%7C${'b'.repeat(64)}` } }))).toBeDefined();
  });
});
