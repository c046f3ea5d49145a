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

/** A page or route that failed: Next shows the error's digest to the person, and it is our code. */
export function logRequestError(error: unknown, { path, kind }: { path: string; kind: string }): void {
  const digest = typeof error === 'object' && error !== null && 'digest' in error ? String(error.digest) : undefined;
  log.error({ where: 'request', path, kind, code: digest, ...factsOf(error) });
}
