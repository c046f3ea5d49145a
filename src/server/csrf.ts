import 'server-only';
import { createHash, randomBytes } from 'node:crypto';

type Pair = {
  /** Goes into the form. */
  token: string;
  /** Goes into the cookie, in next-auth's own form; null when the browser has a good one already. */
  cookie: string | null;
};

/** The token for a sign-in form and its cookie, so that the form works before its script has loaded, and without one. */
export function csrfPair(cookie: string | undefined, secret: string): Pair {
  const bound = (token: string) => `${token}|${createHash('sha256').update(`${token}${secret}`).digest('hex')}`;
  const [known = ''] = cookie?.split('|') ?? [];
  if (cookie !== undefined && /^[0-9a-f]{64}$/.test(known) && cookie === bound(known)) return { token: known, cookie: null };
  const token = randomBytes(32).toString('hex');
  return { token, cookie: bound(token) };
}
