import { z } from 'zod';
import { line } from '@/domain/input';

/** Minutes that a look may last; the database allows no more than four hours. */
export const LOOKS = [15, 30, 60, 240] as const;

export const openBreakGlassInput = z.strictObject({
  reason: line(500).refine((text) => text.length >= 10, { message: 'breakGlass.field.reasonShort' }),
  minutes: z.coerce.number().refine((minutes) => (LOOKS as readonly number[]).includes(minutes), { message: 'common.field.notAChoice' }),
});
