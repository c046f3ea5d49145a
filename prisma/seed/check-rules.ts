import { defineRule } from '@/features/check-rules/commands';
import { moment } from './calendar';
import type { Ids, People } from './hospital';
import type { Run } from './run';

/** The year from which the sample's sheets are checked; what was handed in before nobody is asked about. */
const FROM = 2026;

/** What the planning office has its sheets checked for, one rule of each kind and weight. */
export async function makeCheckRules(run: Run, people: People, { indicators }: Pick<Ids, 'indicators'>): Promise<void> {
  const id = (code: string) => {
    const found = indicators.get(code);
    if (found === undefined) throw new Error(`no indicator ${code}`);
    return found;
  };
  const act = { actor: people.actor('khth'), now: moment('2026-11-20', 30) };
  const common = { fromYear: FROM, measure: null } as const;
  await run(defineRule, act, {
    ...{ kind: 'PARTS_SUM', indicatorId: id('SURG_TOTAL'), severity: 'BLOCK', description: 'Tổng phẫu thuật bằng các loại' },
    params: { parts: ['SURG_SP', 'SURG_1', 'SURG_2', 'SURG_3'].map(id) },
    ...common,
  });
  for (const [part, whole, description] of [
    ['OPD_BHYT', 'OPD', 'Khám BHYT không quá tổng lượt khám'],
    ['CS', 'BIRTH', 'Mổ đẻ không quá số đẻ'],
    ['PROC_1', 'PROC_TOTAL', 'Thủ thuật loại I không quá tổng thủ thuật'],
  ] as const)
    await run(defineRule, act, {
      ...{ kind: 'NOT_ABOVE', indicatorId: id(part), severity: 'BLOCK', description, params: { whole: id(whole) }, ...common },
    });
  await run(defineRule, act, {
    ...{ kind: 'WITHIN', indicatorId: id('BOR_PLAN'), severity: 'WARN', description: 'Công suất giường trên 100 %' },
    params: { above: '100', below: '' },
    ...{ ...common, measure: 'ACTUAL' },
  });
  await run(defineRule, act, {
    ...{ kind: 'OWN_PAST', indicatorId: null, severity: 'INFO', description: 'Số khác hẳn các quý trước của chính đơn vị' },
    params: { spread: 3.5, least: 6 },
    ...common,
  });
}
