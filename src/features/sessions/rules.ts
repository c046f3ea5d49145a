/** Ten tries a quarter of an hour: enough for a person, nothing for a machine (reliability.md P10). */
export const TRIES_PER_NAME = { tries: 10, seconds: 15 * 60 };
/** One address may be a whole office behind one router. */
export const TRIES_PER_ADDRESS = { tries: 100, seconds: 60 * 60 };

const BROWSERS = [
  ['Edge', /\bEdgA?\//],
  ['Opera', /\bOPR\//],
  ['Cốc Cốc', /\bcoc_coc_browser\//],
  ['Samsung Internet', /\bSamsungBrowser\//],
  ['Firefox', /\b(Firefox|FxiOS)\//],
  ['Chrome', /\b(HeadlessChrome|Chrome|CriOS)\//],
  ['Safari', /\bSafari\//],
] as const;
const SYSTEMS = [
  ['Android', /\bAndroid\b/],
  ['iPhone', /\biPhone\b/],
  ['iPad', /\biPad\b/],
  ['Windows', /\bWindows\b/],
  ['macOS', /\bMac OS X\b/],
  ['Linux', /\bLinux\b/],
] as const;

/** A user agent as people know their machines: browser and system, each null when unknown. */
export function deviceOf(userAgent: string | null): { browser: string | null; system: string | null } {
  const first = (known: readonly (readonly [string, RegExp])[]) =>
    known.find(([, mark]) => userAgent !== null && mark.test(userAgent))?.[0] ?? null;
  return { browser: first(BROWSERS), system: first(SYSTEMS) };
}

/** Where to go after signing in: a page of this site, whatever was asked for. Everything else leads home. */
export function pathAfterSignIn(wanted: string | null | undefined): string {
  const ours = 'http://here.invalid';
  if (!wanted?.startsWith('/') || !URL.canParse(wanted, ours)) return '/';
  const { origin, pathname, search, hash } = new URL(wanted, ours);
  if (origin !== ours || pathname.startsWith('//') || /^\/(sign-in|first-password|setup|api|_next)(\/|$)/.test(pathname)) return '/';
  return pathname + search + hash;
}
