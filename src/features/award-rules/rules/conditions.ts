import type { RatedLevel } from '@/features/rating-rules/rules/levels';

/**
 * What a condition of a title asks (domain.md C3), by the code that the column `rule_code` holds. Titles are named by the code under which
 * they are counted. Percentages are of 100.
 */
export type Params = {
  /** Rated at one of these levels in each of so many years, the year itself the last. */
  RATED: { levels: RatedLevel[]; years: number };
  /** Holds this title for the same year (AWD-R1). */
  SAME_YEAR: { code: string };
  /** One of these stands behind it: rated excellent, an initiative, a research work. */
  EVIDENCE: { anyOf: EvidenceKind[] };
  /** Those who get it are at most so many per cent of those who hold another title in the hospital that year (AWD-R2). */
  SHARE_MAX: { code: string; percent: number };
  /** Holds a title so many years running, the year itself the last (AWD-R3). */
  STREAK: { code: string; years: number };
  /** The latest so many of a title follow each other, each resting on so many years of another (AWD-R4). */
  CONSECUTIVE: { code: string; count: number; yearsEach: number; of: string };
  /** The council's ballots for it, of all who may vote. */
  COUNCIL_SHARE: { percent: number };
  /** Of a collective: who completed the duties, of all who are appraised (AWD-R5). */
  COMPLETED_SHARE: { percent: number };
  /** Of a collective: who holds a title that year, of all who are appraised; at least (AWD-R5), or more than (AWD-R6). */
  SHARE_MIN: { code: string; percent: number };
  SHARE_ABOVE: { code: string; percent: number };
  /** Of a collective: at least so many hold a title that year (AWD-R5). */
  COUNT_MIN: { code: string; count: number };
  /** Was given another award before; where years are named, at least so many years before. */
  FORMER: { code: string; years?: number | null };
  /** Holds a title at least so many times within so many years, the year itself the last. */
  COUNT_WITHIN: { code: string; count: number; years: number };
  /** One title so many times within so many years, or another so many times. */
  COUNT_EITHER: { code: string; count: number; orCode: string; orCount: number; years: number };
  /** Rated at one of these levels in so many of so many years, the year itself the last. */
  RATED_WITHIN: { levels: RatedLevel[]; count: number; years: number };
  /** So many years of direct practice, which are on no record: a person has to look. */
  PRACTICE: { years: number };
  /** Neither disciplined in the year nor rated as not having completed the duties (AWD-R7). */
  NOT_DISCIPLINED: Record<string, never>;
};

export const RULE_CODES = [
  ...(['RATED', 'SAME_YEAR', 'EVIDENCE', 'SHARE_MAX', 'STREAK', 'CONSECUTIVE', 'COUNCIL_SHARE', 'COMPLETED_SHARE'] as const),
  ...([
    'SHARE_MIN',
    'SHARE_ABOVE',
    'COUNT_MIN',
    'FORMER',
    'COUNT_WITHIN',
    'COUNT_EITHER',
    'RATED_WITHIN',
    'NOT_DISCIPLINED',
    'PRACTICE',
  ] as const),
] as const satisfies readonly (keyof Params)[];
export type RuleCode = (typeof RULE_CODES)[number];

export const EVIDENCE_KINDS = ['EXCELLENT', 'INITIATIVE', 'INITIATIVE_PROVINCE', 'INITIATIVE_NATIONAL', 'RESEARCH'] as const;
/** Căn cứ: hoàn thành xuất sắc, sáng kiến (cơ sở, cấp bộ – tỉnh, toàn quốc), đề tài. */
export type EvidenceKind = (typeof EVIDENCE_KINDS)[number];

export type Condition = { [Rule in RuleCode]: { rule: Rule; params: Params[Rule] } }[RuleCode];

/** What anybody meets who did nothing wrong, or had one good year: alone it speaks for no title. */
const NO_GROUND: readonly string[] = ['NOT_DISCIPLINED', 'COMPLETED_SHARE', 'RATED_WITHIN', 'SHARE_MAX', 'COUNCIL_SHARE'];
/** Whether a kind of condition is one of substance; one that cannot be read may be. */
export const isGround = (rule: string | null): boolean => rule === null || !NO_GROUND.includes(rule);

export const RULE_SUBJECTS = ['PERSON', 'COLLECTIVE'] as const;
/** Cá nhân, tập thể: of whom a condition is asked. */
export type RuleSubject = (typeof RULE_SUBJECTS)[number];

/** A condition as a dated row; `condition` null is one that a later program wrote and this one cannot read. */
export type DatedRule = {
  id: number;
  /** The title that it is a condition of. */
  typeCode: string;
  subject: RuleSubject;
  rule: string;
  condition: Condition | null;
  fromYear: number;
  toYear: number | null;
  source: string;
  /** Its text was not compared with the law. */
  isUncertain: boolean;
};

/** The conditions of a title in a year of merit, of persons or of collectives (or both): those in force, and of one kind the one that began last. */
export function rulesOf(rules: readonly DatedRule[], typeCode: string, year: number, subject?: RuleSubject): DatedRule[] {
  const inForce = rules.filter(
    (row) =>
      row.typeCode === typeCode &&
      (subject ?? row.subject) === row.subject &&
      row.fromYear <= year &&
      year <= (row.toYear ?? Number.POSITIVE_INFINITY),
  );
  return inForce.filter(
    (row) =>
      !inForce.some(
        ({ rule, subject: of, fromYear, id }) =>
          rule === row.rule && of === row.subject && (fromYear > row.fromYear || (fromYear === row.fromYear && id > row.id)),
      ),
  );
}

/** What each row asks, by its id. */
export type ConditionOf = ReadonlyMap<number, Condition | null>;
export const conditionsById = (rules: readonly DatedRule[]): ConditionOf => new Map(rules.map(({ id, condition }) => [id, condition]));
