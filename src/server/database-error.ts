import 'server-only';

/** What Postgres said: SQLSTATE, and the constraint that refused (or the word that a trigger raised). */
export type DatabaseError = { code: string; constraint: string | null };

type Unknown = { [key: string]: unknown };
const isObject = (value: unknown): value is Unknown => typeof value === 'object' && value !== null;

/** Finds Postgres's answer inside whatever Prisma wrapped around it; null when the error came from elsewhere. */
export function databaseError(error: unknown): DatabaseError | null {
  for (const layer of layers(error)) {
    const code = [layer.originalCode, layer.sqlState, layer.code].find(
      (value) => typeof value === 'string' && /^[0-9A-Z]{5}$/.test(value) && !/^P\d{4}$/.test(value),
    );
    if (typeof code !== 'string') continue;
    return { code, constraint: constraintIn(layer) };
  }
  return null;
}

/** Serialization failure, deadlock, waited too long for a lock: the whole transaction was undone. */
const UNDONE = ['40001', '40P01', '55P03'];

/** Whether nothing was written and the same transaction may be tried again. */
export function mayRetry(error: unknown): boolean {
  const known = databaseError(error);
  if (known) return UNDONE.includes(known.code);
  return layers(error).some((layer) => layer.code === 'P2034' || layer.kind === 'TransactionWriteConflict');
}

/** Prisma: cannot reach the server, timed out, connection closed, no free connection, the transaction took too long. */
const AWAY = ['P1001', 'P1002', 'P1008', 'P1017', 'P2024', 'P2028'];
/** Postgres: connection, resources, shutting down or starting, too slow, waited too long for a lock, idle in a transaction. */
const AWAY_STATES = /^(08|53|57P0)|^(57014|55P03|25P03)$/;

/** Whether the database was out of reach or too busy: no bug and nobody's mistake, and worth trying again in a moment. */
export function isAway(error: unknown): boolean {
  const known = databaseError(error);
  if (known) return AWAY_STATES.test(known.code);
  return layers(error).some(({ code }) => typeof code === 'string' && AWAY.includes(code));
}

function layers(error: unknown, depth = 0): Unknown[] {
  if (!isObject(error) || depth > 6) return [];
  return [error, ...layers(error.cause, depth + 1), ...layers(error.meta, depth + 1), ...layers(error.driverAdapterError, depth + 1)];
}

function constraintIn(layer: Unknown): string | null {
  const direct = isObject(layer.constraint) ? layer.constraint.index : layer.constraint;
  if (typeof direct === 'string') return direct;
  const message = [layer.originalMessage, layer.message].find((value) => typeof value === 'string');
  if (typeof message !== 'string') return null;
  return /constraint "([^"]+)"/.exec(message)?.[1] ?? /^(\w+)/.exec(message)?.[1] ?? null;
}
