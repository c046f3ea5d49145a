import 'server-only';
import { type Day, dayOfColumn, toColumn } from '@/domain/date';
import { InvalidInput } from '@/domain/errors';
import type { Prisma, Tx } from '@/server/db';
import type { Stamp } from '@/server/versioned';
import type { Merit } from './queries/problems';
import { bonusOf, salaryOn } from './rules/money';
import type { Recipient } from './schema';

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

/** The row of a recipient; its years are its own or the decision's. */
export function awardOf(one: Recipient, merit: Merit, personId: number | null, departmentId: number | null) {
  const isNamed = one.subject === 'PERSON' || one.subject === 'DEPARTMENT';
  const [yearFrom, yearTo] = one.yearFrom === null ? [merit.yearFrom, merit.yearTo] : [one.yearFrom, one.yearTo];
  return {
    ...{
      awardTypeId: one.typeId,
      isParty: false,
      subject: one.subject,
      personId,
      departmentId,
      subjectText: isNamed ? null : one.subjectText,
    },
    ...{ count: isNamed ? 1 : one.count, yearFrom, yearTo, citation: one.citation },
    ofCollectives: !isNamed && one.isCollective,
  };
}

type Granted = { decisionId: number | null; signedOn: Day | null };

/**
 * Writes awards of one decision with their money, in four statements however many: multiple of the title × base salary of the day of the
 * decision (domain.md B6, C2), frozen in the row. Without a day, without a multiple in force, or uncounted, there is no money. Answers the
 * ids in the order given. Throws InvalidInput at `salaryPath` when a multiple is known and no base salary of that day is; the database
 * refuses what does not fit (constraint `award_guard`) and what is there already (`award_person_once`, `award_department_once`).
 */
export async function grantAwards(
  tx: Tx,
  granted: Granted,
  awards: readonly NewAward[],
  stamp: Stamp,
  salaryPath = 'decision.signedOn',
): Promise<number[]> {
  return grantMany(
    tx,
    awards.map((award) => ({ ...award, ...granted })),
    stamp,
    salaryPath,
  );
}

/**
 * As `grantAwards`, for awards of many decisions at once (a list of history): the same four statements. A thousand rows at most. Without a
 * `salaryPath` an award of a day of which no base salary is known has no money.
 */
export async function grantMany(
  tx: Tx,
  awards: readonly (NewAward & Granted)[],
  { actor, now }: Stamp,
  salaryPath: string | null,
): Promise<number[]> {
  const kinds = await tx.awardType.findMany({
    where: { id: { in: [...new Set(awards.map(({ awardTypeId }) => awardTypeId))] }, forPerson: false },
    select: { id: true },
  });
  // unnamed ones of a title that no person may have are collectives, whatever was said
  const ofBodies = new Set(kinds.map(({ id }) => id));
  const areCollectives = ({ subject, awardTypeId, ofCollectives = false }: NewAward) =>
    (subject === 'UNNAMED' || subject === 'UNCOUNTED') && (ofCollectives || ofBodies.has(awardTypeId));
  const moneyOf = await moneyBook(tx, awards, salaryPath);
  const made = await tx.award.createManyAndReturn({
    data: awards.map((award) => {
      const { signedOn: _, ...row } = award;
      const ofCollectives = areCollectives(award);
      return {
        ...{ certainty: 'CONFIRMED' as const, count: 1, ...row, ofCollectives },
        ...{ ...moneyOf({ ...award, ofCollectives }), updatedAt: now, updatedById: actor.id },
      };
    }),
    select: { id: true },
  });
  return made.map(({ id }) => id);
}

type Money = Pick<Prisma.AwardUncheckedCreateInput, 'bonusMultiple' | 'baseSalary' | 'bonusAmount'>;

/** The money of each award by the multiple and the base salary in force on the day of its decision. */
async function moneyBook(
  tx: Tx,
  awards: readonly (NewAward & Granted)[],
  salaryPath: string | null,
): Promise<(award: NewAward & Granted) => Money> {
  if (awards.every(({ signedOn }) => signedOn === null)) return () => ({});
  const bonuses = await tx.awardBonus.findMany({
    where: { awardTypeId: { in: [...new Set(awards.map(({ awardTypeId }) => awardTypeId))] } },
    select: { awardTypeId: true, personMultiple: true, collectiveMultiple: true, roundUpTo: true, validFrom: true, validTo: true },
  });
  const salaries = (await tx.baseSalary.findMany({ select: { validFrom: true, amount: true } })).map(({ validFrom, amount }) => ({
    validFrom: dayOfColumn(validFrom),
    amount,
  }));
  const byType = new Map<number, typeof bonuses>();
  for (const bonus of bonuses) byType.set(bonus.awardTypeId, [...(byType.get(bonus.awardTypeId) ?? []), bonus]);
  return ({ awardTypeId, subject, signedOn, count = 1, ofCollectives = false }) => {
    if (signedOn === null) return {};
    const day = toColumn(signedOn);
    const bonus = byType.get(awardTypeId)?.find(({ validFrom, validTo }) => validFrom <= day && (validTo === null || validTo > day));
    const isCollective = ofCollectives || subject === 'DEPARTMENT' || subject === 'PARTY_BODY';
    const multiple = (isCollective ? bonus?.collectiveMultiple : bonus?.personMultiple) ?? null;
    if (!bonus || multiple === null || count === null) return {};
    const baseSalary = salaryOn(salaries, signedOn);
    if (baseSalary === null && salaryPath === null) return {};
    if (baseSalary === null) throw new InvalidInput([{ path: salaryPath ?? '', key: 'awards.field.noSalary', params: {} }]);
    const bonusAmount = bonusOf({ multiple: multiple.toString(), baseSalary, roundUpTo: bonus.roundUpTo, count });
    return { bonusMultiple: multiple, baseSalary, bonusAmount };
  };
}
