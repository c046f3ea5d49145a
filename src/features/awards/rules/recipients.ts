import { composed, fold } from '@/domain/text';
import { inDepartment, type Namesakes, splitHonorifics } from '@/features/people/rules';
import type { TitleFinder } from './titles';

/** One pasted line, taken apart; nothing is looked up yet. */
export type ParsedLine = {
  /** As it was pasted. */
  raw: string;
  /** What stands before the name: «TTND.BSCKII»; null when nothing. */
  honorifics: string | null;
  /** The name of a person or of a collective. */
  name: string;
  /** Further columns: department, title, whatever else the list has. */
  rest: string[];
};

const COLLECTIVE = /^(?:tập thể|khoa|phòng|p\.|trung tâm|viện|bệnh viện|đơn vị|đơn nguyên|tổ|đội|ban|bộ phận) ?(?=\S)/u;
const UNMARKED = /^(?:tap the|khoa|phong|p\.|trung tam|benh vien|don vi|don nguyen|bo phan) ?(?=\S)/;
/** «Ban Văn Thức», «Viên Thị Hoa»: families of these names, not boards. */
const OF_PERSON = /^\S+ (?:văn|thị|van|thi) /u;
/**
 * Whether a name reads as that of a collective: what opens with the word, its marks and all. «Bàn Văn Thức», «Tô Văn Ban», «Đới Sỹ Nam» are
 * people; typed without marks only the words that no family bears tell a collective.
 */
export const readsAsCollective = (name: string): boolean => {
  const text = lower(name);
  return (fold(text) === text ? UNMARKED : COLLECTIVE).test(text) && !OF_PERSON.test(text) && text.includes(' ');
};
const lower = (text: string) => composed(text).toLocaleLowerCase('vi').trim();

const HEADINGS = new Set(['stt', 'tt', 'ho va ten', 'ho ten', 'ho va ten ca nhan', 'ten', 'ten tap the', 'don vi', 'ho, ten', 'ca nhan']);
/** The longest line that is read; a name with its columns is much shorter. */
const LONGEST_LINE = 500;
const NUMBERED = /^\s*(?:\d{1,4}\s*[.)/:-]\s*|[-–•+*]\s+)/;

/** Takes one pasted line apart: columns by tabs (Excel), else by the first dash between spaces, commas and semicolons. Null for a blank line or a heading. */
export function parseLine(line: string): ParsedLine | null {
  const raw = composed(line)
    .replace(/[^\S\t]+/g, ' ')
    .slice(0, LONGEST_LINE)
    .trim();
  if (raw === '') return null;
  let cells = columnsOf(raw).map((cell) => cell.trim());
  if (/^\d{1,4}[.)]?$/.test(cells[0] ?? '')) cells = cells.slice(1);
  const [first = '', ...others] = cells.filter(Boolean);
  let rest = others;
  let { honorifics, fullName: name } = splitHonorifics(first.replace(NUMBERED, '').replace(/^\d{1,4}\s+/, ''));
  // «TS.BS» in a column of its own
  if (name === '' && rest.length > 0) {
    const next = splitHonorifics(rest[0] ?? '');
    honorifics = [honorifics, next.honorifics].filter(Boolean).join(' ') || null;
    name = next.fullName;
    rest = rest.slice(1);
  }
  if (name === '' || HEADINGS.has(fold(name)) || HEADINGS.has(fold(first))) return null;
  return { raw, honorifics, name, rest };
}

function columnsOf(raw: string): string[] {
  if (raw.includes('\t')) return raw.split('\t');
  // a collective keeps the signs of its name: «Khoa Hồi sức tích cực, chống độc»
  if (readsAsCollective(raw.replace(NUMBERED, ''))) return [raw];
  const [first = '', ...others] = raw.split(/[,;]/);
  const dash = /^(.+?) [–—-] (.+)$/.exec(first);
  return dash?.[1] && dash[2] && !/^[\d.)]+$/.test(dash[1]) ? [dash[1], dash[2], ...others] : [first, ...others];
}

/** A pasted text, line by line; blank lines and headings are left out. */
export const parseLines = (text: string): ParsedLine[] => text.split('\n').flatMap((line) => parseLine(line) ?? []);

/** Somebody on record, as far as matching needs it. */
export type KnownPerson = { id: number; fullName: string; departmentIds: readonly number[] };
/** A department under one of its names; a former name counts in the years when it was borne. */
export type KnownName = { departmentId: number; name: string; from: string; to: string | null };

export type Match = {
  state: 'MATCHED' | 'CHOOSE' | 'NEW';
  kind: 'PERSON' | 'DEPARTMENT';
  /** People or departments that it may be, the best first; one alone when it is matched. */
  candidates: number[];
  /** The department that the line names beside the person. */
  departmentId: number | null;
  /** The title that the line names. */
  typeId: number | null;
  /** One of this name is on record, but not in the department that the line names. */
  isElsewhere: boolean;
};

export type MatchWorld = {
  /** The register by name (people/rules.ts). */
  namesakes: (fullName: string) => Namesakes<KnownPerson>;
  /** Departments by what a cell says. */
  departmentsNamed: (text: string) => number[];
  titleOf: TitleFinder<{ id: number }>;
};

/**
 * Who a line means. Several of one name are narrowed by the department when the line names it; one whose marks differ is only proposed.
 * Nobody of these letters: new.
 */
export function matchLine(line: ParsedLine, world: MatchWorld): Match {
  const typeId = line.rest.map((cell) => world.titleOf(cell)).find((title) => title !== undefined)?.id ?? null;
  const departmentId =
    cellsOf(line.rest)
      .map(world.departmentsNamed)
      .find((ids) => ids.length === 1)?.[0] ?? null;
  const base = { departmentId, typeId, isElsewhere: false };
  const { found: named, near, isSure } = world.namesakes(line.name);
  const collectives = world.departmentsNamed(line.name);
  if (collectives.length > 0 || (near.length === 0 && readsAsCollective(line.name)))
    return {
      ...base,
      kind: 'DEPARTMENT',
      state: collectives.length === 1 ? 'MATCHED' : 'CHOOSE',
      candidates: collectives,
      departmentId: null,
    };
  const found = isSure ? named : near;
  const { left, isElsewhere } = inDepartment(found, departmentId);
  return {
    ...base,
    kind: 'PERSON',
    state: found.length === 0 ? 'NEW' : left.length === 1 && isSure && !isElsewhere ? 'MATCHED' : 'CHOOSE',
    candidates: left.map(({ id }) => id),
    isElsewhere,
  };
}

/** The columns beside a name; a department's own comma may have made two of one. */
const cellsOf = (rest: readonly string[]): string[] => [...rest, ...rest.slice(1).map((cell, index) => `${rest[index]}, ${cell}`)];

const plain = (text: string) =>
  fold(text)
    .replace(/^tap the (?:can bo,? vien chuc |cbvc )?/, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
const shortened = (text: string) => plain(text).replace(/^(?:khoa|phong|p|k|trung tam|tt) /, '');

/**
 * The register of departments to be asked by name: ids of those that bore it in the year of merit, by the whole name or without «Khoa»,
 * «Phòng»; by a name of another year only when nothing bore it then.
 */
export function departmentFinder(names: readonly KnownName[], year: number): (text: string) => number[] {
  const isOf = ({ from, to }: KnownName) => from <= `${year}-12-31` && (to === null || to > `${year}-01-01`);
  const [whole, short] = [grouped(names, plain), grouped(names, shortened)];
  return (text) => {
    const found = plain(text) === '' ? [] : (whole.get(plain(text)) ?? short.get(shortened(text)) ?? []);
    const now = found.filter(isOf);
    return [...new Set((now.length > 0 ? now : found).map(({ departmentId }) => departmentId))];
  };
}

function grouped(names: readonly KnownName[], keyOf: (name: string) => string): Map<string, KnownName[]> {
  const groups = new Map<string, KnownName[]>();
  for (const one of names) {
    const group = groups.get(keyOf(one.name));
    if (group) group.push(one);
    else groups.set(keyOf(one.name), [one]);
  }
  return groups;
}
