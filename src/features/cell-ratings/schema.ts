import { z } from 'zod';
import { dayInput, id, integer, line, optionalDay, optionalLine, orEmpty, rowVersion, yearInput } from '@/domain/input';
import { visible } from '@/domain/text';
import { RATED_LEVELS, type RatedLevel } from '@/features/rating-rules/rules/levels';
import type { Suggestion } from '@/features/rating-rules/rules/suggestion';
import { optionalScore, storedSuggestion } from '@/features/rating-rules/schema';

/** Đối tượng của một đợt đánh giá: tổ chức đảng, chi bộ, đảng viên (chỉ số đếm). */
export const CAMPAIGN_SUBJECTS = ['CELL', 'ORGANISATION', 'MEMBER'] as const;
export type CampaignSubject = (typeof CAMPAIGN_SUBJECTS)[number];

/** Mức xếp loại, cao nhất trước; the same words as the database's enum without «not rated». Keys 1–4 of the sheet choose in this order. */
export type Level = RatedLevel;
const level = z.enum(RATED_LEVELS);

export const RATING_STATES = ['DRAFT', 'SELF_RATED', 'CELL_REVIEWED', 'APPRAISED', 'DECIDED', 'PUBLISHED', 'RETURNED', 'APPEALED'] as const;
export type RatingState = (typeof RATING_STATES)[number];

/** Kỷ luật tổ chức đảng (QĐ 69-QĐ/TW, Điều 7). */
export const DISCIPLINES = ['REPRIMAND', 'WARNING', 'DISSOLUTION'] as const;
export type Discipline = (typeof DISCIPLINES)[number];

/** HD 02-HD/BTCTW: by quarters from this year on. */
export const FIRST_YEAR_OF_QUARTERS = 2026;

export const openInput = z
  .strictObject({
    year: yearInput,
    /** 0 is the year as a whole. */
    quarter: integer(0, 4).default(0),
    subject: z.enum(CAMPAIGN_SUBJECTS),
    openedOn: dayInput,
    dueOn: optionalDay,
  })
  .superRefine(({ year, quarter, openedOn, dueOn }, context) => {
    if (quarter !== 0 && year < FIRST_YEAR_OF_QUARTERS)
      context.addIssue({ code: 'custom', path: ['quarter'], message: 'cellRatings.refused.noQuarters' });
    if (dueOn !== null && dueOn < openedOn)
      context.addIssue({ code: 'custom', path: ['dueOn'], message: 'cellRatings.refused.dueBeforeOpen' });
  });

/** One campaign as it was looked at. */
export const campaignInput = z.strictObject({ campaignId: id, version: rowVersion });
export const addBodiesInput = z.strictObject({ campaignId: id });

/** One rating as it was looked at. */
const rating = { ratingId: id, version: rowVersion };
const score = optionalScore.default(null);

export const selfRateInput = z.strictObject({ ...rating, level, score, note: optionalLine(2000).default(null) });

const count = integer(0, 10_000);
export const meetingInput = z.strictObject({
  ...rating,
  level,
  score,
  /** Số đảng viên được biểu quyết, số có mặt. */
  eligibleVoters: count,
  present: count,
  excellent: count,
  good: count,
  completed: count,
  notCompleted: count,
  invalid: count.default(0),
  note: optionalLine(2000).default(null),
});
export type Meeting = z.output<typeof meetingInput>;

export const appraiseInput = z.strictObject({
  ...rating,
  level,
  discipline: orEmpty(z.enum(DISCIPLINES)).default(null),
  /** Hạn chế, khuyết điểm các năm trước đã khắc phục xong: no record of the system says, so the person does; left empty nobody knows. */
  allFixed: orEmpty(z.enum(['YES', 'NO'])).default(null),
  /** Mức của người đứng đầu, where it is known already: told when it is above the level of the unit. */
  headLevel: orEmpty(level).default(null),
  /** Needed when the level is not the one that the cell gave itself. */
  reason: optionalLine(2000).default(null),
});
/** What an appraisal wrote down beside its level (`party_rating.evidence`). */
export type Appraisal = { suggestion: Suggestion | null; isAllFixed: boolean | null; headLevel: Level | null };

const appraisal = z.object({ suggestion: z.unknown(), isAllFixed: z.boolean().nullable(), headLevel: level.nullable() });

/** The stored appraisal; null before there is one, and for one that an earlier program wrote without these. */
export function storedAppraisal(value: unknown): Appraisal | null {
  const read = appraisal.safeParse(value);
  return read.success ? { ...read.data, suggestion: storedSuggestion(read.data.suggestion) } : null;
}

export const returnInput = z.strictObject({ ...rating, reason: line(2000) });

/** Quyết định của đảng ủy: số, ngày, cơ quan ban hành, người ký. */
const decision = z.strictObject({
  number: line(60),
  signedOn: dayInput,
  authority: line(200),
  signer: line(120),
});
export type RatingDecision = z.output<typeof decision>;

/** Why the cap may be passed: the reason, and the document that allows it. */
const override = z.strictObject({ reason: line(1000), document: line(100) });

const MOST_AT_ONCE = 500;

export const decideInput = z.strictObject({
  campaignId: id,
  decision,
  rows: z
    .array(z.strictObject({ ...rating, level }))
    .min(1)
    .max(MOST_AT_ONCE),
  override: override.optional(),
});
export type Decided = z.output<typeof decideInput>['rows'][number];

export const appealInput = z.strictObject({ ...rating, reason: line(2000) });
export const publishInput = z.strictObject({ campaignId: id });

export const passCapInput = z.strictObject({ campaignId: id, limit: integer(1, 100_000), ...override.shape });

/** Số đảng viên của một chi bộ trong một đợt: chỉ số đếm. */
const members = z.strictObject({
  campaignId: id,
  partyBodyId: id,
  version: rowVersion,
  total: count,
  exempt: count.default(0),
  exemptReason: optionalLine(500).default(null),
  eligible: count,
  rated: count,
  excellent: count,
  good: count,
  completed: count,
  notCompleted: count,
  note: optionalLine(2000).default(null),
});
export type MemberCounts = z.output<typeof members>;
export const membersInput = members;
/** Rows of many cells as Excel copies them. */
export const pasteMembersInput = z.strictObject({ campaignId: id, text: z.string().trim().min(1).max(60_000).transform(visible) });
export const decideMembersInput = z.strictObject({ campaignId: id, decision, override: override.optional() });

/** Whose ratings stand in an address: `?subject=members`. */
export const ratingSearch = z.object({ subject: z.enum(['cells', 'organisation', 'members']).catch('cells') });
