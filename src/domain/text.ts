import { z } from 'zod';

const COMBINING = /\p{M}/gu;

/**
 * Folds text for search: no marks, đ → d, lower case, single spaces. «Phòng Y vụ» → «phong y vu».
 * The database's `fold_vi` does the same, so that browser and database agree (domain.md G).
 */
export function fold(text: string): string {
  return text.normalize('NFD').replace(COMBINING, '').replace(/[đĐ]/g, 'd').toLowerCase().replace(/\s+/g, ' ').trim();
}

const collator = new Intl.Collator('vi');

/** Vietnamese order: a < ă < â, d < đ, tones huyền < hỏi < ngã < sắc < nặng. */
export function compareText(one: string, other: string): number {
  return collator.compare(one, other);
}

// Control characters (but tab and new line), and halves of surrogate pairs: Postgres refuses them or they hide things.
const UNWANTED = /(?![\t\n\r])\p{Cc}|\p{Cs}/u;

/** Drops what nobody can see or store, and composes the rest (NFC): for texts that are kept as drafts whatever they are. */
export function visible(text: string): string {
  return text.replace(new RegExp(UNWANTED, 'gu'), '').normalize('NFC');
}

/** Message keys that schemas put into zod's `message`; the pipeline turns them into sentences. */
export const unwantedCharacters = 'common.field.unwantedCharacters';

function text(maximum: number) {
  return z
    .string()
    .max(maximum)
    .refine((value) => !UNWANTED.test(value), { message: unwantedCharacters })
    .transform((value) => value.normalize('NFC').replace(/\r\n?/g, '\n').trim());
}

/** One line that must be filled, at most `maximum` characters, NFC. */
export const line = (maximum = 200) =>
  text(maximum)
    .transform((value) => value.replace(/\s+/g, ' '))
    .pipe(z.string().min(1));

/** A line that may be left empty; empty becomes null. */
export const optionalLine = (maximum = 200) => text(maximum).transform((value) => value.replace(/\s+/g, ' ') || null);

/** Several lines, may be empty (null), at most `maximum` characters, NFC. */
export const prose = (maximum = 20_000) => text(maximum).transform((value) => value || null);
