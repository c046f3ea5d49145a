import { z } from 'zod';
import { id, line, prose, rowVersion } from '@/domain/input';
import { DEPARTMENT_KINDS } from '@/features/departments/schema';

export const SUBMISSION_KINDS = ['PLAN', 'REPORT'] as const;
/** Kế hoạch quý, or báo cáo quý. */
export type SubmissionKind = (typeof SUBMISSION_KINDS)[number];

const SUBMISSION_STATES = ['DRAFT', 'SUBMITTED', 'RETURNED', 'APPROVED', 'LOCKED', 'REOPENED'] as const;
export type SubmissionState = (typeof SUBMISSION_STATES)[number];

/** The report's own words: ưu điểm, hạn chế, nguyên nhân, đề xuất (domain.md D6). */
export const SECTIONS = ['strengths', 'limitations', 'causes', 'proposals'] as const;
export type Section = (typeof SECTIONS)[number];

export const BOARD_STATUSES = ['missing', 'late', 'returned', 'submitted', 'extended', 'draft', 'none', 'approved', 'locked'] as const;

/** The year's board in the address: `?q=&status=&unit=`; what cannot be read is left out. */
export const matrixFilter = z.object({
  q: z.string().max(100).catch(''),
  status: z.enum(BOARD_STATUSES).nullable().catch(null),
  unit: z.enum(DEPARTMENT_KINDS).nullable().catch(null),
});
export type MatrixFilter = z.infer<typeof matrixFilter>;

const place = { departmentId: id, periodId: id, kind: z.enum(SUBMISSION_KINDS) };

export const saveSectionInput = z.strictObject({
  ...place,
  section: z.enum(SECTIONS),
  text: prose(20_000),
  /** What the person was looking at before typing; the save is refused when it has changed since. */
  base: prose(20_000),
});

export const submitInput = z.strictObject(place);

const pin = z
  .strictObject({ indicatorId: id.optional(), taskId: id.optional(), section: z.enum(SECTIONS).optional(), reason: line(500) })
  .refine(({ indicatorId, taskId, section }) => [indicatorId, taskId, section].filter((target) => target !== undefined).length === 1, {
    message: 'submissions.refused.pinTarget',
  });

export const returnInput = z.strictObject({
  submissionId: id,
  version: rowVersion,
  reason: line(1000),
  /** Each reason is pinned to a cell, a task or a text: at least one. */
  pins: z.array(pin).min(1).max(200),
});

export const approveInput = z.strictObject({ submissionId: id, version: rowVersion });
export const reopenInput = z.strictObject({ submissionId: id, version: rowVersion, reason: line(1000) });
export const lockDueInput = z.strictObject({});
