import { addRuleSet, changeCap, changeLevels, describeRuleSet } from '@/features/rating-rules/commands';
import { asSystem } from '../../support/db';
import type { CommandCase, World } from '../case';

let cellYear = 2027;
/** Of organisations, which no other case opens a campaign for. */
let organisationYear = 2027;

/** A set of next year's, which no campaign follows. */
async function aSet({ db }: World) {
  const fromYear = cellYear++;
  const { id } = await asSystem(db, async (tx) => {
    const latest = await tx.ratingRuleSet.findFirstOrThrow({
      where: { subject: 'CELL' },
      orderBy: { fromYear: 'desc' },
      include: { ratingLevels: true },
    });
    await tx.ratingRuleSet.update({ where: { id: latest.id }, data: { toYear: fromYear - 1 } });
    return tx.ratingRuleSet.create({
      data: {
        ...{ subject: 'CELL', fromYear, documents: 'Hướng dẫn mới' },
        ratingLevels: { create: latest.ratingLevels.map(({ ruleSetId: _, ...level }) => level) },
      },
    });
  });
  return { ruleSetId: id, rowVersion: 1 };
}

const LEVELS = [
  { code: 'EXCELLENT', label: 'Xuất sắc', shortLabel: 'XS', minScore: '90' },
  { code: 'GOOD', label: 'Tốt', shortLabel: 'T', minScore: '70' },
  { code: 'COMPLETED', label: 'Hoàn thành', shortLabel: 'HT', minScore: '50' },
  { code: 'NOT_COMPLETED', label: 'Không hoàn thành', shortLabel: 'K', minScore: null },
] as const;
const may = { PARTY_OFFICE: 'any' } as const;

export const cases: CommandCase[] = [
  { command: addRuleSet, may, input: async () => ({ subject: 'ORGANISATION', fromYear: organisationYear++, documents: 'Hướng dẫn mới' }) },
  { command: describeRuleSet, may, input: async (world) => ({ ...(await aSet(world)), documents: 'Hướng dẫn 43-HD/BTCTW' }) },
  {
    command: changeCap,
    may,
    input: async (world) => ({
      ...(await aSet(world)),
      ...{ percent: '20', base: 'GOOD_OR_BETTER', rounding: 'HALF_UP', minOne: false, scope: 'SAME_KIND_GROUP', severity: 'BLOCK' },
    }),
  },
  {
    command: changeLevels,
    may,
    input: async (world) => ({
      ...(await aSet(world)),
      levels: LEVELS,
      criteria: { levels: { GOOD: { minDone: '100' } }, disciplined: 'NOT_COMPLETED', lowestOtherwise: true },
    }),
  },
];
