import type { Day } from '@/domain/date';
import type { RefusalParams } from '@/domain/errors';
import type { Life } from '@/features/departments/rules';
import type { MessageKey } from '@/i18n/messages';
import { areCollectives, assertFits, countOf, subjectOf, yearsOf } from './cells';
import { AWARD_COLUMNS, type AwardColumn, type AwardRow } from './columns';
import { decisionsOf, type Planned, type RecordedDecision, yearOf } from './decisions';
import { standing } from './same';
import { departmentOf, type Finder, finder, peopleOf, type Who } from './whom';

export type Subject = 'PERSON' | 'DEPARTMENT' | 'UNNAMED' | 'UNCOUNTED';
type Title = {
  id: number;
  code: string;
  name: string;
  /** TITLE is given year by year. */
  kind: 'TITLE' | 'FORM' | 'HONOR' | 'PARTY' | 'ASSOC' | 'INTERNAL';
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
  today: Day;
  titles: readonly Title[];
  departments: readonly Department[];
  people: readonly Person[];
  decisions: readonly RecordedDecision[];
  awards: readonly Recorded[];
};

/** Somebody who is not on record yet. `years` are those of their awards in the file, else of the decisions; `similar` is somebody of nearly the same name. */
export type NewPerson = {
  fullName: string;
  honorifics: string | null;
  departmentId: number | null;
  years: { from: number; to: number } | null;
  similar: string | null;
};
/** Worth a second look, but not wrong. */
export type Note = { key: MessageKey; params: RefusalParams };
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
  notes: Note[];
};
export type RowProblem = { row: number; column: AwardColumn; key: MessageKey; params: RefusalParams };
export type Plan = { items: Item[]; problems: RowProblem[]; people: NewPerson[]; decisions: Planned[] };

export type Say = (column: AwardColumn, key: MessageKey, params?: RefusalParams) => void;
export type Tell = (key: MessageKey, params?: RefusalParams) => void;
type Draft = Omit<Item, 'personId' | 'newPerson' | 'decision'> & { who: Who | null; resolved: Planned | null };

/**
 * What the rows would do to the register as it stands, and every cell that stands in the way. `unreadable` are cells that were told
 * already, «12/title»: nothing more is said of them, and their rows become no items. Looks at every row once, whatever their number.
 */
export function planImport(rows: readonly AwardRow[], unreadable: ReadonlySet<string>, world: World): Plan {
  const thisYear = Number(world.today.slice(0, 4));
  const find = finder(world);
  const given = { ...{ world, thisYear, find }, decisionOf: decisionsOf(rows, world.decisions), personOf: peopleOf(rows, find, thisYear) };
  const repeats = standing(world);
  const problems: RowProblem[] = [];
  const drafts: Draft[] = [];
  for (const row of rows) {
    const wrong: RowProblem[] = [];
    const say: Say = (column, key, params = {}) => {
      const isTold = unreadable.has(`${row.row}/${column}`) || wrong.some((one) => one.column === column);
      if (!isTold) wrong.push({ row: row.row, column, key, params });
    };
    const draft = draftOf(row, given, say);
    if (draft) {
      const { same, touched, take } = repeats(draft);
      if (same === 'register') say('title', 'awardImport.cell.onRecord');
      else if (same !== null) say('title', 'awardImport.cell.twice', { row: same });
      else if (touched) draft.notes.push({ key: 'awardImport.note.touches', params: { years: spelled(touched) } });
      // a wrong row is no award: the right one of the same may stand below it
      const isRight = wrong.length === 0 && !AWARD_COLUMNS.some(({ key }) => unreadable.has(`${row.row}/${key}`));
      if (isRight) {
        take(row.row);
        drafts.push(draft);
      }
    }
    problems.push(...wrong);
  }
  return { ...settled(drafts), problems };
}

const spelled = ({ yearFrom, yearTo }: { yearFrom: number; yearTo: number }) =>
  yearFrom === yearTo ? String(yearFrom) : `${yearFrom}–${yearTo}`;

/** New people and decisions once each, and the rows that point at them. */
function settled(drafts: readonly Draft[]): Pick<Plan, 'items' | 'people' | 'decisions'> {
  const [people, decisions] = [new Map<string, { at: number; person: NewPerson }>(), new Map<string, { at: number; decision: Planned }>()];
  const items = drafts.map(({ who, resolved, ...item }): Item => {
    let newPerson: number | null = null;
    if (who && 'key' in who) {
      const known = people.get(who.key) ?? { at: people.size, person: { ...who.person } };
      people.set(who.key, known);
      known.person.years = spanned(known.person.years, item.yearFrom, item.yearTo);
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
  const newcomers = [...people.values()].map(({ person }) => person);
  const found = [...decisions.values()].map((one) => one.decision);
  // whose merit years nobody knows was there when the decision was signed; else the post stays out, and the row says so
  const undated = items.flatMap((item) => {
    const person = item.newPerson === null ? undefined : newcomers[item.newPerson];
    return person && person.years === null && person.departmentId !== null ? [{ item, person }] : [];
  });
  for (const { item, person } of undated) {
    const signedIn = item.decision === null ? null : yearOf(found[item.decision]?.about ?? null);
    person.years = spanned(person.years, signedIn, signedIn);
  }
  for (const { item, person } of undated)
    if (person.years === null) item.notes.push({ key: 'awardImport.note.noPost', params: { name: person.fullName } });
  return { items, people: newcomers, decisions: found };
}

function spanned(years: NewPerson['years'], from: number | null, to: number | null): NewPerson['years'] {
  if (from === null || to === null) return years;
  return years ? { from: Math.min(years.from, from), to: Math.max(years.to, to) } : { from, to };
}

type Given = {
  world: World;
  thisYear: number;
  find: Finder;
  decisionOf: ReturnType<typeof decisionsOf>;
  personOf: ReturnType<typeof peopleOf>;
};

function draftOf({ row, values }: AwardRow, { world, thisYear, find, decisionOf, personOf }: Given, say: Say): Draft | null {
  const notes: Note[] = [];
  const subject = subjectOf(values.subject);
  if (values.subject !== null && subject === null) say('subject', 'awardImport.cell.subject');
  const years = yearsOf(values, thisYear, say);
  const title = values.title === null ? undefined : find.title(values.title, years === null || years === 'unknown' ? null : years.to);
  if (values.title !== null && !title) say('title', 'awardImport.cell.noTitle', { name: values.title });
  if (title && years) assertFits(title, subject, years, say);
  const count = countOf(values.count, subject, say);
  const department = departmentOf(find, subject === 'DEPARTMENT' ? values.name : values.department, {
    column: subject === 'DEPARTMENT' ? 'name' : 'department',
    ...{ years, say },
  });
  if (subject === 'DEPARTMENT' && values.department !== null) {
    const beside = departmentOf(find, values.department, { column: 'department', years: null, say });
    if (beside && department && beside.id !== department.id)
      say('department', 'awardImport.cell.otherDepartment', { name: values.name ?? '' });
  }
  const said = subject === 'PERSON' ? personOf(values, department?.id ?? null, say) : null;
  notes.push(...(said?.notes ?? []));
  if (department?.isEarly) notes.push({ key: 'awardImport.note.early', params: { name: department.names[0] ?? '' } });
  const of = { typeId: title?.id ?? null, title: title?.name ?? '' };
  const decision = decisionOf(values, of, { say, tell: (key, params = {}) => notes.push({ key, params }) });
  const isDated = decision !== null && decision.about?.length === 10 && decision.number !== null;
  const signedIn = decision && yearOf(decision.about);
  if (years && years !== 'unknown') {
    if (signedIn && signedIn < years.to) say('decisionDate', 'awardImport.cell.decisionBefore', { year: years.to });
    // domain.md C2: only history may lack its decision
    if (years.to === thisYear && !isDated)
      say(decision?.number ? 'decisionDate' : 'decisionNumber', 'awardImport.cell.decisionNeeded', { year: thisYear });
  }
  if (decision?.about && decision.about > world.today.slice(0, decision.about.length))
    say('decisionDate', 'awardImport.cell.decisionAhead');
  if (!subject || !years || !title || values.name === null || count === undefined) return null;
  if ((subject === 'PERSON' && !said) || (subject === 'DEPARTMENT' && !department)) return null;
  const isNamed = subject === 'PERSON' || subject === 'DEPARTMENT';
  return {
    ...{ row, subject, typeId: title.id, departmentId: department?.id ?? null, count },
    text: isNamed ? null : values.name,
    isCollective: isNamed ? null : areCollectives(title, values.name),
    yearFrom: years === 'unknown' ? null : years.from,
    yearTo: years === 'unknown' ? null : years.to,
    certainty: years === 'unknown' ? 'UNKNOWN_DATE' : isDated ? 'CONFIRMED' : 'REPORTED',
    ...{ citation: values.citation, source: values.source, notes },
    ...{ who: said?.who ?? null, resolved: decision },
  };
}
