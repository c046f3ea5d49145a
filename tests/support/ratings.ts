import { toColumn } from '@/domain/date';
import type { Level, RatingState } from '@/features/cell-ratings/schema';
import type { Db, Prisma } from '@/server/db';
import { asSystem } from './db';

const NAMES = {
  EXCELLENT: ['Hoàn thành xuất sắc nhiệm vụ', 'XS'],
  GOOD: ['Hoàn thành tốt nhiệm vụ', 'T'],
  COMPLETED: ['Hoàn thành nhiệm vụ', 'HT'],
  NOT_COMPLETED: ['Không hoàn thành nhiệm vụ', 'K'],
} as const;

type RuleSet = Partial<Prisma.RatingRuleSetUncheckedCreateInput> & { levels?: readonly Level[] };

/**
 * A rule set with its levels: 20 % of «tốt trở lên», rounded half up, from 2018 on, unless said otherwise. The sets that the law has for
 * these years make room: they move to years of their own, long ago.
 */
export function aRuleSet(db: Db, { levels = ['EXCELLENT', 'GOOD', 'COMPLETED', 'NOT_COMPLETED'], ...more }: RuleSet = {}) {
  const { subject = 'CELL', fromYear = 2018, toYear = null } = more;
  return asSystem(db, async (tx) => {
    await tx.$executeRaw`UPDATE rating_rule_set SET from_year = 1000 + id, to_year = 1000 + id WHERE subject = ${subject}::rating_subject
      AND int4range(from_year, coalesce(to_year, 9999), '[]') && int4range(${fromYear}::int, ${toYear ?? 9999}::int, '[]')`;
    return tx.ratingRuleSet.create({
      data: {
        ...{ subject: 'CELL', fromYear: 2018, documents: 'QĐ 132-QĐ/TW' },
        ...{ capPercent: 20, capBase: 'GOOD_OR_BETTER', capRounding: 'HALF_UP', capSeverity: 'WARN' },
        ...more,
        ratingLevels: {
          create: levels.map((code, index) => ({ code, rank: 4 - index, label: NAMES[code][0], shortLabel: NAMES[code][1] })),
        },
      },
    });
  });
}

/** A campaign with a rating of each cell in one state and level, as if its earlier steps had been walked. */
export function aCampaign(
  db: Db,
  { year, quarter = 0, ruleSetId }: { year: number; quarter?: number; ruleSetId: number },
  cells: readonly number[],
  { state, level }: { state: RatingState; level: Level | null },
) {
  return asSystem(db, async (tx) => {
    const { id } = await tx.ratingCampaign.create({
      data: { year, quarter, subject: 'CELL', ruleSetId, openedOn: toColumn(`${year}-11-01`) },
    });
    const ratings = await tx.partyRating.createManyAndReturn({
      data: cells.map((partyBodyId) => ({ campaignId: id, partyBodyId, ruleSetId, state, level })),
      select: { id: true },
    });
    return { id, ratings: ratings.map((rating) => rating.id) };
  });
}
