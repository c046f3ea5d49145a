import type { Params, RuleCode } from './conditions';
import type { Found, Held, RegisterFacts, Standing, SubjectFacts } from './facts';

type Ask<Rule extends RuleCode> = (params: Params[Rule], subject: SubjectFacts, register: RegisterFacts, typeCode: string) => Found;

const UNKNOWN: Found = { standing: 'unknown' };
const standing = (holds: boolean): Standing => (holds ? 'met' : 'notMet');
/** The years up to one, the first first. */
const yearsUpTo = (last: number, count: number) => Array.from({ length: count }, (_, place) => last - count + 1 + place);
/** Whether a title is held for a year. */
export const hasIn = (awards: readonly Held[], code: string, year: number) =>
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
  const unrecorded = missing.filter((year) => !register.isRecorded(code, year, subject.kind));
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

/** A title held at least so many times within so many years. */
function timesWithin({ code, count, years }: Params['COUNT_WITHIN'], subject: SubjectFacts, register: RegisterFacts): Found {
  const { years: found, undated = 0, ...rest } = heldIn(yearsUpTo(register.year, years), code, subject, register);
  if (!found) return { ...rest, ...UNKNOWN };
  const held = found.held.length;
  const reached = atLeast(held, held + found.unrecorded.length + undated, count);
  return { standing: reached, title: code, years: found, undated, count: { held, asked: count } };
}

const ofMembers =
  <Rule extends 'SHARE_MIN' | 'SHARE_ABOVE'>(sign: 'atLeast' | 'moreThan'): Ask<Rule> =>
  ({ code, percent }, subject, register) => {
    if (subject.kind !== 'COLLECTIVE') return { ...UNKNOWN, title: code };
    const part = subject.members[code] ?? (register.isRecorded(code, register.year, 'PERSON') ? 0 : null);
    return { ...shareOf(part, subject.staff?.staff ?? null, percent, sign), title: code };
  };

/** The years of these in which somebody was rated at one of these levels. */
function ratedIn(years: readonly number[], levels: readonly string[], subject: SubjectFacts): Found['years'] | null {
  if (subject.kind !== 'PERSON') return null;
  const level = new Map(subject.ratings.map((rating) => [rating.year, rating.level]));
  const held = years.filter((one) => levels.some((wanted) => wanted === level.get(one)));
  const unrecorded = years.filter((one) => !level.has(one));
  return { held, gaps: years.filter((one) => !held.includes(one) && !unrecorded.includes(one)), unrecorded };
}
/** How often something is held, and how often it may be at most where not all is on record. */
const atLeast = (held: number, atMost: number, asked: number): Standing => (held >= asked ? 'met' : atMost >= asked ? 'unknown' : 'notMet');

/** How each kind of condition is asked (domain.md C3). */
export const ASK: { [Rule in RuleCode]: Ask<Rule> } = {
  RATED: ({ levels, years }, subject, { year }) => {
    const found = ratedIn(yearsUpTo(year, years), levels, subject);
    if (!found) return UNKNOWN;
    return { standing: found.gaps.length > 0 ? 'notMet' : found.unrecorded.length > 0 ? 'unknown' : 'met', years: found };
  },
  RATED_WITHIN: ({ levels, count, years }, subject, { year }) => {
    const found = ratedIn(yearsUpTo(year, years), levels, subject);
    if (!found) return UNKNOWN;
    const held = found.held.length;
    // years in which somebody was rated otherwise are no gaps: one good year of several is enough
    const shown = { ...found, gaps: [] };
    return { standing: atLeast(held, held + found.unrecorded.length, count), years: shown, count: { held, asked: count } };
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
    const isKnown = held >= count || register.isRecorded(code, register.year, 'PERSON');
    return { standing: isKnown ? standing(held >= count) : 'unknown', title: code, count: { held, asked: count } };
  },
  FORMER: ({ code, years }, subject, register) => {
    if (!fits(code, subject, register)) return { ...UNKNOWN, title: code };
    const last = register.year - (years ?? 0);
    const held = subject.awards.filter((award) => award.code === code && (award.to === null || award.to <= register.year));
    const inTime = held.filter(({ to }) => to !== null && to <= last);
    const undated = years ? undatedOf(held, code) : 0;
    return {
      standing: years ? (inTime.length > 0 ? 'met' : undated > 0 ? 'unknown' : 'notMet') : standing(held.length > 0),
      title: code,
      undated,
      years: { held: held.flatMap(({ to }) => to ?? []), gaps: [], unrecorded: [] },
    };
  },
  COUNT_WITHIN: ({ code, count, years }, subject, register) => timesWithin({ code, count, years }, subject, register),
  COUNT_EITHER: ({ code, count, orCode, orCount, years }, subject, register) => {
    const [one, other] = [
      timesWithin({ code, count, years }, subject, register),
      timesWithin({ code: orCode, count: orCount, years }, subject, register),
    ];
    const either = { title: orCode, held: other.count?.held ?? 0, asked: orCount };
    const reached = [one, other].map((found) => found.standing);
    return { ...one, either, standing: reached.includes('met') ? 'met' : reached.includes('unknown') ? 'unknown' : 'notMet' };
  },
  PRACTICE: () => UNKNOWN,
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
