import type { RatedLevel } from '@/features/rating-rules/rules/levels';
import type { EvidenceKind, RuleCode } from './conditions';

/** An award that is held, under the code that it counts as; years of merit, null when nobody knows them. What was revoked is not among them. */
export type Held = { code: string; from: number | null; to: number | null };
export type StaffRating = { year: number; level: RatedLevel; isDisciplined: boolean };

export type PersonFacts = {
  kind: 'PERSON';
  awards: readonly Held[];
  ratings: readonly StaffRating[];
  /** Evidence that was shown for the year, besides ratings. What is not here is not known. */
  evidence: readonly EvidenceKind[];
};
export type CollectiveFacts = {
  kind: 'COLLECTIVE';
  awards: readonly Held[];
  /** Counted for the year; null parts are not. */
  staff: { staff: number; completed: number | null; disciplined: number | null } | null;
  /** How many of its people hold a title of the year, by code. */
  members: Readonly<Record<string, number>>;
};
export type SubjectFacts = PersonFacts | CollectiveFacts;

/** What the register knows of the whole hospital. */
export type RegisterFacts = {
  year: number;
  /** Individuals who hold a title of the year, by code. */
  holders: Readonly<Record<string, number>>;
  /** Whether any person, or any collective, is recorded with a title of a year: where none is, that somebody has none proves nothing. */
  isRecorded(code: string, year: number, of: 'PERSON' | 'COLLECTIVE'): boolean;
  /** Titles that one holds once for all: whoever has one is not due it again. */
  heldOnce: ReadonlySet<string>;
  /** Titles that a person may hold; conditions on them say nothing of a collective, and the other way round. */
  ofPersons: ReadonlySet<string>;
  ofCollectives: ReadonlySet<string>;
};

/** Đạt, chưa đạt, chưa rõ. */
export type Standing = 'met' | 'notMet' | 'unknown';
/** Merit decides the verdict; a limit of the whole hospital and the council's ballots are said beside it. */
export type Part = 'merit' | 'limit' | 'vote';

/** What a condition was found to be, and by what. */
export type Finding = {
  ruleId: number;
  rule: RuleCode | null;
  part: Part;
  standing: Standing;
  source: string;
  /** Its text was not compared with the law: what it finds is no verdict. */
  isUncertain: boolean;
  /** The title that is asked for. */
  title?: string;
  /** Years that were asked: where it is held, where it is missing, and where the register has nothing at all. */
  years?: { held: number[]; gaps: number[]; unrecorded: number[] };
  /** A share of a whole against so many per cent. */
  share?: { part: number | null; whole: number | null; percent: number; sign: 'atLeast' | 'moreThan' | 'atMost' };
  count?: { held: number; asked: number };
  /** Awards of an unknown year, which may fill a gap. */
  undated?: number;
  /** The other title that would do as well, so many times. */
  either?: { title: string; held: number; asked: number };
  evidence?: { anyOf: readonly EvidenceKind[]; shown: EvidenceKind[] };
};
/** What asking one condition gives. */
export type Found = Pick<Finding, 'standing' | 'title' | 'years' | 'share' | 'count' | 'either' | 'undated' | 'evidence'>;
