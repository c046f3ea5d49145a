import { defineRule, endRule } from '@/features/check-rules/commands';
import { anIndicator } from '../../support/db';
import type { CommandCase, World } from '../case';

const rule = async ({ db }: World) => ({
  kind: 'WITHIN' as const,
  indicatorId: (await anIndicator(db)).id,
  params: { above: '100', below: '' as const },
  severity: 'WARN' as const,
  measure: null,
  description: 'Công suất trên 100 %',
  fromYear: 2026,
});

export const cases: CommandCase[] = [
  { command: defineRule, may: { PLANNING: 'any' }, input: rule },
  {
    command: endRule,
    may: { PLANNING: 'any' },
    input: async (world) => {
      const { ruleId } = await defineRule.execute({ db: world.db, actor: world.planning, now: world.now }, await rule(world));
      return { ruleId, rowVersion: 1, toYear: 2026 };
    },
  },
];
