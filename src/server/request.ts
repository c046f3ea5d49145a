import 'server-only';
import { randomUUID } from 'node:crypto';
import { headers } from 'next/headers';
import { env } from './env';

/**
 * The client's address for throttling and the audit. `X-Forwarded-For` is believed only for as many proxies as
 * TRUST_PROXY names, counted from the right; a browser could write the rest itself.
 */
export function clientAddress(forwardedFor: string | null, trustedProxies: number): string | null {
  if (trustedProxies < 1 || !forwardedFor) return null;
  const hops = forwardedFor.split(',').map((hop) => hop.trim());
  const address = hops[hops.length - trustedProxies];
  return address && address.length <= 60 ? address : null;
}

/** A fresh id for this request, and where it came from. */
export async function requestOrigin(): Promise<{ id: string; ip: string | null; userAgent: string | null }> {
  const list = await headers();
  return {
    id: list.get('x-request-id')?.slice(0, 60) ?? randomUUID(),
    ip: clientAddress(list.get('x-forwarded-for'), env().TRUST_PROXY),
    userAgent: list.get('user-agent')?.slice(0, 300) ?? null,
  };
}

/**
 * Whether a write comes from a page of ours. Next lets a request without `Origin` pass; we do not:
 * it must say `Sec-Fetch-Site: same-origin`, or an Origin with our own host.
 */
export function isSameOrigin(list: Headers | Awaited<ReturnType<typeof headers>>): boolean {
  const site = list.get('sec-fetch-site');
  if (site) return site === 'same-origin';
  const origin = list.get('origin');
  const host = list.get('host');
  return origin !== null && host !== null && URL.canParse(origin) && new URL(origin).host === host;
}

/** Whether a browser says that another site's page sent this. Programs that are no browsers say nothing: they carry no one's cookies unasked. */
export function isForeignOrigin(list: Headers): boolean {
  const site = list.get('sec-fetch-site');
  if (site) return site !== 'same-origin' && site !== 'none';
  return list.has('origin') && !isSameOrigin(list);
}

/** The path and search of the page being asked for, as src/proxy.ts saw it; null outside a page. */
export async function requestPath(): Promise<string | null> {
  return (await headers()).get('x-path');
}

/** The token that the sign-in form posts, made by src/proxy.ts. */
export async function csrfToken(): Promise<string> {
  return (await headers()).get('x-csrf-token') ?? '';
}
