import 'server-only';
import { type Db, db } from './db';
import { logError } from './log';

/** Scheduled work: shallow, idempotent, runs commands as the system account. */
export type Job = { name: string; everyMinutes: number; run(context: { db: Db; now: Date }): Promise<void> };

const started = globalThis as { tongKetJobs?: NodeJS.Timeout[] };

/**
 * Starts the table of jobs in this process, once. With several instances a job may run in each:
 * jobs are idempotent, and an advisory lock lets only one do the work at a time.
 */
export function startJobs(jobs: readonly Job[]): void {
  if (started.tongKetJobs) return;
  started.tongKetJobs = jobs.map((job) => {
    const timer = setInterval(() => void runOnce(job), job.everyMinutes * 60_000);
    setTimeout(() => void runOnce(job), 5_000).unref();
    return timer.unref();
  });
}

/** Does a job now unless another process is doing it. Never throws: what fails is logged and tried again at the next turn. */
export async function runOnce(job: Job): Promise<void> {
  try {
    await db().$transaction(
      async (tx) => {
        // The work has a connection of its own; this one only holds the lock, and would be ended for lying idle.
        await tx.$executeRaw`SET LOCAL idle_in_transaction_session_timeout = 0`;
        const [lock] = await tx.$queryRaw<
          { taken: boolean }[]
        >`SELECT pg_try_advisory_xact_lock(hashtext(current_schema() || '.job.' || ${job.name})) AS taken`;
        if (lock?.taken) await job.run({ db: db(), now: new Date() });
      },
      { timeout: 60_000 },
    );
  } catch (error) {
    logError(`job.${job.name}`, error);
  }
}
