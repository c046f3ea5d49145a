import type { Day } from '@/domain/date';
import { fold } from '@/domain/text';
import { titleFinder } from '@/features/awards/rules/titles';
import { existsInPeriod } from '@/features/departments/rules';
import { inDepartment, nameKey, namesakes, splitHonorifics } from '@/features/people/rules';
import { type Known, subjectOf, yearsSaid } from './cells';
import type { AwardRow, AwardValues } from './columns';
import type { NewPerson, Note, Say, World } from './plan';

/** A person of the register, or one who is new under this key. */
export type Who = { id: number } | { key: string; person: NewPerson };
export type Finder = ReturnType<typeof finder>;

/** The register by folded name: what a row asks for is found without looking at everybody. */
export function finder({ titles, departments, people }: World) {
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

type Asked = { column: 'name' | 'department'; years: Known | null; say: Say };

/** By any name it ever had; of several of that name, the one that existed in the merit years. */
export function departmentOf({ departments }: Finder, text: string | null, { column, years, say }: Asked) {
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

type Said = { who: Who; notes: Note[] };
/** One way in which the file writes a name, and the departments beside it: ids, or the words where there is no such department. */
type Form = { fullName: string; homes: Set<string> };

/**
 * Who is meant by a name: somebody on record (marks, tone places and titles before the name aside; of several, who was in the department),
 * else somebody new, the same for every row of the same name and department. What was guessed is noted.
 */
export function peopleOf(rows: readonly AwardRow[], find: Finder, thisYear: number) {
  const forms = formsOf(rows, find, thisYear);
  return ({ name: text }: AwardValues, departmentId: number | null, say: Say): Said | null => {
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
    const key = nameKey(fullName);
    const notes: Note[] = [];
    if (one) {
      const params = { name: one.fullName };
      if (nameKey(one.fullName) !== key) notes.push({ key: 'awardImport.note.unmarked', params });
      if (isElsewhere && one.departmentIds.length > 0) notes.push({ key: 'awardImport.note.elsewhere', params });
      return { who: { id: one.id }, notes };
    }
    const own = forms.get(fold(fullName))?.get(key);
    const isOfTwo = (own?.homes.size ?? 0) > 1;
    if (departmentId === null && isOfTwo) {
      say('name', 'awardImport.cell.severalPeople', { name: fullName });
      return null;
    }
    const similar = near[0]?.fullName ?? null;
    if (similar) notes.push({ key: 'awardImport.note.similar', params: { name: similar } });
    const other = [...(forms.get(fold(fullName)) ?? [])].find(([form, { homes }]) => form !== key && meet(homes, own?.homes))?.[1];
    if (other) notes.push({ key: 'awardImport.note.twoForms', params: { name: other.fullName } });
    if (isOfTwo) notes.push({ key: 'awardImport.note.twoHomes', params: { name: fullName } });
    return {
      who: { key: isOfTwo ? `${key}|${departmentId}` : key, person: { fullName, honorifics, departmentId, years: null, similar } },
      notes,
    };
  };
}

/** Names of people in the file: by letters, then by the way they are written. */
function formsOf(rows: readonly AwardRow[], find: Finder, thisYear: number): Map<string, Map<string, Form>> {
  const forms = new Map<string, Map<string, Form>>();
  for (const { values } of rows) {
    if (values.name === null || subjectOf(values.subject) !== 'PERSON') continue;
    const { fullName } = splitHonorifics(values.name);
    const ways = forms.get(fold(fullName)) ?? new Map<string, Form>();
    forms.set(fold(fullName), ways);
    const way = ways.get(nameKey(fullName)) ?? { fullName, homes: new Set() };
    ways.set(nameKey(fullName), way);
    if (values.department === null) continue;
    const years = yearsSaid(values, thisYear);
    const home = departmentOf(find, values.department, { column: 'department', years, say: () => {} });
    way.homes.add(home ? `#${home.id}` : fold(values.department));
  }
  return forms;
}

/** Whether two may be one: of one department, or of one that is not told. */
const meet = (some: ReadonlySet<string>, others: ReadonlySet<string> = new Set()): boolean =>
  some.size === 0 || others.size === 0 || [...some].some((home) => others.has(home));
