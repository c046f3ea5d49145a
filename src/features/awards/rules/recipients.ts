import { composed, fold } from '@/domain/text';

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

// Abbreviations of honours, degrees and trades; none of them is a Vietnamese syllable, so none can be a part of a name.
const ATOM =
  '(?:ttnd|ttut|ahld|ngnd|ngut|pgs|gs|tskh|ts|ths|thac|bsnt|bs|ds|cn|dd|ktv|nhs|hs|ys|ks|kts|cky|ck|ckii|cki|ck2|ck1|dhyd|dh|cd|nt|yhct|yt|gvcc|gvc)';
const DEGREE = new RegExp(`^${ATOM}+(?:ii|i|1|2)?$`);
const SPELLED =
  /^(?:thầy thuốc (?:nhân dân|ưu tú)|phó giáo sư|giáo sư|tiến sĩ|tiến sỹ|thạc sĩ|thạc sỹ|bác sĩ|bác sỹ|dược sĩ|dược sỹ|cử nhân|điều dưỡng trưởng|điều dưỡng|kỹ thuật viên|hộ sinh|chuyên khoa (?:ii|i|1|2)|đồng chí|đ\/c|ông|bà)(?=[\s.,:])/iu;
const ADDRESS = /^(?:đồng chí|đ\/c|ông|bà)$/iu;
const WORD = /^([\p{L}\p{N}\p{M}]+)([.\s,:]*)/u;

/** «TTND.BSCKII Lê Văn Sỹ» → what stands before the name, and the name. A text of degrees alone has no name (''). */
export function splitHonorifics(text: string): { honorifics: string | null; name: string } {
  let rest = composed(text).replace(/\s+/g, ' ').trim();
  const before: string[] = [];
  for (;;) {
    const spelled = SPELLED.exec(rest);
    if (spelled) {
      if (!ADDRESS.test(spelled[0])) before.push(spelled[0]);
      rest = rest.slice(spelled[0].length).replace(/^[.\s,:]+/, '');
      continue;
    }
    const [whole = '', word = '', gap = ''] = WORD.exec(rest) ?? [];
    const folded = fold(word);
    // «BS CK II»: the class stands apart
    const isClass = /ck\.? *$/i.test(before.join('')) && /^(?:i|ii|1|2)$/.test(folded);
    if (word === '' || !(DEGREE.test(folded) || isClass)) break;
    before.push(word + (gap.includes('.') ? '.' : gap === '' ? '' : ' '));
    rest = rest.slice(whole.length);
  }
  const honorifics = before
    .map((part) => (/[.\s]$/.test(part) ? part : `${part} `))
    .join('')
    .trim()
    .replace(/\.$/, '');
  return { honorifics: honorifics || null, name: rest };
}

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
  let { honorifics, name } = splitHonorifics(first.replace(NUMBERED, '').replace(/^\d{1,4}\s+/, ''));
  // «TS.BS» in a column of its own
  if (name === '' && rest.length > 0) {
    const next = splitHonorifics(rest[0] ?? '');
    honorifics = [honorifics, next.honorifics].filter(Boolean).join(' ') || null;
    name = next.name;
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
export type KnownTitle = { id: number; code: string; name: string };

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
  people: readonly KnownPerson[];
  names: readonly KnownName[];
  titles: readonly KnownTitle[];
  /** The year of merit: names of departments count as of then. */
  year: number;
};

const lower = (text: string) => composed(text).toLocaleLowerCase('vi').replace(/\s+/g, ' ').trim();
/** «Hoà» and «Hòa» are one name: marks of a word in no order of letters. */
const marked = (text: string) =>
  lower(text)
    .split(' ')
    .map(
      (word) =>
        `${fold(word)}${[...word.normalize('NFD').replace(/đ/g, '\u0335')]
          .filter((sign) => /[\p{M}]/u.test(sign))
          .sort()
          .join('')}`,
    )
    .join(' ');
const hasMarks = (text: string) => fold(text) !== lower(text);

/**
 * Who a line means. A name with its marks is exact; without any marks it is found by letters; one whose marks differ is only proposed,
 * because «Hùng» is not «Hưng». Several of one name are narrowed by the department when the line names it. Nobody: new.
 */
export function matchLine(line: ParsedLine, world: MatchWorld): Match {
  const typeId = line.rest.map((cell) => titleOf(cell, world.titles)).find((id) => id !== null) ?? null;
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
  const near = world.people.filter(({ fullName }) => fold(fullName) === fold(line.name));
  const exact = near.filter(({ fullName }) => marked(fullName) === marked(line.name));
  const isSure = exact.length > 0 || !hasMarks(line.name);
  const found = exact.length > 0 ? exact : near;
  const here = departmentId === null ? [] : found.filter(({ departmentIds }) => departmentIds.includes(departmentId));
  const left = here.length > 0 ? here : found;
  const isElsewhere = departmentId !== null && found.length > 0 && here.length === 0;
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

const SPELLINGS: Readonly<Record<string, string>> = {
  ldtt: 'LDTT',
  'lao dong tien tien': 'LDTT',
  cstdcs: 'CSTDCS',
  'cstd co so': 'CSTDCS',
  'cstd cs': 'CSTDCS',
  'chien si thi dua co so': 'CSTDCS',
  'chien sy thi dua co so': 'CSTDCS',
  'cstd cap bo': 'CSTDB',
  'cstd cap tinh': 'CSTDB',
  'cstd tinh': 'CSTDB',
  'cstd toan quoc': 'CSTDTQ',
  ttldtt: 'TTLDTT',
  ttldxs: 'TTLDXS',
  'tap the ldtt': 'TTLDTT',
  'tap the ldxs': 'TTLDXS',
  'giay khen': 'GK',
};

/** The title that a cell names: its name, its code, or the way people shorten it. */
export function titleOf(text: string, titles: readonly KnownTitle[]): number | null {
  const wanted = fold(text)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
  if (wanted === '') return null;
  const code = SPELLINGS[wanted];
  const found = titles.find((title) =>
    code === undefined ? fold(title.name) === wanted || fold(title.code) === wanted : title.code === code,
  );
  return found?.id ?? null;
}

/** A name as one writes it: «NGUYỄN VĂN A» and «nguyễn văn a» get capitals word by word; what is written with care stays. */
export function tidyName(name: string): string {
  const isOneCase = name === name.toLocaleUpperCase('vi') || name === name.toLocaleLowerCase('vi');
  if (!isOneCase) return name;
  return name
    .toLocaleLowerCase('vi')
    .split(' ')
    .map((word) => word.slice(0, 1).toLocaleUpperCase('vi') + word.slice(1))
    .join(' ');
}
