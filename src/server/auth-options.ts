import 'server-only';
import type { AuthOptions, CookieOption, User } from 'next-auth';
import CredentialsProvider from 'next-auth/providers/credentials';
import { env } from './env';
import { SESSION_HOURS } from './live-session';
import { log } from './log';
import { currentSession } from './session';
import { csrfCookieName, isHttps, sessionCookieName } from './session-cookie';

type Hooks = {
  /** The session opened for these credentials, or null. */
  authorize(credentials: { username: string; password: string }): Promise<{ sessionId: string } | null>;
  /** The session behind a cookie that is being thrown away. */
  signedOut(sessionId: string): Promise<void>;
  /** The path of this site to go to when this one was asked for. */
  landing(wanted: string): string;
};

declare module 'next-auth/jwt' {
  interface JWT {
    /** All that the cookie says: which session. Its truth is the row (src/server/session.ts). */
    sid?: string;
  }
}

/** How next-auth is used here: one provider, and a cookie that carries nothing but a session's id. */
export function authOptions({ authorize, signedOut, landing }: Hooks): AuthOptions {
  return {
    secret: env().NEXTAUTH_SECRET,
    session: { strategy: 'jwt', maxAge: SESSION_HOURS * 3600 },
    pages: { signIn: '/sign-in', error: '/sign-in', signOut: '/account' },
    useSecureCookies: isHttps(),
    cookies: {
      sessionToken: cookie(sessionCookieName()),
      callbackUrl: cookie(CALLBACK_COOKIE),
      csrfToken: cookie(csrfCookieName()),
    },
    providers: [
      CredentialsProvider({
        id: 'credentials',
        credentials: { username: {}, password: { type: 'password' } },
        async authorize(credentials) {
          const { username = '', password = '' } = credentials ?? {};
          const session = await authorize({ username, password });
          return session && { id: session.sessionId };
        },
      }),
    ],
    callbacks: {
      redirect: ({ url, baseUrl }) => baseUrl + landing(url.startsWith(baseUrl) ? url.slice(baseUrl.length) : url),
      jwt: ({ token, user }) => ({ sid: sessionId(user) ?? token.sid }),
      // Who is signed in is asked of the database, as on every page; next-auth drops the cookie when this throws.
      session: async ({ session }) => {
        const live = await currentSession();
        if (!live) throw new Error('the session has ended');
        return { user: { name: live.actor.displayName }, expires: session.expires };
      },
    },
    events: {
      signOut: async ({ token }) => {
        if (token?.sid) await signedOut(token.sid);
      },
    },
    // Its messages may quote what was sent: only the code is kept.
    logger: {
      error: (code) => log.warn({ where: 'next-auth', code }, 'refused'),
      warn: () => {},
      debug: () => {},
    },
  };
}

/** Where next-auth keeps the address to go to after signing in. */
export const CALLBACK_COOKIE = 'tong-ket.callback';

const sessionId = (user: User | undefined): string | undefined => user?.id;

function cookie(name: string): CookieOption {
  return { name, options: { httpOnly: true, sameSite: 'lax', path: '/', secure: isHttps() } };
}
