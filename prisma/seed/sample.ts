import { SYSTEM } from '@/domain/actor';
import { setSamplePassword } from '@/features/sample-accounts/commands';
import { openDb } from '@/server/db';
import { launchEnv } from '@/server/env';
import { storeIn } from '@/server/files';
import { withClient, withSearchPath } from '@/server/postgres/connection';
import { HANDS, loadSample } from './load';

/**
 * Loads the sample hospital into a database without departments; else sees to it that its accounts have SAMPLE_PASSWORD.
 * Run by the launcher before it serves. Prints a few lines; throws one sentence when it cannot.
 */
async function main(): Promise<void> {
  const { RUNTIME_DATABASE_URL: url, DATABASE_SCHEMA: schema, DATABASE_URL: ownerUrl, SAMPLE_PASSWORD: password } = launchEnv();
  if (!url || !password) throw new Error('thiếu RUNTIME_DATABASE_URL hoặc SAMPLE_PASSWORD');
  const began = performance.now();
  const db = openDb(url, schema, 1);
  try {
    const isLoaded = (await db.department.count()) > 0;
    if ((await db.account.count({ where: { isSample: true, passwordHash: null } })) > 0)
      throw new Error(
        `lần nạp trước bị dừng giữa chừng; hãy dùng cơ sở dữ liệu khác, hoặc xóa phần dở dang (DROP SCHEMA ${schema} CASCADE) rồi chạy lại npm start`,
      );
    if (isLoaded) {
      await setSamplePassword.execute({ db, actor: SYSTEM, now: new Date() }, { password });
      return;
    }
    await load(url, schema, password);
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
  const db = openDb(withSearchPath(hurried.href, schema), schema, HANDS);
  try {
    const run = await loadSample(db, password, (line) => console.log(line), storeIn(launchEnv().DATA_DIR));
    if (process.env.SAMPLE_COUNTS)
      for (const [name, { calls, ms }] of run.counts) console.log(name.padEnd(28), calls, (ms / calls).toFixed(2));
  } finally {
    await db.$disconnect();
  }
}

try {
  await main();
} catch (error) {
  console.error(`Không nạp được bệnh viện mẫu: ${error instanceof Error ? error.message : String(error)}.`);
  process.exitCode = 1;
}
