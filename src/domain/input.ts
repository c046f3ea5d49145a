import { z } from 'zod';
import { readNumber } from './number';
import { YEARS } from './period';
import { composed, isUnwanted } from './text';

/**
 * Readings shared by schemas. Forms send strings, the grid sends JSON: both are accepted, nothing else is.
 * (zod's own coercion would read `[5]` as 5 and `''` as 0.)
 */
const integerText = z
  .string()
  .regex(/^-?\d{1,15}$/, { message: 'common.field.notAnInteger' })
  .transform(Number);

/** A whole number from `minimum` to `maximum`, typed or sent. */
export const integer = (minimum: number, maximum: number) =>
  z.union([z.number(), integerText]).pipe(z.number().int().min(minimum).max(maximum));

/** A row's id: a positive 32-bit integer. */
export const id = integer(1, 2_147_483_647);

/** The same reading, or left empty: '' and null are null. */
export const orEmpty = <Input extends z.ZodType>(input: Input) => z.union([z.literal('').transform(() => null), z.null(), input]);

/** A choice that may be left empty. */
export const optionalId = orEmpty(id);

/** A checkbox: absent is false. */
export const checkbox = z
  .union([z.boolean(), z.literal(['on', 'true']).transform(() => true), z.literal(['', 'false']).transform(() => false)])
  .default(false);

/** A number typed the Vietnamese way, as a canonical decimal string; blank is refused. A JSON number means itself: 1.234 is no thousand. */
export const decimal = z
  .union([z.string().max(60), z.number().transform((value) => String(value).replace('.', ','))])
  .transform((typed, context) => {
    const read = readNumber(typed);
    if (read.ok && read.value !== null) return read.value;
    context.addIssue({ code: 'custom', message: read.ok ? 'common.field.required' : 'common.field.notANumber' });
    return z.NEVER;
  });

/** As `decimal`, but blank is null. */
export const optionalDecimal = orEmpty(decimal);

/** For commands that act on the caller alone. */
export const nothingInput = z.strictObject({});

/** The version of the row that the person was looking at; the write is refused when it has moved on. One less than the column holds. */
export const rowVersion = integer(0, 2_147_483_646);

/** A year that this program keeps, typed or in an address. */
export const yearInput = integer(YEARS.first, YEARS.last);
/** Quý I to IV as 1 to 4. */
export const quarterInput = integer(1, 4);

/** A day typed into a date field, `YYYY-MM-DD`; 31/02 is refused. */
export const dayInput = z.iso.date().refine((day) => Number(day.slice(0, 4)) >= 1900 && Number(day.slice(0, 4)) <= 2200, {
  message: 'common.field.dateOutOfRange',
});

/** A day that may be left empty; empty and absent are null. */
export const optionalDay = orEmpty(dayInput).default(null);

/** Message key that schemas put into zod's `message`; the pipeline turns it into a sentence. */
export const unwantedCharacters = 'common.field.unwantedCharacters';

/** Measured when it is composed: in the decomposed form that some machines send, «ế» counts three. */
function text(maximum: number, tidy: (composed: string) => string) {
  return z
    .string()
    .refine((value) => !isUnwanted(value), { message: unwantedCharacters })
    .transform((value) => tidy(composed(value)))
    .pipe(z.string().max(maximum));
}

const onOneLine = (value: string) => value.replace(/\s+/g, ' ').trim();

/** One line that must be filled, at most `maximum` characters, NFC. */
export const line = (maximum = 200) => text(maximum, onOneLine).pipe(z.string().min(1));

/** A line that may be left empty; empty becomes null. */
export const optionalLine = (maximum = 200) => text(maximum, onOneLine).transform((value) => value || null);

/** Several lines, may be empty (null), at most `maximum` characters, NFC. */
export const prose = (maximum = 20_000) =>
  text(maximum, (value) => value.replace(/\r\n?/g, '\n').trim()).transform((value) => value || null);
