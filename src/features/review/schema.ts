import { z } from 'zod';
import { id, line, rowVersion } from '@/domain/input';
import { SECTIONS, SUBMISSION_KINDS } from '@/features/submissions/schema';

/** The steps of a file's road, in their order: trưởng đơn vị, phòng KHTH, giám đốc. The same words as the database's enum `review_step`. */
export const STEPS = ['HEAD', 'PLANNING', 'DIRECTOR'] as const;
export type Step = (typeof STEPS)[number];

/** Why a step that is switched on is left out of a round: the head hands in, nobody else is head, nobody else is director. */
export type StepSkip = 'HEAD_SUBMITS' | 'NO_HEAD' | 'NO_DIRECTOR';

/** What is decided about: the file as it was looked at, and the round that was read, by its number and its hash. */
const reviewed = {
  submissionId: id,
  version: rowVersion,
  roundNo: id,
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
};

const pin = z
  .strictObject({ indicatorId: id.optional(), taskId: id.optional(), section: z.enum(SECTIONS).optional(), reason: line(500) })
  .refine(({ indicatorId, taskId, section }) => [indicatorId, taskId, section].filter((target) => target !== undefined).length === 1, {
    message: 'review.refused.pinTarget',
  });

export const returnInput = z.strictObject({
  ...reviewed,
  reason: line(1000),
  /** Each reason is pinned to a cell, a task or a text: at least one. */
  pins: z.array(pin).min(1).max(200),
});

export const approveInput = z.strictObject(reviewed);

/** Files that are approved in one request, each for itself. */
export const MOST_AT_ONCE = 200;

const asked = z.string().max(40).catch('');

/** The inbox in the address: `?of=report&for=2026-3&group=CLINICAL_DEPT`; what cannot be read filters nothing. */
export const inboxFilter = z
  .object({ of: asked, for: asked, group: asked })
  .partial()
  .transform(({ of = '', for: quarter = '', group = '' }) => ({
    kind: SUBMISSION_KINDS.find((kind) => kind === of.toUpperCase()) ?? null,
    quarter: /^\d{4}-[1-4]$/.test(quarter) ? quarter : null,
    group: /^[A-Z_]{1,40}$/.test(group) ? group : null,
  }));
export type InboxFilter = z.output<typeof inboxFilter>;

const roundNumber = z
  .string()
  .regex(/^\d{1,4}$/)
  .transform(Number)
  .optional()
  .catch(undefined);

/** Which two rounds are laid side by side: `?from=1&to=3`; from 0 is no round but the plan and last year. */
export const comparedRounds = z.object({ from: roundNumber, to: roundNumber });
export type ComparedRounds = z.output<typeof comparedRounds>;
