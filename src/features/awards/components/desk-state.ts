import { tidyName } from '@/features/people/rules';
import type { Bonus, MatchAnswer } from '../queries/match';
import type { Facts } from '../queries/world';
import { type Held, heldIn, missingSameYear } from '../rules/checks';
import { bonusOf } from '../rules/money';
import type { Match, ParsedLine } from '../rules/recipients';

/** What was decided about a line: somebody on record, a new person, left out; nothing yet. */
export type Chosen = { kind: 'known'; id: number } | { kind: 'new' } | { kind: 'out' } | null;
/** A pasted line as it is kept in this browser. */
export type DeskLine = {
  key: string;
  raw: string;
  chosen: Chosen;
  typeId: number | null;
  newDepartmentId: number | null;
  isAnother: boolean;
  citation: string;
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

export type RowState = 'OK' | 'CHOOSE' | 'NEW' | 'LOOK' | 'OUT' | 'WRONG';
export type DeskRow = {
  line: DeskLine;
  place: number;
  parsed: (ParsedLine & Match) | null;
  isCollective: boolean;
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
    const isCollective = parsed?.kind === 'DEPARTMENT';
    const facts = isCollective ? departments : people;
    const candidates = parsed?.candidates.flatMap((id) => facts.get(id) ?? []) ?? [];
    const id =
      line.chosen?.kind === 'known'
        ? line.chosen.id
        : line.chosen === null && parsed?.state === 'MATCHED'
          ? parsed.candidates[0]
          : undefined;
    const typeId = line.typeId ?? parsed?.typeId ?? (isCollective ? desk.collectiveType : desk.personType);
    const found = id === undefined ? null : (facts.get(id) ?? null);
    return {
      line,
      parsed,
      isCollective,
      candidates,
      facts: found,
      typeId,
      isNew: line.chosen?.kind === 'new',
      isOut: line.chosen?.kind === 'out',
    };
  });
  const lines = known.map(({ facts, isCollective, typeId, isNew, isOut }, index) => ({
    typeId: isOut ? -1 : (typeId ?? -1),
    personId: isCollective ? null : isNew ? -1 - index : (facts?.id ?? null),
    year,
    count: 1,
  }));
  const heldBy = new Map<number, readonly Held[]>([...people].map(([id, { held }]) => [id, held]));
  const missing = missingSameYear(lines, heldBy, answer?.conditions ?? [], titles);
  return known.map(({ line, parsed, isCollective, candidates, facts, typeId, isNew, isOut }, place) => {
    const departmentId = line.newDepartmentId ?? parsed?.departmentId ?? null;
    const lacks = isCollective ? [] : missing.flatMap(({ index, code }) => (index === place ? [code] : []));
    const isGone = facts?.dissolvedOn != null && facts.dissolvedOn <= (day || '9999');
    const problem = problems.get(line.key) ?? null;
    const isDecided = facts !== null || (isNew && departmentId !== null);
    const isOpen = !isOut && (!isDecided || typeId === null || problem !== null);
    const waiting: RowState = parsed?.state === 'NEW' ? 'NEW' : 'CHOOSE';
    const state: RowState = isOut
      ? 'OUT'
      : problem !== null
        ? 'WRONG'
        : !isDecided
          ? isNew
            ? 'NEW'
            : waiting
          : isNew
            ? 'NEW'
            : lacks.length > 0 || isGone || parsed?.isElsewhere || typeId === null
              ? 'LOOK'
              : 'OK';
    const newName = tidyName(parsed?.name ?? line.raw);
    const money = isOut ? null : moneyOf(answer, typeId, isCollective);
    return {
      line,
      place,
      parsed,
      isCollective,
      facts,
      candidates,
      typeId,
      departmentId,
      newName,
      money,
      lacks,
      isGone,
      problem,
      state,
      isOpen,
    };
  });
}

function moneyOf(answer: MatchAnswer | null, typeId: number | null, isCollective: boolean): number | null {
  const bonus: Bonus | undefined = answer?.bonuses.find((one) => one.typeId === typeId);
  const multiple = isCollective ? bonus?.collective : bonus?.person;
  if (!answer || answer.salary === null || !bonus || !multiple) return null;
  return bonusOf({ multiple, baseSalary: answer.salary, roundUpTo: bonus.roundUpTo, count: 1 });
}

/** The rows as the command wants them, those left out not among them; each beside the key of its line. */
export function recipientsOf(
  rows: readonly DeskRow[],
  desk: Desk,
  since: (departmentId: number) => string,
): { key: string; input: object }[] {
  return rows.flatMap<{ key: string; input: object }>(({ line, state, facts, isCollective, typeId, departmentId, newName, parsed }) => {
    if (state === 'OUT') return [];
    const common = { typeId, citation: line.citation };
    if (isCollective) return [{ key: line.key, input: { ...common, subject: 'DEPARTMENT', departmentId: facts?.id ?? null } }];
    if (facts) return [{ key: line.key, input: { ...common, subject: 'PERSON', personId: facts.id } }];
    const newPerson = {
      ...{ fullName: newName, honorifics: parsed?.honorifics ?? '', departmentId, isAnother: line.isAnother },
      since: departmentId === null ? `${desk.yearFrom}-01-01` : since(departmentId),
    };
    return [{ key: line.key, input: { ...common, subject: 'PERSON', newPerson } }];
  });
}

/** How many of each title the year has with this decision, by code. */
export function totalsWith(rows: readonly DeskRow[], answer: MatchAnswer | null, titles: readonly DeskTitle[]): Map<string, number> {
  const totals = new Map(Object.entries(answer?.totals ?? {}));
  for (const { state, typeId } of rows) {
    const code = titles.find(({ id }) => id === typeId)?.code;
    if (state !== 'OUT' && code) totals.set(code, (totals.get(code) ?? 0) + 1);
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
    return desk as Desk;
  } catch {
    return null;
  }
}
