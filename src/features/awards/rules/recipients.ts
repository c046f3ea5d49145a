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

const COLLECTIVE = /^(?:tap the |khoa |phong |p\. ?|trung tam |vien |benh vien\b|don vi |don nguyen |to |doi |ban |bo phan )/;
/** Whether a name reads as that of a collective. «Tô Văn Ban» and «Phòng» as a given name do not: only what opens with the word. */
export const readsAsCollective = (name: string): boolean => COLLECTIVE.test(fold(name)) && !/^tô /iu.test(name);

const HEADINGS = new Set(['stt', 'tt', 'ho va ten', 'ho ten', 'ho va ten ca nhan', 'ten', 'ten tap the', 'don vi', 'ho, ten', 'ca nhan']);
const NUMBERED = /^\s*(?:\d{1,4}\s*[.)/:-]\s*|[-–•+*]\s+)/;

/** Takes one pasted line apart: columns by tabs (Excel), else by commas or semicolons, else by the first dash between spaces. Null for a blank line or a heading. */
export function parseLine(line: string): ParsedLine | null {
  const raw = composed(line).replace(/\r/g, '').trim();
  if (raw === '') return null;
  let cells = columnsOf(raw).map((cell) => cell.replace(/\s+/g, ' ').trim());
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
  if (/[,;]/.test(raw)) return raw.split(/[,;]/);
  if (readsAsCollective(raw.replace(NUMBERED, ''))) return [raw];
  const dash = /^(.+?)\s+[–—-]\s+(.+)$/.exec(raw);
  return dash?.[1] && dash[2] && !/^[\d.)]+$/.test(dash[1]) ? [dash[1], dash[2]] : [raw];
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
  names: readonly KnownName[];
  titleOf: TitleFinder<{ id: number }>;
  /** The year of merit: names of departments count as of then. */
  year: number;
};

/**
 * Who a line means. Several of one name are narrowed by the department when the line names it; one whose marks differ is only proposed.
 * Nobody of these letters: new.
 */
export function matchLine(line: ParsedLine, world: MatchWorld): Match {
  const typeId = line.rest.map((cell) => world.titleOf(cell)).find((title) => title !== undefined)?.id ?? null;
  const departmentId = line.rest.map((cell) => departmentsOf(cell, world)).find((ids) => ids.length === 1)?.[0] ?? null;
  const base = { departmentId, typeId, isElsewhere: false };
  const collectives = departmentsOf(line.name, world);
  if (collectives.length > 0 || readsAsCollective(line.name))
    return {
      ...base,
      kind: 'DEPARTMENT',
      state: collectives.length === 1 ? 'MATCHED' : 'CHOOSE',
      candidates: collectives,
      departmentId: null,
    };
  const { found: named, near, isSure } = world.namesakes(line.name);
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

const plain = (text: string) =>
  fold(text)
    .replace(/^tap the (?:can bo,? vien chuc |cbvc )?/, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
const shortened = (text: string) => plain(text).replace(/^(?:khoa|phong|p|k|trung tam|tt) /, '');

/** Departments that bore this name in the year of merit, by the whole name or without «Khoa», «Phòng»; a name of another year only when nothing bore it then. */
function departmentsOf(text: string, { names, year }: MatchWorld): number[] {
  const [wanted, short] = [plain(text), shortened(text)];
  if (wanted === '') return [];
  const isOf = ({ from, to }: KnownName) => from <= `${year}-12-31` && (to === null || to > `${year}-01-01`);
  const whole = names.filter(({ name }) => plain(name) === wanted);
  const loose = whole.length > 0 ? whole : names.filter(({ name }) => shortened(name) === short);
  const now = loose.filter(isOf);
  return [...new Set((now.length > 0 ? now : loose).map(({ departmentId }) => departmentId))];
}
