import type { Day } from '@/domain/date';
import type { RefusalParams } from '@/domain/errors';
import { fold } from '@/domain/text';
import { titleFinder } from '@/features/awards/rules/titles';
import { existsInPeriod, type Life } from '@/features/departments/rules';
import { inDepartment, nameKey, namesakes, splitHonorifics } from '@/features/people/rules';
import type { MessageKey } from '@/i18n/messages';
import { AWARD_COLUMNS, type AwardColumn, type AwardRow } from './columns';
import { decisionsOf, type Planned, type RecordedDecision, yearOf } from './decisions';
import { readYears } from './years';

export type Subject = 'PERSON' | 'DEPARTMENT' | 'UNNAMED' | 'UNCOUNTED';
type Title = {
  id: number;
  code: string;
  name: string;
  forPerson: boolean;
  forCollective: boolean;
  fromYear: number | null;
  toYear: number | null;
};
type Department = Life & { id: number; code: string; names: readonly string[] };
type Person = { id: number; fullName: string; departmentIds: readonly number[] };
/** An award on record, as far as it can be the same as a row's. */
export type Recorded = {
  typeId: number;
  subject: Subject;
  personId: number | null;
  departmentId: number | null;
  text: string | null;
  count: number | null;
  yearFrom: number | null;
  yearTo: number | null;
  decisionId: number | null;
};
/** What the rows are held against. */
export type World = {
  thisYear: number;
  titles: readonly Title[];
  departments: readonly Department[];
  people: readonly Person[];
  decisions: readonly RecordedDecision[];
  awards: readonly Recorded[];
};

/** Somebody who is not on record yet. `years` are those of their awards in the file; `similar` is somebody of nearly the same name. */
export type NewPerson = {
  fullName: string;
  honorifics: string | null;
  departmentId: number | null;
  years: { from: number; to: number } | null;
  similar: string | null;
};
/** What becomes of one row. `newPerson` and `decision` are places in the plan's lists. */
export type Item = {
  row: number;
  subject: Subject;
  typeId: number;
  personId: number | null;
  newPerson: number | null;
  departmentId: number | null;
  text: string | null;
  count: number | null;
  isCollective: boolean | null;
  yearFrom: number | null;
  yearTo: number | null;
  certainty: 'CONFIRMED' | 'REPORTED' | 'UNKNOWN_DATE';
  decision: number | null;
  citation: string | null;
  source: string | null;
  /** Worth a second look, but not wrong. */
  note: { key: MessageKey; params: RefusalParams } | null;
};
export type RowProblem = { row: number; column: AwardColumn; key: MessageKey; params: RefusalParams };
export type Plan = { items: Item[]; problems: RowProblem[]; people: NewPerson[]; decisions: Planned[] };

export type Say = (column: AwardColumn, key: MessageKey, params?: RefusalParams) => void;
/** A person of the register, or one who is new under this key. */
type Who = { id: number } | { key: string; person: NewPerson };
type Draft = Omit<Item, 'personId' | 'newPerson' | 'decision'> & { who: Who | null; resolved: Planned | null };

/**
 * What the rows would do to the register as it stands, and every cell that stands in the way. `unreadable` are cells that were told
 * already, «12/title»: nothing more is said of them, and their rows become no items. Looks at every row once, whatever their number.
 */
export function planImport(rows: readonly AwardRow[], unreadable: ReadonlySet<string>, world: World): Plan {
  const find = finder(world);
  const decisionOf = decisionsOf(rows, world.decisions);
  const personOf = peopleOf(rows, find);
  const taken = new Map<string, number | null>(world.awards.map((award) => [keyOfRecorded(award), null]));
  const problems: RowProblem[] = [];
  const drafts: Draft[] = [];
  for (const row of rows) {
    const wrong: RowProblem[] = [];
    const say: Say = (column, key, params = {}) => {
      const isTold = unreadable.has(`${row.row}/${column}`) || wrong.some((one) => one.column === column);
      if (!isTold) wrong.push({ row: row.row, column, key, params });
    };
    const draft = draftOf(row, { world, find, decisionOf, personOf }, say);
    if (draft) {
      const key = keyOf(draft);
      const earlier = taken.get(key);
      if (earlier === null) say('title', 'awardImport.cell.onRecord');
      else if (earlier !== undefined) say('title', 'awardImport.cell.twice', { row: earlier });
      else taken.set(key, row.row);
    }
    const isWhole = wrong.length === 0 && !AWARD_COLUMNS.some(({ key }) => unreadable.has(`${row.row}/${key}`));
    if (draft && isWhole) drafts.push(draft);
    problems.push(...wrong);
  }
  return { ...settled(drafts), problems };
}

/** New people and decisions once each, and the rows that point at them. */
function settled(drafts: readonly Draft[]): Pick<Plan, 'items' | 'people' | 'decisions'> {
  const [people, decisions] = [new Map<string, { at: number; person: NewPerson }>(), new Map<string, { at: number; decision: Planned }>()];
  const items = drafts.map(({ who, resolved, ...item }): Item => {
    let newPerson: number | null = null;
    if (who && 'key' in who) {
      const known = people.get(who.key) ?? { at: people.size, person: { ...who.person } };
      people.set(who.key, known);
      known.person.years = spanned(known.person.years, item);
      known.person.honorifics ??= who.person.honorifics;
      known.person.departmentId ??= who.person.departmentId;
      newPerson = known.at;
    }
    let decision: number | null = null;
    if (resolved) {
      const known = decisions.get(resolved.key) ?? { at: decisions.size, decision: resolved };
      decisions.set(resolved.key, known);
      decision = known.at;
    }
    return { ...item, personId: who && 'id' in who ? who.id : null, newPerson, decision };
  });
  return { items, people: [...people.values()].map(({ person }) => person), decisions: [...decisions.values()].map((one) => one.decision) };
}

function spanned(years: NewPerson['years'], { yearFrom, yearTo }: Pick<Item, 'yearFrom' | 'yearTo'>): NewPerson['years'] {
  if (yearFrom === null || yearTo === null) return years;
  return years ? { from: Math.min(years.from, yearFrom), to: Math.max(years.to, yearTo) } : { from: yearFrom, to: yearTo };
}

type Finder = ReturnType<typeof finder>;

/** The register by folded name: what a row asks for is found without looking at everybody. */
function finder({ titles, departments, people }: World) {
  return {
    title: titleFinder(titles),
    departments: grouped(departments, ({ code, names }) => [code, ...names].map((name) => fold(name))),
    namesakes: namesakes(people),
  };
}

function grouped<One>(all: readonly One[], keysOf: (one: One) => readonly string[]): Map<string, One[]> {
  const groups = new Map<string, One[]>();
  for (const one of all)
    for (const key of new Set(keysOf(one))) {
      const group = groups.get(key);
      if (group) group.push(one);
      else groups.set(key, [one]);
    }
  return groups;
}

const SUBJECTS: Record<string, Subject> = {
  ...{ 'ca nhan': 'PERSON', 'tap the': 'DEPARTMENT', 'don vi': 'DEPARTMENT', 'so luong': 'UNNAMED', nhieu: 'UNCOUNTED' },
};
const MOST_COUNT = 100_000;
type Given = {
  world: World;
  find: Finder;
  decisionOf: ReturnType<typeof decisionsOf>;
  personOf: ReturnType<typeof peopleOf>;
};

function draftOf({ row, values }: AwardRow, { world, find, decisionOf, personOf }: Given, say: Say): Draft | null {
  const subject = values.subject === null ? null : (SUBJECTS[fold(values.subject)] ?? null);
  if (values.subject !== null && subject === null) say('subject', 'awardImport.cell.subject');
  const years = yearsOf(values, world.thisYear, say);
  const title = values.title === null ? undefined : find.title(values.title);
  if (values.title !== null && !title) say('title', 'awardImport.cell.noTitle', { name: values.title });
  if (title && years) assertFits(title, subject, years, say);
  const count = countOf(values.count, subject, say);
  const department = departmentOf(find, subject === 'DEPARTMENT' ? values.name : values.department, {
    column: subject === 'DEPARTMENT' ? 'name' : 'department',
    ...{ years: years ?? null, say },
  });
  if (subject === 'DEPARTMENT' && values.department !== null) {
    const beside = departmentOf(find, values.department, { column: 'department', years: null, say });
    if (beside && department && beside.id !== department.id)
      say('department', 'awardImport.cell.otherDepartment', { name: values.name ?? '' });
  }
  const said = subject === 'PERSON' ? personOf(values, department?.id ?? null, say) : null;
  const decision = decisionOf(values, title?.id ?? null, title?.name ?? '', say);
  const signedIn = decision && yearOf(decision.about);
  if (signedIn && years && years !== 'unknown' && signedIn < years.from)
    say('decisionDate', 'awardImport.cell.decisionBefore', { year: years.from });
  if (signedIn && signedIn > world.thisYear) say('decisionDate', 'awardImport.cell.decisionAhead');
  if (!subject || !years || !title || values.name === null || count === undefined) return null;
  if ((subject === 'PERSON' && !said) || (subject === 'DEPARTMENT' && !department)) return null;
  const isDated = decision !== null && decision.about?.length === 10 && decision.number !== null;
  return {
    ...{ row, subject, typeId: title.id, departmentId: department?.id ?? null, count },
    text: subject === 'PERSON' || subject === 'DEPARTMENT' ? null : values.name,
    isCollective: subject === 'UNNAMED' ? ofCollectives(title, values.name) : null,
    yearFrom: years === 'unknown' ? null : years.from,
    yearTo: years === 'unknown' ? null : years.to,
    certainty: years === 'unknown' ? 'UNKNOWN_DATE' : isDated ? 'CONFIRMED' : 'REPORTED',
    ...{ citation: values.citation, source: values.source },
    note: said?.note ?? (department?.isEarly ? { key: 'awardImport.note.early', params: { name: department.names[0] ?? '' } } : null),
    ...{ who: said?.who ?? null, resolved: decision },
  };
}

type Known = { from: number; to: number } | 'unknown';

function yearsOf({ yearFrom, yearTo }: AwardRow['values'], thisYear: number, say: Say): Known | null {
  const read = readYears(yearFrom, yearTo, thisYear);
  if (read === 'unknown' || 'from' in read) return read;
  say(read.at, `awardImport.cell.year.${read.why}`, { year: thisYear });
  return null;
}

function assertFits({ name, forPerson, forCollective, fromYear, toYear }: Title, subject: Subject | null, years: Known, say: Say): void {
  if (subject === 'PERSON' && !forPerson) say('title', 'awardImport.cell.notForPerson', { name });
  if (subject === 'DEPARTMENT' && !forCollective) say('title', 'awardImport.cell.notForCollective', { name });
  if (years === 'unknown') return;
  if (toYear !== null && years.to > toYear) say('title', 'awardImport.cell.ended', { name, year: toYear });
  if (fromYear !== null && years.to < fromYear) say('title', 'awardImport.cell.notYet', { name, year: fromYear });
}

/** Null is «nhiều»; undefined is a wrong cell. */
function countOf(text: string | null, subject: Subject | null, say: Say): number | null | undefined {
  if (subject === null) return undefined;
  const count = text === null ? null : /^\d{1,9}$/.test(text.replace(/[.\s]/g, '')) ? Number(text.replace(/[.\s]/g, '')) : Number.NaN;
  if (subject === 'UNCOUNTED') {
    if (count === null) return null;
    say('count', 'awardImport.cell.countless');
  } else if (Number.isNaN(count)) say('count', 'awardImport.cell.notACount');
  else if (count === 0) say('count', 'awardImport.cell.countZero');
  else if (subject === 'UNNAMED') {
    if (count !== null && count <= MOST_COUNT) return count;
    say('count', count === null ? 'awardImport.cell.countNeeded' : 'awardImport.cell.notACount');
  } else if (count === null || count === 1) return 1;
  else say('count', 'awardImport.cell.countOne');
  return undefined;
}

/** Whether a bare number counts collectives: by the title where it is for one kind alone, else by the words. */
const ofCollectives = ({ forPerson, forCollective }: Title, text: string): boolean =>
  forPerson && forCollective ? /\b(tap the|khoa|phong|trung tam|don vi|to|doi)\b/.test(fold(text)) : forCollective;

type Asked = { column: 'name' | 'department'; years: Known | null; say: Say };

/** By any name it ever had; of several of that name, the one that existed in the merit years. */
function departmentOf({ departments }: Finder, text: string | null, { column, years, say }: Asked) {
  if (text === null) return null;
  const found = departments.get(fold(text)) ?? [];
  const span =
    years === null || years === 'unknown' ? null : { startsOn: `${years.from}-01-01` as Day, endsOn: `${years.to}-12-31` as Day };
  const living = span ? found.filter((one) => existsInPeriod(one, span)) : found;
  const [department = found[0], another] = living.length > 0 ? living : found;
  if (!department) say(column, 'awardImport.cell.noDepartment', { name: text });
  else if (another) say(column, 'awardImport.cell.severalDepartments', { name: text });
  else if (span && department.dissolvedOn !== null && department.dissolvedOn <= span.startsOn)
    say(column, 'awardImport.cell.dissolved', { name: text, year: Number(department.dissolvedOn.slice(0, 4)) });
  else return { ...department, isEarly: span !== null && department.establishedOn > span.endsOn };
  return null;
}

type Said = { who: Who; note: Item['note'] };

/**
 * Who is meant by a name: somebody on record (marks, tone places and titles before the name aside; of several, who was in the department),
 * else somebody new, the same for every row of the same name and department.
 */
function peopleOf(rows: readonly AwardRow[], find: Finder) {
  const homes = new Map<string, Set<string>>();
  for (const { values } of rows) {
    if (values.name === null || values.department === null) continue;
    const name = nameKey(splitHonorifics(values.name).fullName);
    homes.set(name, (homes.get(name) ?? new Set()).add(fold(values.department)));
  }
  return ({ name: text }: AwardRow['values'], departmentId: number | null, say: Say): Said | null => {
    if (text === null) return null;
    const { fullName, honorifics } = splitHonorifics(text);
    if (!/^[\p{L}\p{M}'’ .-]+$/u.test(fullName) || fullName.split(' ').length < 2) {
      say('name', 'awardImport.cell.notAName', { name: text.slice(0, 60) });
      return null;
    }
    const { found, near } = find.namesakes(fullName);
    const {
      left: [one, another],
      isElsewhere,
    } = inDepartment(found, departmentId);
    if (one && another) {
      say('name', departmentId === null ? 'awardImport.cell.severalPeople' : 'awardImport.cell.severalPeopleThere', { name: fullName });
      return null;
    }
    if (one) {
      const isNoted = isElsewhere && one.departmentIds.length > 0;
      return { who: { id: one.id }, note: isNoted ? { key: 'awardImport.note.elsewhere', params: { name: one.fullName } } : null };
    }
    const key = nameKey(fullName);
    if (departmentId === null && (homes.get(key)?.size ?? 0) > 1) {
      say('name', 'awardImport.cell.severalPeople', { name: fullName });
      return null;
    }
    const similar = near[0]?.fullName ?? null;
    const home = (homes.get(key)?.size ?? 0) > 1 ? `${key}|${departmentId}` : key;
    return {
      who: { key: home, person: { fullName, honorifics, departmentId, years: null, similar } },
      note: similar ? { key: 'awardImport.note.similar', params: { name: similar } } : null,
    };
  };
}

/** Two awards of one key are one award twice. Without years only a decision tells two of them apart. */
function keyOf({ who, resolved, ...award }: Draft): string {
  const decision = resolved ? (resolved.id === null ? resolved.key : `#${resolved.id}`) : '';
  return keyOfAward(award, who ? ('id' in who ? `p${who.id}` : `n${who.key}`) : null, decision);
}

const keyOfRecorded = (award: Recorded): string =>
  keyOfAward(award, award.personId === null ? null : `p${award.personId}`, award.decisionId === null ? '' : `#${award.decisionId}`);

type Same = Pick<Recorded, 'typeId' | 'subject' | 'departmentId' | 'text' | 'count' | 'yearFrom' | 'yearTo'>;

function keyOfAward(
  { typeId, subject, departmentId, text, count, yearFrom, yearTo }: Same,
  person: string | null,
  decision: string,
): string {
  const whom = person ?? (subject === 'DEPARTMENT' ? `d${departmentId}` : null);
  if (whom && yearFrom !== null) return `${typeId}/${whom}/${yearFrom}-${yearTo}`;
  return `${typeId}/${whom ?? `${departmentId}/${subject}/${fold(text ?? '')}/${count}`}/${yearFrom}-${yearTo}/${decision}`;
}
