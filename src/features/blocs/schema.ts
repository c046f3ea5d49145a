import { z } from 'zod';
import {
  checkbox,
  dayInput,
  decimal,
  id,
  integer,
  line,
  optionalDecimal,
  optionalLine,
  orEmpty,
  prose,
  rowVersion,
  yearInput,
} from '@/domain/input';
import { newDecision } from '@/features/departments/schema';
import { BLOC_ROLES } from './rules';

export const MEETING_KINDS = ['PLEDGE', 'INTERIM', 'FINAL'] as const;
export type MeetingKind = (typeof MEETING_KINDS)[number];
/** What a column of points holds at most. */
export const MOST_POINTS = 10_000;

const isPoints = (value: string | null) => value === null || (/^\d{1,5}(\.\d{1,2})?$/.test(value) && Number(value) <= MOST_POINTS);
const points = optionalDecimal.default(null).refine(isPoints, { message: 'blocs.field.maxPoints' });

export const foundBlocInput = z.strictObject({ name: line(300), decision: newDecision.nullable().default(null) });
export const renameBlocInput = z.strictObject({ blocId: id, version: rowVersion, name: line(300) });

const member = { organisation: line(200), role: z.enum(BLOC_ROLES).default('MEMBER'), isUs: checkbox };
export const addMemberInput = z.strictObject({ blocId: id, year: yearInput, ...member });
const seen = { memberId: id, version: rowVersion };
export const changeMemberInput = z.strictObject({
  ...seen,
  ...member,
  pledge: prose(2_000).default(null),
  ballots: orEmpty(integer(0, 100_000)).default(null),
  proposal: optionalLine(300).default(null),
});
export const removeMemberInput = z.strictObject({ ...seen, reason: line(500) });
export const copyYearInput = z
  .strictObject({ blocId: id, from: yearInput, to: yearInput, chairId: id })
  .refine(({ from, to }) => from !== to, { path: ['to'], message: 'common.field.notAChoice' });

export const addItemInput = z.strictObject({
  blocId: id,
  year: yearInput,
  code: line(20),
  name: line(300),
  maxPoints: decimal.refine((value) => isPoints(value) && Number(value) > 0, { message: 'blocs.field.maxPoints' }),
  isPenalty: checkbox,
});
export const removeItemInput = z.strictObject({ itemId: id });
export const scoreInput = z.strictObject({
  ...seen,
  scores: z
    .array(z.strictObject({ itemId: id, self: points, verified: points }))
    .min(1)
    .max(200),
});

export const holdMeetingInput = z.strictObject({
  blocId: id,
  year: yearInput,
  kind: z.enum(MEETING_KINDS),
  heldOn: dayInput,
  place: optionalLine(300).default(null),
  result: prose(10_000).default(null),
});
export const removeMeetingInput = z.strictObject({ meetingId: id, version: rowVersion, reason: line(500) });

export const blocSearch = z.object({ bloc: orEmpty(id).nullable().catch(null) });
