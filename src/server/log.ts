import 'server-only';
import { randomBytes } from 'node:crypto';
import pino from 'pino';

/** One JSON line per event. What is logged is chosen field by field: no input, no names, no figures. */
export const log = pino({
  level: process.env.NODE_ENV === 'test' ? 'silent' : 'info',
  base: null,
  timestamp: pino.stdTimeFunctions.isoTime,
});

/**
 * Logs a bug once and gives the short code that the person also sees.
 * Of the error only its class, SQLSTATE or code, and the stack's file lines are kept: messages may quote data.
 */
export function logError(where: string, error: unknown): string {
  const code = randomBytes(3).toString('hex').toUpperCase();
  log.error({ where, code, ...factsOf(error) });
  return code;
}

/** Of an error only its class, its code, and where it was thrown. */
function factsOf(error: unknown): { error: string; cause: string | undefined; stack: string[] } {
  const known = error instanceof Error ? error : new Error('thrown value is not an error');
  const stack = (known.stack ?? '').split('\n').filter((line) => line.trimStart().startsWith('at '));
  return {
    error: known.name,
    cause: 'code' in known ? String(known.code) : undefined,
    stack: stack.slice(0, 12).map((line) => line.trim()),
  };
}

const logged = new WeakSet<object>();

/** True the first time it is asked about an error. */
function isNew(error: unknown): boolean {
  if (typeof error !== 'object' || error === null) return true;
  if (logged.has(error)) return false;
  logged.add(error);
  return true;
}

/**
 * A page or route that failed: Next shows the error's digest to the person, and it is our code. A frame and its page that fail of the
 * same are one line. The route is the pattern, never the address: that may hold a one-time link or a name.
 */
export function logRequestError(error: unknown, { route, kind }: { route: string; kind: string }): void {
  if (!isNew(error)) return;
  const digest = typeof error === 'object' && error !== null && 'digest' in error ? String(error.digest) : undefined;
  log.error({ where: 'request', route, kind, code: digest, ...factsOf(error) });
}

/**
 * Next prints what fails on its own as well, message and all, and a database's messages quote values. From now on an error given to the
 * console leaves what `logError` keeps of it, and nothing when it was logged before.
 */
export function keepMessagesOffTheConsole(): void {
  const print = console.error;
  console.error = (...parts: unknown[]) => {
    const errors = parts.filter((part) => part instanceof Error);
    if (errors.length === 0) print(...parts);
    // What carries a digest comes to `logRequestError`, before or after this.
    for (const error of errors) if (!('digest' in error) && isNew(error)) logError('console', error);
  };
}
