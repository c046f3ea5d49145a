import 'server-only';
import { type Day, dayOfColumn } from '@/domain/date';
import { type CapExplained, type CapTerms, explainCap } from '@/features/rating-rules/rules/cap';
import type { Criteria } from '@/features/rating-rules/rules/suggestion';
import { capTerms, storedCriteria } from '@/features/rating-rules/schema';
import type { Prisma, Tx } from '@/server/db';
import type { CampaignCounts } from '../rules';
import type { CampaignSubject, Level } from '../schema';

/** Who let the cap be passed, why, by which document and when: said on the sheet for ever after. */
export type CapOverride = { limit: number; reason: string; document: string; by: string; at: Date };
/** The cap of a campaign; null for a cell's secretary, who sees no count of the hospital, and for a rule set without a cap. */
export type Cap = { rule: CapTerms; reading: CapExplained; counts: CampaignCounts; override: CapOverride | null };
export type LevelName = { code: Level; label: string; short: string; minScore: number | null };

export type Campaign = {
  id: number;
  version: number;
  year: number;
  quarter: number;
  subject: CampaignSubject;
  openedOn: Day;
  dueOn: Day | null;
  closedAt: Date | null;
  documents: string;
  /** Null where the year has no thresholds. */
  criteria: Criteria | null;
  levels: LevelName[];
  cap: Cap | null;
};

type Asked = { year: number; quarter: number; subject: CampaignSubject };

/** The campaign of a year or quarter, with its levels and its cap; null when none was opened. Read in the caller's open transaction. */
export async function campaignOf(tx: Tx, asked: Asked): Promise<Campaign | null> {
  const found = await tx.ratingCampaign.findUnique({
    where: { year_quarter_subject: asked },
    include: {
      ruleSet: { include: { ratingLevels: { orderBy: { rank: 'desc' } } } },
      cap: { include: { overrideBy: { select: { displayName: true } } } },
    },
  });
  if (!found) return null;
  const { ruleSet, cap, id, rowVersion, openedOn, dueOn, closedAt } = found;
  return {
    ...asked,
    ...{ id, version: rowVersion, closedAt, documents: ruleSet.documents, criteria: storedCriteria(ruleSet.criteria) },
    openedOn: dayOfColumn(openedOn),
    dueOn: dueOn && dayOfColumn(dueOn),
    levels: ruleSet.ratingLevels.flatMap(({ code, label, shortLabel, minScore }) =>
      code === 'NOT_RATED' ? [] : [{ code, label, short: shortLabel, minScore: minScore?.toNumber() ?? null }],
    ),
    cap: cap && capOf(cap, ruleSet, asked.subject),
  };
}

type CapRow = Prisma.RatingCapGetPayload<{ include: { overrideBy: { select: { displayName: true } } } }>;

function capOf(cap: CapRow, ruleSet: Prisma.RatingRuleSetGetPayload<object>, subject: CampaignSubject): Cap | null {
  const rule = capTerms(ruleSet);
  if (cap.capLimit === null || rule === null) return null;
  const counts = {
    total: cap.totalCount,
    excellent: cap.excellentCount,
    good: cap.goodCount,
    rated: cap.ratedCount,
    decided: cap.decidedExcellentCount,
  };
  const { overrideLimit: limit, overrideReason: reason, overrideDocument: document, overrideAt: at, overrideBy } = cap;
  return {
    rule,
    // members are decided all at once: until then what is written down stands against the cap; the limit in force is the database's own number
    reading: {
      ...explainCap(rule, counts, { held: subject === 'MEMBER' ? counts.excellent : counts.decided, passedTo: limit ?? 0 }),
      limit: cap.capLimit,
    },
    counts,
    override:
      limit !== null && reason !== null && document !== null && at !== null
        ? { limit, reason, document, at, by: overrideBy?.displayName ?? '' }
        : null,
  };
}
