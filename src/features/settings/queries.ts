import 'server-only';
import type { Actor } from '@/domain/actor';
import { type Day, dayOfColumn, toColumn } from '@/domain/date';
import { reach } from '@/domain/policy';
import { type Db, db, type Tx } from '@/server/db';
import { type Letterhead, readGroup, type Settings, settingsFrom } from './rules';

/** Every setting as it holds on that day. Read in the transaction of a command that depends on it. */
export async function settingsOn(on: Db | Tx, day: Day): Promise<Settings> {
  const rows = await on.setting.findMany({
    where: { validFrom: { lte: toColumn(day) } },
    distinct: ['key'],
    orderBy: [{ key: 'asc' }, { validFrom: 'desc' }],
    select: { key: true, value: true },
  });
  return settingsFrom(rows);
}

/** What heads a paper of that day. A paper from before anybody set it has the first that was set: the program cannot know an older one. */
export async function letterheadOn(day: Day, on: Db | Tx = db()): Promise<Letterhead> {
  const rows = await on.setting.findMany({ where: { key: 'letterhead' }, orderBy: { validFrom: 'asc' } });
  const inForce = rows.filter(({ validFrom }) => dayOfColumn(validFrom) <= day).at(-1) ?? rows[0];
  return readGroup('letterhead', inForce?.value);
}

/** Every version of every group, the latest first; nothing for those who may not set them. */
export async function settingVersions(actor: Actor): Promise<{ key: string; validFrom: Day; value: unknown }[]> {
  if (!reach(actor, 'setting.manage')) return [];
  const rows = await db().setting.findMany({ orderBy: [{ key: 'asc' }, { validFrom: 'desc' }] });
  return rows.map(({ key, validFrom, value }) => ({ key, validFrom: dayOfColumn(validFrom), value }));
}
