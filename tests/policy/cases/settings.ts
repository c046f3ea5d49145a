import { dayOf } from '@/domain/date';
import { saveSetting } from '@/features/settings/commands';
import { DEFAULTS, readGroup } from '@/features/settings/rules';
import type { CommandCase } from '../case';

export const cases: CommandCase[] = [
  {
    command: saveSetting,
    may: { PLANNING: 'any', ADMIN: 'any' },
    input: async ({ db, now }) => {
      const latest = await db.setting.findFirst({ where: { key: 'calendar' }, orderBy: { validFrom: 'desc' } });
      const seen = JSON.stringify(latest ? readGroup('calendar', latest.value) : DEFAULTS.calendar);
      return { group: 'calendar', validFrom: dayOf(now), seen, value: { adminCalendar: false } };
    },
  },
];
