import { z } from 'zod';
import { checkbox, dayInput, decimal, id, line, optionalLine, orEmpty, prose, rowVersion, yearInput } from '@/domain/input';
import { decimalsOf } from '@/domain/number';
import { newDecision } from '@/features/departments/schema';
import { BLOC_ROLES, ITEM_KINDS } from './rules';

export const MEETING_KINDS = ['PLEDGE', 'INTERIM', 'FINAL'] as const;
export type MeetingKind = (typeof MEETING_KINDS)[number];
/** What a column of points holds at most. */
export const MOST_POINTS = 10_000;

/** Criteria of one sheet; what is scored at once holds no more. */
export const MOST_ITEMS = 200;
const MOST_BALLOTS = 100_000;

/** Points typed the Vietnamese way; each sentence says what is wrong with them. */
const pointsText = decimal
  .refine((value) => decimalsOf(value) <= 2, { message: 'blocs.field.decimals' })
  .refine((value) => !value.startsWith('-'), { message: 'blocs.field.negative' })
  .refine((value) => Number(value) <= MOST_POINTS, { message: 'blocs.field.tooMany' });
const points = orEmpty(pointsText).default(null);
/** «1.000» is a thousand. */
const ballots = decimal
  .refine((value) => /^\d+$/.test(value) && Number(value) <= MOST_BALLOTS, { message: 'blocs.field.ballots' })
  .transform(Number);

export const foundBlocInput = z.strictObject({ name: line(300), decision: newDecision.nullable().default(null) });
const seenBloc = { blocId: id, version: rowVersion };
export const renameBlocInput = z.strictObject({ ...seenBloc, name: line(300) });
export const voidBlocInput = z.strictObject({ ...seenBloc, reason: line(500) });

const member = { organisation: line(200), role: z.enum(BLOC_ROLES).default('MEMBER'), isUs: checkbox };
export const addMemberInput = z.strictObject({ blocId: id, year: yearInput, ...member });
const seen = { memberId: id, version: rowVersion };
export const changeMemberInput = z.strictObject({
  ...seen,
  ...member,
  pledge: prose(2_000).default(null),
  ballots: orEmpty(ballots).default(null),
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
  heading: optionalLine(200).default(null),
  maxPoints: pointsText.refine((value) => Number(value) > 0, { message: 'blocs.field.maxPoints' }),
  kind: z.enum(ITEM_KINDS).default('POINTS'),
});
export const removeItemInput = z.strictObject({ itemId: id });
export const scoreInput = z.strictObject({
  ...seen,
  scores: z
    .array(z.strictObject({ itemId: id, self: points, verified: points }))
    .min(1)
    .max(MOST_ITEMS),
});

export const holdMeetingInput = z.strictObject({
  blocId: id,
  /** Of the record that is corrected; none where the meeting was not yet recorded. */
  version: orEmpty(rowVersion).default(null),
  year: yearInput,
  kind: z.enum(MEETING_KINDS),
  heldOn: dayInput,
  place: optionalLine(300).default(null),
  result: prose(10_000).default(null),
});
export const removeMeetingInput = z.strictObject({ meetingId: id, version: rowVersion, reason: line(500) });

export const blocSearch = z.object({ bloc: orEmpty(id).nullable().catch(null) });
