import { tidyName } from '@/features/people/rules';
import type { Bonus, MatchAnswer } from '../queries/match';
import type { Facts } from '../queries/world';
import { type Held, heldIn, missingSameYear, type Who } from '../rules/checks';
import { bonusOf } from '../rules/money';
import type { Match, ParsedLine } from '../rules/recipients';

/** What was decided about a line: somebody on record, a new person, a number without names, «nhiều», left out; nothing yet. */
export type Chosen = { kind: 'known'; id: number } | { kind: 'new' } | { kind: 'unnamed' | 'uncounted' } | { kind: 'out' } | null;
/** A pasted line as it is kept in this browser. */
export type DeskLine = {
  key: string;
  raw: string;
  chosen: Chosen;
  typeId: number | null;
  newDepartmentId: number | null;
  isAnother: boolean;
  citation: string;
  /** Of a number without names: how many, as typed, and whether they are collectives. */
  count: string;
  ofCollectives: boolean;
  /** Years of merit of this line alone, as typed; empty for the decision's. */
  yearFrom: string;
  yearTo: string;
};
/** Everything that was typed; kept in this browser until the decision is recorded. */
export type Desk = {
  number: string;
  signedOn: string;
  authority: string;
  signer: string;
  subject: string;
  yearFrom: string;
  yearTo: string;
  personType: number | null;
  collectiveType: number | null;
  lines: DeskLine[];
};
export type DeskTitle = {
  id: number;
  code: string;
  name: string;
  forPerson: boolean;
  forCollective: boolean;
  fromYear: number | null;
  toYear: number | null;
};

/** A pasted line of which nothing is decided; a leading number is how many when it turns out to be no name. */
export const freshLine = (key: string, raw: string): DeskLine => ({
  ...{ key, raw, chosen: null, typeId: null, newDepartmentId: null, isAnother: false, citation: '' },
  ...{ count: /^0*([1-9]\d{0,3})\s+\p{L}/u.exec(raw)?.[1] ?? '', ofCollectives: false, yearFrom: '', yearTo: '' },
});

export type RowState = 'OK' | 'CHOOSE' | 'NEW' | 'LOOK' | 'OUT' | 'WRONG';
export type DeskRow = {
  line: DeskLine;
  place: number;
  parsed: (ParsedLine & Match) | null;
  isCollective: boolean;
  isUnnamed: boolean;
  isUncounted: boolean;
  /** One by name; the number of unnamed ones, 0 while it is not typed and for «nhiều». */
  count: number;
  /** The last year of merit: of the line, else of the decision. */
  year: number | null;
  facts: Facts | null;
  candidates: Facts[];
  typeId: number | null;
  departmentId: number | null;
  newName: string;
  money: number | null;
  /** Codes of titles of the same year that this one asks for and that are not there. */
  lacks: string[];
  isGone: boolean;
  problem: string | null;
  state: RowState;
  /** Still to be decided before anything is recorded. */
  isOpen: boolean;
};

/** A year of merit as it is typed, when it is one. */
export const yearOf = (text: string): number | null => (/^(19|20|21)\d\d$/.test(text.trim()) ? Number(text) : null);

/** The rows of the desk: each line with whom it means, its title, money, and what is left to decide. */
export function rowsOf(
  desk: Desk,
  answer: MatchAnswer | null,
  titles: readonly DeskTitle[],
  problems: ReadonlyMap<string, string>,
  day: string,
): DeskRow[] {
  const byRaw = new Map(answer?.lines.map((line) => [line.raw, line]));
  const people = new Map(answer?.people.map((one) => [one.id, one]));
  const departments = new Map(answer?.departments.map((one) => [one.id, one]));
  const year = yearOf(desk.yearTo) ?? 0;
  const known = desk.lines.map((line) => {
    const parsed = byRaw.get(line.raw) ?? null;
    const isUncounted = line.chosen?.kind === 'uncounted';
    const isUnnamed = isUncounted || line.chosen?.kind === 'unnamed';
    const isCollective = isUnnamed ? line.ofCollectives : line.chosen?.kind !== 'new' && parsed?.kind === 'DEPARTMENT';
    const facts = isCollective ? departments : people;
    const candidates = parsed?.candidates.flatMap((id) => facts.get(id) ?? []) ?? [];
    const id =
      line.chosen?.kind === 'known'
        ? line.chosen.id
        : line.chosen === null && parsed?.state === 'MATCHED'
          ? parsed.candidates[0]
          : undefined;
    const typeId = line.typeId ?? parsed?.typeId ?? (isCollective ? desk.collectiveType : desk.personType);
    const found = id === undefined || isUnnamed ? null : (facts.get(id) ?? null);
    const count = isUncounted ? 0 : isUnnamed ? (/^0*[1-9]\d{0,3}$/.test(line.count.trim()) ? Number(line.count) : 0) : 1;
    const ofLine = line.yearFrom === '' && line.yearTo === '' ? yearOf(desk.yearTo) : yearOf(line.yearTo);
    return {
      ...{ line, parsed, isCollective, isUnnamed, isUncounted, count, year: ofLine, candidates, facts: found, typeId },
      ...{ isNew: line.chosen?.kind === 'new', isOut: line.chosen?.kind === 'out' },
      hasYears: ofLine !== null && (line.yearFrom === '' || (yearOf(line.yearFrom) ?? 9999) <= ofLine),
    };
  });
  const lines = known.map(({ facts, isCollective, isUnnamed, typeId, isNew, isOut, count, year: ofLine }, index) => ({
    typeId: isOut ? -1 : (typeId ?? -1),
    who: whoOf({ isUnnamed, isCollective, id: isNew ? -1 - index : (facts?.id ?? null) }),
    ...{ year: ofLine ?? year, count },
  }));
  const heldBy = new Map<Who, readonly Held[]>([
    ...[...people].map(([id, { held }]) => [`PERSON ${id}` as const, held] as const),
    ...[...departments].map(([id, { held }]) => [`DEPARTMENT ${id}` as const, held] as const),
  ]);
  const missing = missingSameYear(lines, heldBy, answer?.conditions ?? [], titles);
  return known.map(({ isNew, isOut, hasYears, ...row }, place) => {
    const { line, parsed, isCollective, isUnnamed, isUncounted, count, facts, typeId } = row;
    const departmentId = line.newDepartmentId ?? parsed?.departmentId ?? null;
    const lacks = missing.flatMap(({ index, code }) => (index === place ? [code] : []));
    const isGone = facts?.dissolvedOn != null && facts.dissolvedOn <= (day || '9999');
    const problem = problems.get(line.key) ?? null;
    const isDecided = isUnnamed ? isUncounted || count > 0 : facts !== null || (isNew && departmentId !== null);
    const isOpen = !isOut && (!isDecided || typeId === null || !hasYears || problem !== null);
    const needsLook = lacks.length > 0 || isGone || typeId === null || !hasYears || (!isUnnamed && parsed?.isElsewhere);
    const state = stateOf({
      isOut,
      isWrong: problem !== null,
      isDecided,
      isNew,
      isUnknown: parsed?.state === 'NEW',
      needsLook: !!needsLook,
    });
    const newName = isUnnamed ? line.raw : tidyName(parsed?.name ?? line.raw);
    const money = isOut ? null : moneyOf(answer, typeId, isCollective, count);
    return { ...row, place, departmentId, newName, money, lacks, isGone, problem, state, isOpen };
  });
}

const whoOf = ({ isUnnamed, isCollective, id }: { isUnnamed: boolean; isCollective: boolean; id: number | null }): Who | null =>
  isUnnamed || (isCollective && id === null) ? null : `${isCollective ? 'DEPARTMENT' : 'PERSON'} ${id ?? 0}`;

type Standing = Record<'isOut' | 'isWrong' | 'isDecided' | 'isNew' | 'isUnknown' | 'needsLook', boolean>;
function stateOf({ isOut, isWrong, isDecided, isNew, isUnknown, needsLook }: Standing): RowState {
  if (isOut) return 'OUT';
  if (isWrong) return 'WRONG';
  if (isNew || (!isDecided && isUnknown)) return 'NEW';
  if (!isDecided) return 'CHOOSE';
  return needsLook ? 'LOOK' : 'OK';
}

function moneyOf(answer: MatchAnswer | null, typeId: number | null, isCollective: boolean, count: number): number | null {
  const bonus: Bonus | undefined = answer?.bonuses.find((one) => one.typeId === typeId);
  const multiple = isCollective ? bonus?.collective : bonus?.person;
  if (!answer || answer.salary === null || !bonus || !multiple || count === 0) return null;
  return bonusOf({ multiple, baseSalary: answer.salary, roundUpTo: bonus.roundUpTo, count });
}

/** The rows as the command wants them, those left out not among them; each beside the key of its line. */
export function recipientsOf(
  rows: readonly DeskRow[],
  desk: Desk,
  since: (departmentId: number) => string,
): { key: string; input: object }[] {
  return rows.flatMap<{ key: string; input: object }>((row) => {
    const { line, state, facts, isCollective, isUnnamed, isUncounted, typeId, departmentId, newName, parsed, count } = row;
    if (state === 'OUT') return [];
    const years = line.yearTo === '' ? {} : { yearFrom: line.yearFrom || line.yearTo, yearTo: line.yearTo };
    const common = { typeId, citation: line.citation, ...years };
    const of = (input: object) => [{ key: line.key, input: { ...common, ...input } }];
    if (isUncounted) return of({ subject: 'UNCOUNTED', subjectText: line.raw, count: null, isCollective, departmentId });
    if (isUnnamed) return of({ subject: 'UNNAMED', subjectText: line.raw, count, isCollective, departmentId });
    if (isCollective) return of({ subject: 'DEPARTMENT', departmentId: facts?.id ?? null });
    if (facts) return of({ subject: 'PERSON', personId: facts.id });
    const newPerson = {
      ...{ fullName: newName, honorifics: parsed?.honorifics ?? '', departmentId, isAnother: line.isAnother },
      since: departmentId === null ? `${desk.yearFrom}-01-01` : since(departmentId),
    };
    return of({ subject: 'PERSON', newPerson });
  });
}

/** How many of each title the decision's year has with this decision, by code; lines of other years are not of it. */
export function totalsWith(
  rows: readonly DeskRow[],
  answer: MatchAnswer | null,
  titles: readonly DeskTitle[],
  ofYear: number | null,
): Map<string, number> {
  const totals = new Map(Object.entries(answer?.totals ?? {}));
  for (const { state, typeId, count, year } of rows) {
    const code = titles.find(({ id }) => id === typeId)?.code;
    if (state !== 'OUT' && code && year === ofYear) totals.set(code, (totals.get(code) ?? 0) + count);
  }
  return totals;
}

/** Titles that one may choose for a line: of its kind, and known to the law of the year of merit. */
export const titlesFor = (titles: readonly DeskTitle[], isCollective: boolean, year: number | null): DeskTitle[] =>
  titles.filter(
    ({ forPerson, forCollective, fromYear, toYear }) =>
      (isCollective ? forCollective : forPerson) &&
      (year === null || ((toYear === null || year <= toYear) && (fromYear === null || fromYear <= year))),
  );

/** What somebody holds in the nine years up to this one, the latest first. */
export const nineYears = (held: Facts['held'], year: number): { year: number; held: Facts['held'] }[] =>
  Array.from({ length: 9 }, (_, index) => year - index).map((each) => ({
    year: each,
    held: held.filter((one) => heldIn([one], each).size > 0),
  }));

/** A kept desk as it was left, or null for what is no desk. */
export function readDesk(text: string | undefined): Desk | null {
  try {
    const desk: unknown = JSON.parse(text ?? '');
    if (typeof desk !== 'object' || desk === null || !('lines' in desk) || !Array.isArray(desk.lines)) return null;
    const { lines, ...head } = desk as Desk;
    // a desk that was left before a field came to be
    return { ...head, lines: lines.map((line) => ({ ...freshLine(line.key, line.raw), ...line })) };
  } catch {
    return null;
  }
}
