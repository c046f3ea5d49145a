import { SYSTEM } from '@/domain/actor';
import { offerFirstAdministrator } from '@/features/first-administrator/commands';
import { openDb } from '@/server/db';
import { launchEnv } from '@/server/env';

/**
 * Prints one line, the one-time link for the first administrator, or nothing when somebody can administer already.
 * Run by the launcher before it serves.
 */
const { RUNTIME_DATABASE_URL: url, DATABASE_SCHEMA: schema, APP_URL, PORT } = launchEnv();
if (!url) throw new Error('RUNTIME_DATABASE_URL is not set');
const db = openDb(url, schema, 1);
try {
  const { token } = await offerFirstAdministrator.execute({ db, actor: SYSTEM, now: new Date() }, {});
  if (token)
    console.log(`Lập quản trị viên đầu tiên (dùng một lần, trong 24 giờ): ${APP_URL ?? `http://localhost:${PORT}`}/setup/${token}`);
} finally {
  await db.$disconnect();
}
