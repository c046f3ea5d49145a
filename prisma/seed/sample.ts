import { SYSTEM } from '@/domain/actor';
import { setSamplePassword } from '@/features/accounts/commands';
import { openDb } from '@/server/db';
import { launchEnv } from '@/server/env';
import { withClient, withSearchPath } from '@/server/postgres/connection';
import { loadSample } from './load';

/**
 * Loads the sample hospital into a database without departments, and sees to it that its accounts have SAMPLE_PASSWORD.
 * Run by the launcher before it serves; prints a few lines, and one sentence when it cannot.
 */
async function main(): Promise<void> {
  const { RUNTIME_DATABASE_URL: url, DATABASE_SCHEMA: schema, DATABASE_URL: ownerUrl, DATA_DIR, SAMPLE_PASSWORD: password } = launchEnv();
  if (!url || !password) throw new Error('RUNTIME_DATABASE_URL and SAMPLE_PASSWORD are needed');
  const began = performance.now();
  const db = openDb(url, schema, 1);
  try {
    const [departments, accounts, unfinished] = [
      await db.department.count(),
      await db.account.count({ where: { isSample: true } }),
      await db.account.count({ where: { isSample: true, passwordHash: null } }),
    ];
    if (unfinished > 0) {
      console.error(
        `Lần nạp bệnh viện mẫu trước bị dừng giữa chừng: hãy xóa thư mục dữ liệu ${DATA_DIR} (hoặc cơ sở dữ liệu đã chỉ định) rồi chạy lại npm start.`,
      );
      process.exitCode = 1;
      return;
    }
    if (departments === 0) await load(url, schema, password);
    else if (accounts > 0) await setSamplePassword.execute({ db, actor: SYSTEM, now: new Date() }, { password });
    if (departments > 0) return;
    if (ownerUrl) await withClient(withSearchPath(ownerUrl, schema), (client) => client.query('ANALYZE'));
    console.log(`đã nạp xong trong ${Math.round((performance.now() - began) / 1000)} giây`);
  } finally {
    await db.$disconnect();
  }
}

/** Commits are not waited for one by one: the last act, on an ordinary connection, makes all of them lasting. */
async function load(url: string, schema: string, password: string): Promise<void> {
  const hurried = new URL(url);
  hurried.searchParams.set('options', `${hurried.searchParams.get('options') ?? ''} -c synchronous_commit=off`.trim());
  const db = openDb(withSearchPath(hurried.href, schema), schema, 4);
  try {
    const run = await loadSample(db, password, (line) => console.log(line));
    if (process.env.SAMPLE_COUNTS)
      for (const [name, { calls, ms }] of run.counts) console.log(name.padEnd(28), calls, (ms / calls).toFixed(2));
  } finally {
    await db.$disconnect();
  }
}

await main();
