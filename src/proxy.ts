import { randomBytes, randomUUID } from 'node:crypto';
import { type NextRequest, NextResponse } from 'next/server';
import { LOCALE_COOKIE } from '@/i18n/messages';
import en from '@/i18n/messages/en/common.json';
import vi from '@/i18n/messages/vi/common.json';
import { contentPolicy } from '@/server/content-policy';
import { csrfPair } from '@/server/csrf';
import { env } from '@/server/env';
import { isForeignOrigin } from '@/server/request';
import { csrfCookieName, isHttps, sessionCookieName } from '@/server/session-cookie';

const MAXIMUM_BYTES = 1024 * 1024;
const READING = ['GET', 'HEAD', 'OPTIONS'];

/** What the anonymous may open: signing in, the one-time link, and whether the server is alive. */
const OPEN = /^\/(sign-in|setup\/[^/]+|api\/auth\/.+|api\/livez|api\/readyz)$/;

/**
 * Everything but built files, the browser's icon, and the files that people attach; no condition on headers, which a caller could write.
 * Next keeps the body of what passes here in memory and cuts it at a limit without a word: uploads go round it, and their handler
 * (features/attachments/handlers.ts) asks for session and origin itself, counts while it reads, and sets its own policy.
 */
export const config = { matcher: ['/((?!_next/static/|favicon\\.ico$|icon\\.svg$|api/attachments(?:/|$)).*)'] };

/**
 * Runs before every request: names it, sets its content policy, sends the anonymous to sign in, and refuses early what would be refused
 * anyway. It looks only at whether there is a cookie, never whether it is good: who may do what is decided where the data is
 * (src/server/session.ts, src/domain/policy.ts), so going round this file gains nothing.
 */
export function proxy(request: NextRequest): NextResponse {
  const requestId = randomUUID();
  const nonce = randomBytes(16).toString('base64');
  const policy = contentPolicy(nonce, process.env.NODE_ENV === 'development');
  const response = refusal(request) ?? turnAway(request) ?? passOn(request, { requestId, nonce, policy });
  response.headers.set('Content-Security-Policy', policy);
  response.headers.set('X-Request-Id', requestId);
  return response;
}

function refusal(request: NextRequest): NextResponse | null {
  // Next itself would answer that the server failed
  if (!isReadable(request.nextUrl.pathname)) return new NextResponse(null, { status: 400 });
  if (READING.includes(request.method)) return null;
  if (isForeignOrigin(request.headers)) return new NextResponse(null, { status: 403 });
  if (Number(request.headers.get('content-length') ?? 0) > MAXIMUM_BYTES) return new NextResponse(null, { status: 413 });
  return null;
}

/** Whether every %-sign of an address begins a letter (UTF-8). */
function isReadable(pathname: string): boolean {
  try {
    decodeURIComponent(pathname);
    return true;
  } catch {
    return false;
  }
}

function turnAway(request: NextRequest): NextResponse | null {
  const { pathname, search } = request.nextUrl;
  if (OPEN.test(pathname) || request.cookies.has(sessionCookieName())) return null;
  if (pathname.startsWith('/api/')) return NextResponse.json({ message: signedOut(request) }, { status: 401 });
  // A form sent after the session ended is told so where it stands, by the action itself: a redirect would lose what was typed.
  if (request.headers.has('next-action')) return null;
  const signIn = new URL('/sign-in', request.url);
  if (pathname !== '/') signIn.searchParams.set('callbackUrl', pathname + search);
  return NextResponse.redirect(signIn, 307);
}

type Passed = { requestId: string; nonce: string; policy: string };

/** Next reads the nonce from the policy on the request; pages read the rest through src/server/request.ts. */
function passOn(request: NextRequest, { requestId, nonce, policy }: Passed): NextResponse {
  const headers = new Headers(request.headers);
  headers.set('x-request-id', requestId);
  headers.set('x-nonce', nonce);
  headers.set('x-path', request.nextUrl.pathname + request.nextUrl.search);
  headers.set('Content-Security-Policy', policy);
  if (request.nextUrl.pathname !== '/sign-in') return NextResponse.next({ request: { headers } });
  const csrf = csrfPair(request.cookies.get(csrfCookieName())?.value, env().NEXTAUTH_SECRET);
  headers.set('x-csrf-token', csrf.token);
  const response = NextResponse.next({ request: { headers } });
  if (csrf.cookie) {
    response.cookies.set({ name: csrfCookieName(), value: csrf.cookie, httpOnly: true, sameSite: 'lax', path: '/', secure: isHttps() });
  }
  return response;
}

function signedOut(request: NextRequest): string {
  return (request.cookies.get(LOCALE_COOKIE)?.value === 'en' ? en : vi).refused.signedOut;
}
