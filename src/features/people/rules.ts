import { composed, fold } from '@/domain/text';

export const POSITIONS = [
  'DIRECTOR',
  'DEPUTY_DIRECTOR',
  'HEAD',
  'DEPUTY_HEAD',
  'HEAD_NURSE',
  'HEAD_TECHNICIAN',
  'UNIT_HEAD',
  'STAFF',
] as const;
/** Chức vụ, the highest first. */
export type Position = (typeof POSITIONS)[number];

/** Nhóm cán bộ: cán bộ, công chức, viên chức, người lao động. */
export const STAFF_CATEGORIES = ['CADRE', 'CIVIL_SERVANT', 'PUBLIC_EMPLOYEE', 'CONTRACT_WORKER'] as const;
export type StaffCategory = (typeof STAFF_CATEGORIES)[number];

export type NameParts = { familyName: string; middleName: string; givenName: string };

/** «Vũ Thị Ánh Tuyết» → họ Vũ, đệm Thị Ánh, tên Tuyết (domain.md G: họ + đệm + tên); one word alone is the given name. */
export function nameParts(fullName: string): NameParts {
  const words = fullName.trim().split(/\s+/);
  const givenName = words.pop() ?? '';
  const [familyName = '', ...middle] = words;
  return { familyName, middleName: middle.join(' '), givenName };
}

// Abbreviations of honours, degrees and trades; none of them is a Vietnamese syllable, so none can be a part of a name.
const ATOM =
  '(?:ttnd|ttut|ahld|ngnd|ngut|pgs|gs|tskh|ts|ths|bsnt|bs|ds|cn|ddv|ddt|dd|ktvtruong|ktvt|ktv|nhs|hs|ys|ks|kts|cky|ck|ckii|cki|ck2|ck1|dhyd|dh|cd|nt|yhct|ytcc|yt|gvcc|gvc|nckh)';
const DEGREE = new RegExp(`^${ATOM}+(?:ii|i|1|2)?$`);
const SPELLED =
  /^(?:thầy thuốc (?:nhân dân|ưu tú)|phó giáo sư|giáo sư|tiến sĩ|tiến sỹ|thạc sĩ|thạc sỹ|bác sĩ|bác sỹ|dược sĩ|dược sỹ|cử nhân|điều dưỡng trưởng|điều dưỡng|kỹ thuật viên|hộ sinh|chuyên khoa (?:ii|i|1|2)|đồng chí|đ\/c|ông(?=(?:[\s.,:]+[\p{L}\p{M}]+){3})|bà(?=(?:[\s.,:]+[\p{L}\p{M}]+){2}))(?=[\s.,:])/iu;
const ADDRESS = /^(?:đồng chí|đ\/c|ông|bà)$/iu;
/** Longer than any abbreviation; what parts it may be read into need not be asked of a longer one. */
const LONGEST_DEGREE = 16;
const WORD = /^([\p{L}\p{N}\p{M}]+)([.\s,:]*)/u;

/**
 * «TTND.BSCKII Lê Văn Sỹ» → what stands before the name, and the name. «Ông», «Bà», «Đ/c» are dropped: they are no honours, but «Ông Cao Thắng» may be a family name and stays. A text of
 * degrees alone has no name (''); a word that may be a name, «Hà», stays one.
 */
export function splitHonorifics(text: string): { honorifics: string | null; fullName: string } {
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
    const isClass = /ck\.? *$/i.test(before.at(-1) ?? '') && /^(?:i|ii|1|2)$/.test(folded);
    if (word === '' || !(isClass || (word.length <= LONGEST_DEGREE && DEGREE.test(folded)))) break;
    before.push(word + (gap.includes('.') ? '.' : gap === '' ? '' : ' '));
    rest = rest.slice(whole.length);
  }
  const honorifics = before
    .map((part) => (/[.\s]$/.test(part) ? part : `${part} `))
    .join('')
    .trim()
    .replace(/\.$/, '');
  return { honorifics: honorifics || null, fullName: rest };
}

const TONES = /[\u0300\u0301\u0303\u0309\u0323]/g;

/**
 * What two ways of writing one name have in common: the same letters with the same tone, wherever in the syllable the tone is written and
 * whatever the case. «Hoà» and «HÒA» are one name, «Hoa» is another.
 */
export function nameKey(text: string): string {
  return composed(text)
    .normalize('NFD')
    .toLowerCase()
    .trim()
    .split(/\s+/)
    .map((word) => word.replace(TONES, '') + (word.match(TONES) ?? []).join(''))
    .join(' ');
}

/** Whether a name was typed without any mark. */
const isUnmarked = (text: string): boolean => fold(text) === composed(text).toLowerCase().replace(/\s+/g, ' ').trim();

/** Who a name may mean: `near` are all of these letters, marks aside; `isSure` says that the name is that of `found` and not only like it. */
export type Namesakes<One> = { found: One[]; near: One[]; isSure: boolean };

/**
 * A register of people to be asked by name, however long: each name is found without looking at everybody. A name with its marks means who
 * bears it; one typed without any marks means everybody of these letters; one whose marks differ means nobody for sure, because «Hùng» is
 * not «Hưng».
 */
export function namesakes<One extends { fullName: string }>(people: readonly One[]): (fullName: string) => Namesakes<One> {
  const byLetters = new Map<string, One[]>();
  for (const one of people) {
    const letters = fold(one.fullName);
    const group = byLetters.get(letters);
    if (group) group.push(one);
    else byLetters.set(letters, [one]);
  }
  return (fullName) => {
    const near = byLetters.get(fold(fullName)) ?? [];
    const key = nameKey(fullName);
    const exact = near.filter((one) => nameKey(one.fullName) === key);
    if (exact.length > 0) return { found: exact, near, isSure: true };
    return isUnmarked(fullName) ? { found: near, near, isSure: true } : { found: [], near, isSure: false };
  };
}

/** Of several of one name, those who were in a department; all of them when it is not known or none of them was. `isElsewhere` says the latter. */
export function inDepartment<One extends { departmentIds: readonly number[] }>(
  found: readonly One[],
  departmentId: number | null,
): { left: readonly One[]; isElsewhere: boolean } {
  const here = departmentId === null ? [] : found.filter(({ departmentIds }) => departmentIds.includes(departmentId));
  return { left: here.length > 0 ? here : found, isElsewhere: departmentId !== null && found.length > 0 && here.length === 0 };
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
