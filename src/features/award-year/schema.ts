import { z } from 'zod';
import { YEARS } from '@/domain/period';
import { meritYear } from '@/features/awards/schema';

/** `?title=`: the code of a title whose whole list is asked for; anything else is nothing. */
export const titleSearch = z.object({
  title: z
    .string()
    .regex(/^[A-Z0-9_]{1,40}$/)
    .optional()
    .catch(undefined),
});

/** `?merit=`: a year of merit, which may lie before the years that this program plans; anything else is nothing. */
export const meritSearch = z.object({ merit: meritYear.optional().catch(undefined) });

/** Where the awards of a year are: the year that all pages share, or for older ones one that only this page knows. */
export const addressOf = (year: number): `/awards?${string}` =>
  year >= YEARS.first ? `/awards?year=${year}&period=year` : `/awards?merit=${year}`;

/** `?year=` of the workbook. */
export const workbookSearch = z.object({ year: meritYear });
