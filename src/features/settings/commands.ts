import 'server-only';
import { dayOf, formatDay, toColumn } from '@/domain/date';
import { problemAt, Refusal } from '@/domain/errors';
import { defineCommand } from '@/server/command';
import { DEFAULTS, readGroup } from './rules';
import { saveSettingInput } from './schema';

/**
 * Sets one group from a day on, today at the earliest: what held on a past day stays true of that day.
 * Throws Refusal when somebody else has set the group since the form was opened.
 */
export const saveSetting = defineCommand({
  name: 'setting.save',
  input: saveSettingInput,
  permission: 'setting.manage',
  load: async (tx, { group }) => {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext(current_schema() || '.setting.' || ${group}))`;
    const latest = await tx.setting.findFirst({ where: { key: group }, orderBy: { validFrom: 'desc' } });
    return { departmentId: null, held: latest ? readGroup(group, latest.value) : DEFAULTS[group] };
  },
  async run({ tx, input: { group, validFrom, seen, value }, before: { held }, now }) {
    const today = dayOf(now);
    if (validFrom < today) throw problemAt('validFrom', 'settings.field.pastDay', { today: formatDay(today) });
    if (seen !== JSON.stringify(held)) throw new Refusal('settings.refused.changed');
    const at = { key: group, validFrom: toColumn(validFrom) };
    await tx.setting.upsert({ where: { key_validFrom: at }, create: { ...at, value }, update: { value } });
    return { group, validFrom };
  },
});
