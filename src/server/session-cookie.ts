import 'server-only';
import { env } from './env';

/** Whether people reach this server over https; only then do browsers take `Secure` cookies. */
export function isHttps(): boolean {
  return env().APP_URL?.startsWith('https://') ?? false;
}

/** `__Host-` where the address is https; a plain name on http, where browsers refuse the prefix. */
export function sessionCookieName(): string {
  return isHttps() ? '__Host-tong-ket.session' : 'tong-ket.session';
}

/** Where next-auth keeps the hash that a form's token must match. */
export function csrfCookieName(): string {
  return isHttps() ? '__Host-tong-ket.csrf' : 'tong-ket.csrf';
}
