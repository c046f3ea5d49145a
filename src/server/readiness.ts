import 'server-only';
import { db, Prisma } from './db';
import { log, logError } from './log';
import { pendingMigrations } from './postgres/migrations';

const PATIENCE_MS = 1_000;
const SLOW = 'the database did not answer in time';
/** Anybody may ask; the database is asked at most this often. */
const REMEMBER_MS = 500;

let last: { at: number; answer: Promise<boolean> } | undefined;

/** Whether the database answers within a second, holds every migration of this program, and gives it no more rights than it should have. */
export function isReady(): Promise<boolean> {
  const at = Date.now();
  if (!last || at - last.at > REMEMBER_MS) last = { at, answer: check() };
  return last.answer;
}

async function check(): Promise<boolean> {
  try {
    const problem = await Promise.race([findProblem(), slow()]);
    // a slow answer is the load's doing and passes; anything else is for somebody to put right
    if (problem) log[problem === SLOW ? 'warn' : 'error']({ where: 'readyz', problem }, 'not ready');
    return problem === null;
  } catch (error) {
    logError('readyz', error);
    return false;
  }
}

type Facts = { applied: string[]; mighty: boolean; owner: boolean };

async function findProblem(): Promise<string | null> {
  const [facts] = await db().$queryRaw<Facts[]>(Prisma.sql`
    SELECT coalesce((SELECT array_agg(migration_name) FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL), '{}') AS applied,
      r.rolsuper OR r.rolbypassrls OR r.rolcreaterole AS mighty,
      EXISTS (SELECT FROM pg_class c WHERE c.oid = to_regclass('account') AND pg_has_role(r.oid, c.relowner, 'MEMBER')) AS owner
    FROM pg_roles r WHERE r.rolname = current_user`);
  if (!facts) return 'the role is unknown';
  if (facts.mighty || facts.owner) return 'the runtime role has too many rights';
  const missing = pendingMigrations(facts.applied);
  return missing.length > 0 ? `migrations missing: ${missing.join(', ')}` : null;
}

function slow(): Promise<string> {
  return new Promise((resolve) => setTimeout(resolve, PATIENCE_MS, SLOW).unref());
}
