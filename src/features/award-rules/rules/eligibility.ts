import type { RatedLevel } from '@/features/rating-rules/rules/levels';
import { type DatedRule, type EvidenceKind, type Params, type RuleCode, rulesOf } from './conditions';

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
  /** Whether anybody is recorded with a title of a year: where nobody is, that somebody has none proves nothing. */
  isRecorded(code: string, year: number): boolean;
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
  /** The title that is asked for. */
  title?: string;
  /** Years that were asked: where it is held, where it is missing, and where the register has nothing at all. */
  years?: { held: number[]; gaps: number[]; unrecorded: number[] };
  /** A share of a whole against so many per cent. */
  share?: { part: number | null; whole: number | null; percent: number; sign: 'atLeast' | 'moreThan' | 'atMost' };
  count?: { held: number; asked: number };
  /** Awards of an unknown year, which may fill a gap. */
  undated?: number;
  evidence?: { anyOf: readonly EvidenceKind[]; shown: EvidenceKind[] };
};

/** Đủ điều kiện; chỉ thiếu một; thiếu nhiều; chưa đủ căn cứ; đã được. */
export type Verdict = 'qualifies' | 'lacksOne' | 'lacksMore' | 'unknown' | 'holds';
export type Eligibility = {
  verdict: Verdict;
  findings: Finding[] /** The only thing that is missing or not known. */;
  only: Finding | null;
};

type Found = Pick<Finding, 'standing' | 'title' | 'years' | 'share' | 'count' | 'undated' | 'evidence'>;
type Ask<Rule extends RuleCode> = (params: Params[Rule], subject: SubjectFacts, register: RegisterFacts, typeCode: string) => Found;

const UNKNOWN: Found = { standing: 'unknown' };
const standing = (holds: boolean): Standing => (holds ? 'met' : 'notMet');
/** The years up to one, the first first. */
const yearsUpTo = (last: number, count: number) => Array.from({ length: count }, (_, place) => last - count + 1 + place);
const hasIn = (awards: readonly Held[], code: string, year: number) =>
  awards.some((award) => award.code === code && award.from !== null && award.to !== null && award.from <= year && year <= award.to);
const undatedOf = (awards: readonly Held[], code: string) => awards.filter((award) => award.code === code && award.to === null).length;

/** Whether a title is one that such a subject may hold at all. */
const fits = (code: string, { kind }: SubjectFacts, { ofPersons, ofCollectives }: RegisterFacts) =>
  (kind === 'PERSON' ? ofPersons : ofCollectives).has(code);

/** A title held in every one of these years; a gap is sure only where the register has others of that year, and no undated award may fill it. */
function heldIn(years: readonly number[], code: string, subject: SubjectFacts, register: RegisterFacts): Found {
  if (!fits(code, subject, register)) return { ...UNKNOWN, title: code };
  const held = years.filter((year) => hasIn(subject.awards, code, year));
  const missing = years.filter((year) => !held.includes(year));
  const unrecorded = missing.filter((year) => !register.isRecorded(code, year));
  const gaps = missing.filter((year) => !unrecorded.includes(year));
  const undated = undatedOf(subject.awards, code);
  const isOpen = missing.length > 0 && gaps.length <= undated;
  return {
    standing: missing.length === 0 ? 'met' : isOpen ? 'unknown' : 'notMet',
    title: code,
    undated,
    years: { held, gaps, unrecorded },
  };
}

/** Exact: shares are compared in whole numbers, never as a rounded per cent. */
function shareOf(part: number | null, whole: number | null, percent: number, sign: 'atLeast' | 'moreThan' | 'atMost'): Found {
  const share = { part, whole, percent, sign };
  if (part === null || whole === null || whole === 0) return { ...UNKNOWN, share };
  const [is, asked] = [part * 100, whole * percent];
  return { share, standing: standing(sign === 'atLeast' ? is >= asked : sign === 'moreThan' ? is > asked : is <= asked) };
}

const ofMembers =
  <Rule extends 'SHARE_MIN' | 'SHARE_ABOVE'>(sign: 'atLeast' | 'moreThan'): Ask<Rule> =>
  ({ code, percent }, subject, register) => {
    if (subject.kind !== 'COLLECTIVE') return { ...UNKNOWN, title: code };
    const part = subject.members[code] ?? (register.isRecorded(code, register.year) ? 0 : null);
    return { ...shareOf(part, subject.staff?.staff ?? null, percent, sign), title: code };
  };

const ASK: { [Rule in RuleCode]: Ask<Rule> } = {
  RATED: ({ levels, years }, subject, { year }) => {
    if (subject.kind !== 'PERSON') return UNKNOWN;
    const asked = yearsUpTo(year, years);
    const level = new Map(subject.ratings.map((rating) => [rating.year, rating.level]));
    const isHeld = (one: number) => levels.some((wanted) => wanted === level.get(one));
    const [held, unrecorded] = [asked.filter(isHeld), asked.filter((one) => !level.has(one))];
    const gaps = asked.filter((one) => !held.includes(one) && !unrecorded.includes(one));
    return { standing: gaps.length > 0 ? 'notMet' : unrecorded.length > 0 ? 'unknown' : 'met', years: { held, gaps, unrecorded } };
  },
  SAME_YEAR: ({ code }, subject, register) => heldIn([register.year], code, subject, register),
  EVIDENCE: ({ anyOf }, subject, { year }) => {
    if (subject.kind !== 'PERSON') return UNKNOWN;
    const rated = subject.ratings.find((rating) => rating.year === year)?.level;
    const known = [...subject.evidence, ...(rated === 'EXCELLENT' ? (['EXCELLENT'] as const) : [])];
    const shown = anyOf.filter((kind) => known.includes(kind));
    // that somebody was not rated excellent is known; that somebody has no initiative is not
    const isRuledOut = anyOf.every((kind) => kind === 'EXCELLENT' && rated !== undefined);
    return { standing: shown.length > 0 ? 'met' : isRuledOut ? 'notMet' : 'unknown', evidence: { anyOf, shown } };
  },
  SHARE_MAX: ({ code, percent }, subject, { year, holders }, typeCode) => {
    // as it would be with this one among them
    const more = hasIn(subject.awards, typeCode, year) ? 0 : 1;
    return { ...shareOf((holders[typeCode] ?? 0) + more, holders[code] ?? 0, percent, 'atMost'), title: code };
  },
  STREAK: ({ code, years }, subject, register) => heldIn(yearsUpTo(register.year, years), code, subject, register),
  CONSECUTIVE: ({ code, count, yearsEach, of }, subject, register) => {
    if (!fits(code, subject, register)) return { ...UNKNOWN, title: code };
    const given = [...new Set(subject.awards.flatMap((award) => (award.code === code && award.to !== null ? [award.to] : [])))]
      .filter((year) => year <= register.year)
      .sort((one, other) => one - other)
      .slice(-count);
    const undated = undatedOf(subject.awards, code);
    const [first, last] = [given[0], given.at(-1)];
    const counted = { held: given.length, asked: count };
    if (given.length < count || first === undefined || last === undefined)
      return { standing: given.length + undated >= count ? 'unknown' : 'notMet', title: code, count: counted, undated };
    const isApart = given.every((year, place) => place === 0 || year - (given[place - 1] ?? year) >= yearsEach);
    const under = heldIn(yearsUpTo(last, last - first + yearsEach), of, subject, register);
    return { ...under, standing: isApart ? under.standing : 'notMet', title: of, count: counted };
  },
  COUNCIL_SHARE: ({ percent }) => ({ ...UNKNOWN, share: { part: null, whole: null, percent, sign: 'atLeast' } }),
  COMPLETED_SHARE: ({ percent }, subject) =>
    subject.kind === 'COLLECTIVE' ? shareOf(subject.staff?.completed ?? null, subject.staff?.staff ?? null, percent, 'atLeast') : UNKNOWN,
  SHARE_MIN: ofMembers('atLeast'),
  SHARE_ABOVE: ofMembers('moreThan'),
  COUNT_MIN: ({ code, count }, subject, register) => {
    if (subject.kind !== 'COLLECTIVE') return { ...UNKNOWN, title: code };
    const held = subject.members[code] ?? 0;
    const isKnown = held >= count || register.isRecorded(code, register.year);
    return { standing: isKnown ? standing(held >= count) : 'unknown', title: code, count: { held, asked: count } };
  },
  FORMER: ({ code }, subject, register) => {
    if (!fits(code, subject, register)) return { ...UNKNOWN, title: code };
    const held = subject.awards.filter((award) => award.code === code && (award.to === null || award.to <= register.year));
    return {
      standing: standing(held.length > 0),
      title: code,
      years: { held: held.flatMap(({ to }) => to ?? []), gaps: [], unrecorded: [] },
    };
  },
  COUNT_WITHIN: ({ code, count, years }, subject, register) => {
    const { years: found, undated = 0, ...rest } = heldIn(yearsUpTo(register.year, years), code, subject, register);
    if (!found) return { ...rest, ...UNKNOWN };
    const held = found.held.length;
    const atMost = held + found.unrecorded.length + undated;
    const reached: Standing = held >= count ? 'met' : atMost >= count ? 'unknown' : 'notMet';
    return { standing: reached, title: code, years: found, undated, count: { held, asked: count } };
  },
  NOT_DISCIPLINED: (_, subject, { year }) => {
    if (subject.kind === 'COLLECTIVE') {
      const disciplined = subject.staff?.disciplined ?? null;
      return disciplined === null ? UNKNOWN : { standing: standing(disciplined === 0), count: { held: disciplined, asked: 0 } };
    }
    const rating = subject.ratings.find((one) => one.year === year);
    if (!rating) return { ...UNKNOWN, years: { held: [], gaps: [], unrecorded: [year] } };
    const isClear = !rating.isDisciplined && rating.level !== 'NOT_COMPLETED';
    return { standing: standing(isClear), years: { held: isClear ? [year] : [], gaps: isClear ? [] : [year], unrecorded: [] } };
  },
};

const PARTS: Partial<Record<RuleCode, Part>> = { SHARE_MAX: 'limit', COUNCIL_SHARE: 'vote' };

function findingOf({ id, source, condition, typeCode }: DatedRule, subject: SubjectFacts, register: RegisterFacts): Finding {
  if (condition === null) return { ruleId: id, rule: null, part: 'merit', standing: 'unknown', source };
  const { rule, params } = condition;
  const ask = ASK[rule] as Ask<typeof rule>;
  return { ruleId: id, rule, part: PARTS[rule] ?? 'merit', source, ...ask(params as never, subject, register, typeCode) };
}

/**
 * Whether somebody, or a collective, meets the conditions of a title for a year of merit by the rows of that year (domain.md C3). It advises
 * and never forbids. `unknown` is never taken for `met`: only all conditions of merit met qualifies; a title without a readable condition is
 * unknown; who holds it for the year already is not due it again (AWD-R8).
 */
export function eligibilityOf(rules: readonly DatedRule[], typeCode: string, subject: SubjectFacts, register: RegisterFacts): Eligibility {
  const findings = rulesOf(rules, typeCode, register.year).map((rule) => findingOf(rule, subject, register));
  const merit = findings.filter(({ part }) => part === 'merit');
  const [missing, open] = (['notMet', 'unknown'] as const).map((one) => merit.filter((finding) => finding.standing === one));
  const [lacking = [], unsure = []] = [missing, open];
  const rest = [...lacking, ...unsure];
  const only = (rest.length === 1 && rest[0]) || null;
  if (hasIn(subject.awards, typeCode, register.year)) return { verdict: 'holds', findings, only };
  if (lacking.length > 1) return { verdict: 'lacksMore', findings, only };
  if (merit.length === 0 || unsure.length > 0) return { verdict: 'unknown', findings, only };
  return { verdict: lacking.length === 1 ? 'lacksOne' : 'qualifies', findings, only };
}
