import { z } from 'zod';
import { readNumber } from './number';

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

/** A choice that may be left empty: '' and null are null. */
export const optionalId = z.union([z.literal('').transform(() => null), z.null(), id]);

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
export const optionalDecimal = z.union([z.literal('').transform(() => null), z.null(), decimal]);

/** The version of the row that the person was looking at; the write is refused when it has moved on. */
export const rowVersion = integer(0, 2_147_483_647);
