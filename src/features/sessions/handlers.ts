import 'server-only';
import { cookies, headers } from 'next/headers';
import { NextRequest, NextResponse } from 'next/server';
import NextAuth from 'next-auth';
import { decode, encode } from 'next-auth/jwt';
import { z } from 'zod';
import { id } from '@/domain/input';
import { authOptions, CALLBACK_COOKIE } from '@/server/auth-options';
import { env } from '@/server/env';
import { liveSession } from '@/server/live-session';
import { logError } from '@/server/log';
import { oneAtATheDoor } from '@/server/passwords';
import { readBody } from '@/server/read-body';
import { requestOrigin } from '@/server/request';
import { runCommand } from '@/server/run-command';
import { currentSession } from '@/server/session';
import { isHttps } from '@/server/session-cookie';
import { endOwnSession, signIn } from './commands';
import { pathAfterSignIn } from './rules';

/** What of next-auth is open; the rest of its paths do not exist here. */
const PATHS = /^(GET (csrf|session|providers|signin|signout|error)|POST (signout|callback\/credentials))$/;
const MAXIMUM_BYTES = 16 * 1024;
const NO_STORE = { 'Cache-Control': 'private, no-store' };

type Outcome = { refused?: { left: number; waitSeconds: number }; failed?: string; accountId?: number };

/**
 * `/api/auth/*`: next-auth, with what it would stumble over taken out before (it throws on unreadable bodies and addresses), and with
 * the count of tries added to where a refused sign-in leads: `/sign-in?error=CredentialsSignin&left=3` or `&wait=540`; `?error=Unavailable&code=…` when it failed.
 */
export async function authenticate(request: NextRequest, context: { params: Promise<{ nextauth: string[] }> }): Promise<Response> {
  const { nextauth } = await context.params;
  const path = nextauth.join('/');
  if (!PATHS.test(`${request.method} ${path}`)) return new NextResponse(null, { status: 404 });
  const readable = await readableRequest(request);
  if (!readable) return unreadable();
  const outcome: Outcome = {};
  const response: Response = await NextAuth(
    readable.request,
    context,
    authOptions({ authorize: (credentials) => authorize(credentials, outcome), signedOut, landing: pathAfterSignIn }),
  );
  if (outcome.refused || outcome.failed) return leadBack(response, outcome, readable.callbackUrl);
  if (outcome.accountId !== undefined) response.headers.append('Set-Cookie', await knownBrowserCookie(outcome.accountId));
  return response;
}

/** next-auth writes what is thrown here into an address: nothing may be thrown. */
async function authorize(credentials: { username: string; password: string }, outcome: Outcome): Promise<{ sessionId: string } | null> {
  try {
    const [{ userAgent }, knownAccountId, earlier] = await Promise.all([requestOrigin(), knownAccount(), currentSession()]);
    const result = await oneAtATheDoor(() => runCommand(signIn, { ...credentials, userAgent, knownAccountId }, null));
    if (!result.ok) {
      outcome.refused = result;
      return null;
    }
    if (earlier) await runCommand(endOwnSession, { sessionId: earlier.id }, earlier);
    outcome.accountId = result.accountId;
    return result;
  } catch (error) {
    outcome.failed = logError('account.signIn', error);
    return null;
  }
}

async function signedOut(sessionId: string): Promise<void> {
  const session = z.uuid().safeParse(sessionId).success ? await liveSession(sessionId, new Date()) : null;
  if (session) await runCommand(endOwnSession, { sessionId }, session);
}

// ---- what comes in ----

const FIELDS = ['csrfToken', 'username', 'password', 'json'];
const fields = z.record(z.string(), z.unknown());

/** The same request with only what next-auth may read, all of it text; null when the body or its cookie cannot be read. */
async function readableRequest(request: NextRequest): Promise<{ request: NextRequest; callbackUrl: string } | null> {
  const callbackCookie = (await cookies()).get(CALLBACK_COOKIE)?.value;
  if (callbackCookie && !(/^https?:\/\//.test(callbackCookie) && URL.canParse(callbackCookie))) return null;
  const sent = request.method === 'POST' ? await readFields(request) : {};
  if (!sent) return null;
  const callbackUrl = await ownPath(sent.callbackUrl ?? request.nextUrl.searchParams.get('callbackUrl'));
  const url = new URL(request.nextUrl.pathname, request.url);
  const error = request.nextUrl.searchParams.get('error');
  if (error && /^[A-Za-z]{1,40}$/.test(error)) url.searchParams.set('error', error);
  if (request.method !== 'POST') {
    if (callbackUrl !== '/') url.searchParams.set('callbackUrl', callbackUrl);
    return { request: new NextRequest(url), callbackUrl };
  }
  const body = new URLSearchParams({ callbackUrl });
  for (const name of FIELDS) {
    const value = sent[name];
    if (typeof value === 'string') body.set(name, value);
    if (name === 'json' && value === true) body.set(name, 'true');
  }
  return { request: new NextRequest(url, { method: 'POST', body }), callbackUrl };
}

async function readFields(request: NextRequest): Promise<{ [name: string]: unknown } | null> {
  const text = await readBody(request, MAXIMUM_BYTES);
  if (text === null) return null;
  if (!request.headers.get('content-type')?.includes('application/json')) return Object.fromEntries(new URLSearchParams(text));
  try {
    return fields.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}

/** A path of this site; a whole address counts when it names the host that was asked. */
async function ownPath(wanted: unknown): Promise<string> {
  if (typeof wanted !== 'string') return '/';
  const asked = await headers();
  const hosts = [asked.get('x-forwarded-host'), asked.get('host')];
  const whole = /^https?:\/\//.test(wanted) && URL.canParse(wanted) ? new URL(wanted) : null;
  return pathAfterSignIn(whole && hosts.includes(whole.host) ? whole.pathname + whole.search : wanted);
}

// ---- what goes out ----

async function unreadable(): Promise<Response> {
  (await cookies()).delete(CALLBACK_COOKIE);
  return new NextResponse(null, { status: 400 });
}

/** Back to the sign-in page with what to say there; next-auth's own answer says only that it was refused. */
async function leadBack(response: Response, { refused, failed }: Outcome, callbackUrl: string): Promise<Response> {
  const location = response.headers.get('Location');
  const { url } = location ? { url: location } : z.object({ url: z.url() }).parse(await response.json());
  const signInPage = new URL('/sign-in', url);
  signInPage.searchParams.set('error', failed ? 'Unavailable' : 'CredentialsSignin');
  if (failed) signInPage.searchParams.set('code', failed);
  if (refused?.waitSeconds) signInPage.searchParams.set('wait', String(refused.waitSeconds));
  else if (refused) signInPage.searchParams.set('left', String(refused.left));
  if (callbackUrl !== '/') signInPage.searchParams.set('callbackUrl', callbackUrl);
  if (location) {
    response.headers.set('Location', signInPage.href);
    return response;
  }
  return NextResponse.json({ url: signInPage.href }, { status: failed ? 503 : 401, headers: { ...NO_STORE } });
}

// ---- the browsers that an account knows ----

const BROWSER_COOKIE = 'tong-ket.browser';
const BROWSER_SECONDS = 180 * 86_400;
const known = z.object({ account: id });
const browserKey = () => ({ secret: env().NEXTAUTH_SECRET, salt: 'browser' });

/** Says which account's password this browser has given. It opens nothing: it only keeps strangers' tries apart from its owner's. */
async function knownBrowserCookie(account: number): Promise<string> {
  const value = await encode({ ...browserKey(), token: { account }, maxAge: BROWSER_SECONDS });
  const secure = isHttps() ? '; Secure' : '';
  return `${BROWSER_COOKIE}=${value}; Path=/api/auth; Max-Age=${BROWSER_SECONDS}; HttpOnly; SameSite=Lax${secure}`;
}

async function knownAccount(): Promise<number | null> {
  const token = (await cookies()).get(BROWSER_COOKIE)?.value;
  const claims = token ? await decode({ ...browserKey(), token }).catch(() => null) : null;
  return known.safeParse(claims).data?.account ?? null;
}
