import { composed, fold } from '@/domain/text';

/** What stands before a name: degrees, posts, honours. Compared folded and without dots. */
const TITLES = new Set(
  [
    ...[
      'gs',
      'pgs',
      'ts',
      'tskh',
      'ths',
      'bs',
      'bsnt',
      'bscki',
      'bsckii',
      'bsck1',
      'bsck2',
      'cki',
      'ckii',
      'ck1',
      'ck2',
      'ds',
      'dscki',
      'dsckii',
    ],
    ...['ytcc', 'dd', 'ddv', 'ddt', 'cn', 'cndd', 'ktv', 'ktvt', 'ktvtruong', 'hs', 'nhs', 'ys', 'ks', 'cu', 'kts', 'ths.bs', 'nckh'],
    ...['ttnd', 'ttut', 'ngnd', 'ngut', 'ahld', 'ong', 'ba', 'dc', 'd/c'],
  ].map((title) => title),
);

const isTitle = (word: string) => TITLES.has(fold(word).replace(/\./g, ''));
/** «TTND.BSCKII»: titles joined by dots. */
const areTitles = (word: string) =>
  word
    .split('.')
    .filter(Boolean)
    .every((part) => isTitle(part));

/** «TTND.BSCKII. Nguyễn Văn An» → its titles and the name; one word is never taken for a title, so that «Hà» stays a name. */
export function splitName(text: string): { honorifics: string | null; fullName: string } {
  // «TS.Nguyễn Văn An»: the title clings to the family name
  const words = composed(text)
    .replace(/\.(?=\p{Lu}\p{Ll})/gu, '. ')
    .replace(/\s+/g, ' ')
    .trim()
    .split(' ');
  let first = 0;
  while (first < words.length - 1 && areTitles(words[first] ?? '')) first++;
  const titles = words.slice(0, first).join(' ').replace(/\.\s+/g, '.').replace(/\.$/, '');
  return { honorifics: titles || null, fullName: words.slice(first).join(' ') };
}

const TONES = /[\u0300\u0301\u0303\u0309\u0323]/g;

/**
 * The same letters with the same tone, wherever in the syllable the tone is written and whatever the case: «Hoà» and «Hòa» are one name,
 * «Hoa» is another.
 */
export function sameName(text: string): string {
  return composed(text)
    .normalize('NFD')
    .toLowerCase()
    .trim()
    .split(/\s+/)
    .map((word) => word.replace(TONES, '') + (word.match(TONES) ?? []).join(''))
    .join(' ');
}

/** Whether a name was typed without any mark. */
export const isUnmarked = (text: string): boolean => fold(text) === text.normalize('NFC').toLowerCase().replace(/\s+/g, ' ').trim();
