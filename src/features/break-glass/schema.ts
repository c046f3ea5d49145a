import { z } from 'zod';
import { dayInput, id, integer, line } from '@/domain/input';

/** Minutes that a look may last; the database allows no more than four hours. */
export const LOOKS = [15, 30, 60, 240] as const;

export const openBreakGlassInput = z.strictObject({
  reason: line(500).refine((text) => text.length >= 10, { message: 'breakGlass.field.reasonShort' }),
  minutes: z.coerce.number().refine((minutes) => (LOOKS as readonly number[]).includes(minutes), { message: 'common.field.notAChoice' }),
});

/** The list of reads in an address: `?who=&what=&from=&to=&page=`; what cannot be read is left out. */
export const readFilter = z.object({
  who: id.nullable().catch(null),
  what: z
    .string()
    .regex(/^[a-zA-Z.]{1,60}$/)
    .nullable()
    .catch(null),
  from: dayInput.nullable().catch(null),
  to: dayInput.nullable().catch(null),
  page: integer(1, 10_000).catch(1),
});
export type ReadFilter = z.infer<typeof readFilter>;
