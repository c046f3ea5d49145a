import 'server-only';
import { type Day, dayOfColumn, toColumn } from '@/domain/date';
import { InvalidInput } from '@/domain/errors';
import type { Prisma, Tx } from '@/server/db';
import type { Stamp } from '@/server/versioned';
import { bonusOf, salaryOn } from './rules/money';

/** One award to be written: who or how many, for what years; the money follows from the decision's day. */
export type NewAward = {
  awardTypeId: number;
  isParty: boolean;
  subject: 'PERSON' | 'DEPARTMENT' | 'PARTY_BODY' | 'UNNAMED' | 'UNCOUNTED';
  personId?: number | null;
  /** The department that is awarded, or that the person was in. */
  departmentId?: number | null;
  partyBodyId?: number | null;
  subjectText?: string | null;
  /** Null for «nhiều», which nobody counts. */
  count?: number | null;
  /** Unnamed ones are collectives, not people: their money is a collective's. */
  ofCollectives?: boolean;
  yearFrom: number | null;
  yearTo: number | null;
  certainty?: 'CONFIRMED' | 'REPORTED' | 'UNKNOWN_DATE';
  citation?: string | null;
  source?: string | null;
  batchId?: number | null;
};

type Granted = { decisionId: number | null; signedOn: Day | null };

/**
 * Writes awards of one decision with their money, in three statements however many: multiple of the title × base salary of the day of the
 * decision (domain.md B6, C2), frozen in the row. Without a day, without a multiple in force, or uncounted, there is no money. Answers the
 * ids in the order given. Throws InvalidInput at `salaryPath` when a multiple is known and no base salary of that day is; the database
 * refuses what does not fit (constraint `award_guard`) and what is there already (`award_person_once`, `award_department_once`).
 */
export async function grantAwards(
  tx: Tx,
  { decisionId, signedOn }: Granted,
  awards: readonly NewAward[],
  { actor, now }: Stamp,
  salaryPath = 'decision.signedOn',
): Promise<number[]> {
  const moneyOf: (award: NewAward) => Money = signedOn === null ? () => ({}) : await moneyOn(tx, signedOn, awards, salaryPath);
  const made = await tx.award.createManyAndReturn({
    data: awards.map((award) => ({
      ...{ certainty: 'CONFIRMED' as const, count: 1, ...award, decisionId },
      ...{ ...moneyOf(award), updatedAt: now, updatedById: actor.id },
    })),
    select: { id: true },
  });
  return made.map(({ id }) => id);
}

type Money = Pick<Prisma.AwardUncheckedCreateInput, 'bonusMultiple' | 'baseSalary' | 'bonusAmount'>;

async function moneyOn(tx: Tx, signedOn: Day, awards: readonly NewAward[], salaryPath: string): Promise<(award: NewAward) => Money> {
  const day = toColumn(signedOn);
  const bonuses = await tx.awardBonus.findMany({
    where: {
      awardTypeId: { in: [...new Set(awards.map(({ awardTypeId }) => awardTypeId))] },
      validFrom: { lte: day },
      OR: [{ validTo: null }, { validTo: { gt: day } }],
    },
    select: { awardTypeId: true, personMultiple: true, collectiveMultiple: true, roundUpTo: true },
  });
  const salaries = await tx.baseSalary.findMany({ select: { validFrom: true, amount: true } });
  const baseSalary = salaryOn(
    salaries.map(({ validFrom, amount }) => ({ validFrom: dayOfColumn(validFrom), amount })),
    signedOn,
  );
  const byType = new Map(bonuses.map((bonus) => [bonus.awardTypeId, bonus]));
  return ({ awardTypeId, subject, count = 1, ofCollectives = false }) => {
    const bonus = byType.get(awardTypeId);
    const isCollective = ofCollectives || subject === 'DEPARTMENT' || subject === 'PARTY_BODY';
    const multiple = (isCollective ? bonus?.collectiveMultiple : bonus?.personMultiple) ?? null;
    if (!bonus || multiple === null || count === null) return {};
    if (baseSalary === null) throw new InvalidInput([{ path: salaryPath, key: 'awards.field.noSalary', params: {} }]);
    const bonusAmount = bonusOf({ multiple: multiple.toString(), baseSalary, roundUpTo: bonus.roundUpTo, count });
    return { bonusMultiple: multiple, baseSalary, bonusAmount };
  };
}
