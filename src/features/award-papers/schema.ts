import { z } from 'zod';
import { dayInput, decimal, id, integer, line, optionalLine, orEmpty, yearInput } from '@/domain/input';
import { meritYear } from '@/features/awards/schema';
import { departmentCode } from '@/features/departments/schema';
import { STOCK, STOCK_LINES, type StockLine } from './rules/certificates';

const number = orEmpty(integer(1, 9_999)).default(null);
const name = optionalLine(120).default(null);
/** «14:00» or «14 giờ 00», as a clock. */
const clock = orEmpty(
  z
    .string()
    .max(20)
    .transform((typed, context) => {
      const [, hours = '', minutes = '00'] = /^\s*(\d{1,2})\s*(?:[:hg]|giờ)\s*(\d{2})?\s*$/i.exec(typed) ?? [];
      if (hours !== '' && Number(hours) < 24 && Number(minutes) < 60) return `${hours.padStart(2, '0')}:${minutes}`;
      context.addIssue({ code: 'custom', message: 'awardPapers.field.clock' });
      return z.NEVER;
    }),
).default(null);

/** Who signs: the director, or a deputy in the director's place (KT.). */
export const SIGNING = ['DIRECTOR', 'DEPUTY'] as const;
const signAs = z.enum(SIGNING).default('DIRECTOR');
const meeting = {
  ...{ year: yearInput, heldOn: dayInput, number, writer: name, chair: name },
  ...{ startedAt: clock, endedAt: clock, venue: optionalLine(200).default(null) },
};

export const departmentMinutesInput = z.strictObject({ ...meeting, department: departmentCode });
export const councilMinutesInput = z.strictObject(meeting);
export const submissionInput = z.strictObject({
  ...{
    year: yearInput,
    superior: line(200),
    submittedOn: dayInput,
    submissionNumber: optionalLine(60).default(null),
    number,
    signer: name,
    signAs,
  },
});
export const ofDecisionInput = z.strictObject({ decisionId: id, signAs });
export const decisionListInput = z.strictObject({ decisionId: id });
export const yearListInput = z.strictObject({ year: meritYear, preparedBy: name });

/** Millimetres with at most one decimal, read the Vietnamese way. */
const millimetres = (minimum: number, maximum: number) =>
  decimal.transform((value, context) => {
    const read = Number(value);
    if (read >= minimum && read <= maximum) return Math.round(read * 10) / 10;
    context.addIssue({ code: 'custom', message: 'awardPapers.field.millimetres' });
    return z.NEVER;
  });
/** From the upper edge of a form of 210 mm; left empty the line is not printed. */
const top = (of: StockLine) => orEmpty(millimetres(0, 205)).default(STOCK[of].top);
const shift = millimetres(-50, 50).default(0);
export const stockInput = z.strictObject({
  ...{ decisionId: id, right: shift, down: shift },
  ...(Object.fromEntries(STOCK_LINES.map((of) => [of, top(of)])) as Record<StockLine, ReturnType<typeof top>>),
});
