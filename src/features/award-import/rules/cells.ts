import { endsInPercent, readNumber } from '@/domain/number';
import { fold } from '@/domain/text';
import { readsAsCollective } from '@/features/awards/rules/recipients';
import type { AwardValues } from './columns';
import type { Say, Subject, World } from './plan';
import { readYears, type Years } from './years';

/** The merit years of a row; a cell that says that nobody knows them is `unknown`. */
export type Known = Years;
type Title = World['titles'][number];

const SUBJECTS: Record<string, Subject> = {
  ...{ 'ca nhan': 'PERSON', 'tap the': 'DEPARTMENT', 'don vi': 'DEPARTMENT', 'so luong': 'UNNAMED', nhieu: 'UNCOUNTED' },
};
const MOST_COUNT = 100_000;

/** «cá nhân», «tập thể», «số lượng», «nhiều», marks aside; null for any other word. */
export const subjectOf = (text: string | null): Subject | null => (text === null ? null : (SUBJECTS[fold(text)] ?? null));

/** The merit years, silently: null where they cannot be read. */
export function yearsSaid({ yearFrom, yearTo }: Pick<AwardValues, 'yearFrom' | 'yearTo'>, thisYear: number): Known | null {
  const read = readYears(yearFrom, yearTo, thisYear);
  return read === 'unknown' || 'from' in read ? read : null;
}

/** The merit years; null when they cannot be read, which is said. */
export function yearsOf({ yearFrom, yearTo }: AwardValues, thisYear: number, say: Say): Known | null {
  const read = readYears(yearFrom, yearTo, thisYear);
  if (read === 'unknown' || 'from' in read) return read;
  say(read.at, `awardImport.cell.year.${read.why}`, { year: thisYear });
  return null;
}

/** Says what a title cannot be given to, and the years in which it was not given. */
export function assertFits(
  { name, forPerson, forCollective, fromYear, toYear }: Title,
  subject: Subject | null,
  years: Known,
  say: Say,
): void {
  if (subject === 'PERSON' && !forPerson) say('title', 'awardImport.cell.notForPerson', { name });
  if (subject === 'DEPARTMENT' && !forCollective) say('title', 'awardImport.cell.notForCollective', { name });
  if (years === 'unknown') return;
  if (toYear !== null && years.to > toYear) say('title', 'awardImport.cell.ended', { name, year: toYear });
  if (fromYear !== null && years.to < fromYear) say('title', 'awardImport.cell.notYet', { name, year: fromYear });
}

/** How many a row counts. Null is «nhiều»; undefined is a wrong cell. */
export function countOf(text: string | null, subject: Subject | null, say: Say): number | null | undefined {
  if (subject === null) return undefined;
  const count = text === null ? null : wholeNumber(text);
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

/** NaN for what is no whole number from 0: «3,5», «1 2», «5 %», «vài». */
function wholeNumber(text: string): number {
  const read = readNumber(text);
  return read.ok && read.value !== null && /^\d+$/.test(read.value) && !endsInPercent(text) ? Number(read.value) : Number.NaN;
}

const COUNT_BEFORE = /^(?:(?:hơn|gần|khoảng|hon|gan|khoang) )?(?:\d+|nhiều|các|những|một số|nhieu|cac|nhung|mot so) /iu;
/** They begin as collectives do: «phòng, chống dịch», «tổ chức đại hội», «đội ngũ y tế». */
const NO_BODY = /^(?:phong,? (?:chong|ngua|dich)|doi ngu|to chuc (?!dang|doan|cong doan|co so))/;

/** Whether unnamed ones are collectives: by the title where it is for one kind alone, else by how their words begin, the number aside. */
export function areCollectives({ forPerson, forCollective }: Pick<Title, 'forPerson' | 'forCollective'>, text: string): boolean {
  if (!forPerson || !forCollective) return forCollective;
  const words = text.replace(COUNT_BEFORE, '');
  // «05 khoa»: the word alone says it
  return readsAsCollective(`${words} …`) && !NO_BODY.test(fold(words));
}
