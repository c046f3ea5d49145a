import { z } from 'zod';
import { yearInput } from '@/domain/input';

/** `?title=`: the code of a title whose whole list is asked for; anything else is nothing. */
export const titleSearch = z.object({
  title: z
    .string()
    .regex(/^[A-Z0-9_]{1,40}$/)
    .optional()
    .catch(undefined),
});

/** `?year=` of the workbook. */
export const workbookSearch = z.object({ year: yearInput });
