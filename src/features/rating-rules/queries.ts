import 'server-only';
import type { Tx } from '@/server/db';
import type { CapTerms } from './rules/cap';
import { SUBJECTS, type Subject, setOfYear } from './rules/levels';
import type { Criteria } from './rules/suggestion';
import { capTerms, storedCriteria } from './schema';

export type RuleLevel = { code: string; rank: number; label: string; shortLabel: string; minScore: number | null };
export type RuleSet = {
  id: number;
  rowVersion: number;
  subject: Subject;
  fromYear: number;
  toYear: number | null;
  documents: string;
  criteria: Criteria | null;
  cap: CapTerms | null;
  /** Best first. */
  levels: RuleLevel[];
  /** Campaigns that follow it, the latest first: while there is one, levels and thresholds stay. */
  campaigns: { year: number; quarter: number; isOpen: boolean }[];
};

/**
 * The rule sets of every subject, the latest first. In a transaction of `readParty`, like every read here: without the actor there are no
 * rows. Asks no permission itself.
 */
export async function ruleSets(tx: Tx): Promise<RuleSet[]> {
  const rows = await tx.ratingRuleSet.findMany({
    where: { subject: { in: [...SUBJECTS] } },
    orderBy: [{ subject: 'asc' }, { fromYear: 'desc' }],
    include: {
      ratingLevels: { orderBy: { rank: 'desc' } },
      ratingCampaigns: { select: { year: true, quarter: true, closedAt: true }, orderBy: [{ year: 'desc' }, { quarter: 'desc' }] },
    },
  });
  return rows.flatMap((row) => {
    const { id, rowVersion, fromYear, toYear, documents } = row;
    const subject = SUBJECTS.find((one) => one === row.subject);
    if (!subject) return [];
    return {
      ...{ id, rowVersion, subject, fromYear, toYear, documents },
      cap: capTerms(row),
      criteria: storedCriteria(row.criteria),
      levels: row.ratingLevels.map(({ code, rank, label, shortLabel, minScore }) => ({
        ...{ code, rank, label, shortLabel },
        minScore: minScore === null ? null : minScore.toNumber(),
      })),
      campaigns: row.ratingCampaigns.map(({ year, quarter, closedAt }) => ({ year, quarter, isOpen: closedAt === null })),
    };
  });
}

/** One rule set, in a transaction of `readParty`. */
export async function ruleSet(tx: Tx, id: number): Promise<RuleSet | null> {
  return (await ruleSets(tx)).find((set) => set.id === id) ?? null;
}

/** The rule set that counts for an evaluation year, in a transaction of `readParty`. */
export async function ruleSetOfYear(tx: Tx, subject: Subject, year: number): Promise<RuleSet | null> {
  return setOfYear(await ruleSets(tx), subject, year);
}
