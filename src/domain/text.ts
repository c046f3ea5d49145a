const COMBINING = /\p{M}/gu;

/**
 * Folds text for search: no marks, đ → d, lower case, single spaces. «Phòng Y vụ» → «phong y vu».
 * The database's `fold_vi` does the same, so that browser and database agree (domain.md G).
 */
export function fold(text: string): string {
  return text.normalize('NFD').replace(COMBINING, '').replace(/[đĐ]/g, 'd').toLowerCase().replace(/\s+/g, ' ').trim();
}

const collator = new Intl.Collator('vi');

/** Vietnamese order: a < ă < â, d < đ, tones huyền < hỏi < ngã < sắc < nặng (domain.md G). For `sort`: negative, 0 or positive. */
export function compareText(one: string, other: string): number {
  return collator.compare(one, other);
}

/** Whether a name opens with its unit, so that the unit need not be said again: «Lượt khám bệnh», lượt. */
export function opensWith(name: string, unit: string): boolean {
  const [start, rest] = [name.slice(0, unit.length), name.slice(unit.length)];
  return start.toLocaleLowerCase('vi') === unit.toLocaleLowerCase('vi') && !/^\p{L}/u.test(rest);
}

// Control characters (but tab and new line), and halves of surrogate pairs: Postgres refuses them or they hide things.
const UNWANTED = /(?![\t\n\r])\p{Cc}|\p{Cs}/u;
/** What a text may not hold, wherever it stands. */
export const EVERY_UNWANTED = new RegExp(UNWANTED, 'gu');

// Soft hyphens, spaces without width and marks of direction: nobody sees them, and two names that look alike would differ.
const INVISIBLE = /[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/g;

/** Whether a text holds what nobody types and Postgres cannot keep: control characters (but tab and new line), half a surrogate pair. */
export function isUnwanted(text: string): boolean {
  return UNWANTED.test(text);
}

/** Composed (NFC), without what Word and PDF leave between letters when people paste from them. */
export function composed(text: string): string {
  return text.replace(INVISIBLE, '').normalize('NFC');
}

/** One form (NFKC) for every way of typing the same password or user name: full width, composed or not. */
export function compatible(text: string): string {
  return text.normalize('NFKC');
}

/** Drops what nobody can see or store, and composes the rest: for texts that are kept as drafts whatever they are. */
export function visible(text: string): string {
  return composed(text.replace(EVERY_UNWANTED, ''));
}

/** The beginning of a text, at most so many UTF-16 units, and never half of a surrogate pair. */
export function beginning(text: string, maximum: number): string {
  return text.slice(0, maximum).replace(/[\ud800-\udbff]$/, '');
}

/** The words of a search, folded; at most eight of a hundred characters in all, so that a pasted page is no burden. */
export function wordsOf(query: string): string[] {
  return beginning(fold(query.replace(EVERY_UNWANTED, ' ')), 100)
    .split(' ')
    .filter(Boolean)
    .slice(0, 8);
}

/** Whether a text holds every word of a search, in any order, with or without marks. What asks for nothing is held by all. */
export function holdsWords(text: string, query: string): boolean {
  const folded = fold(text);
  return wordsOf(query).every((word) => folded.includes(word));
}

/** A word as a pattern for LIKE: what it holds stands for itself. */
export function containing(word: string): string {
  return `%${word.replace(/[\\%_]/g, '\\$&')}%`;
}
