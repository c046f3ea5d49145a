import { z } from 'zod';
import { checkbox, id, integer, line, optionalLine, orEmpty, rowVersion, yearInput } from '@/domain/input';
import { FIRST_YEAR_OF_QUARTERS } from '@/features/cell-ratings/schema';
import { AGGREGATE_MODES } from '@/features/rating-rules/rules/aggregates';
import { SUBJECTS } from '@/features/rating-rules/rules/levels';

const count = integer(0, 100_000);
/** Left empty: not published, which is not zero. */
const unknown = orEmpty(count).default(null);

const figuresInput = z.strictObject({
  year: yearInput,
  /** 0 is the year as a whole. */
  quarter: integer(0, 4).default(0),
  subject: z.enum(SUBJECTS),
  /** The revision that the person was looking at; 0 when there was none. */
  seenRevision: integer(0, 32_000),
  mode: z.enum(AGGREGATE_MODES),
  total: count,
  eligible: count,
  rated: count,
  excellent: count,
  good: unknown,
  completed: unknown,
  notCompleted: unknown,
  disciplined: unknown,
  source: line(2000),
  capReason: optionalLine(2000).nullable().default(null),
  isPublished: checkbox,
});
export const recordFiguresInput = figuresInput.superRefine(({ year, quarter }, context) => {
  if (quarter !== 0 && year < FIRST_YEAR_OF_QUARTERS)
    context.addIssue({ code: 'custom', path: ['quarter'], message: 'partyFigures.problem.noQuarters' });
});
export const showFiguresInput = z.strictObject({ aggregateId: id, rowVersion, isPublished: checkbox });
