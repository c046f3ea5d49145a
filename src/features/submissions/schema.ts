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

const text = z.string().nullable();

/**
 * What a round froze: figures, tasks and texts as they were when handed in. Remarks, marks and who typed a figure came later: rounds
 * from before know nothing of them (absent), which is not the same as none (null).
 */
export const snapshotShape = z.object({
  figures: z.array(
    z.object({
      indicatorId: z.number(),
      code: z.string(),
      name: z.string(),
      unit: z.string(),
      decimals: z.number(),
      value: text,
      remark: text.optional(),
      isFlagged: z.boolean().optional(),
      /** Worked out from other figures; here only because somebody remarked on it. */
      isComputed: z.boolean().optional(),
      by: text.optional(),
      at: text.optional(),
    }),
  ),
  tasks: z.array(
    z.object({ taskId: z.number(), title: z.string(), state: z.string(), dueOn: z.string(), percent: z.number(), result: text }),
  ),
  sections: z.record(z.string(), text),
});
export type Snapshot = z.output<typeof snapshotShape>;

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

export const withdrawInput = z.strictObject({ submissionId: id, version: rowVersion });
export const reopenInput = z.strictObject({ submissionId: id, version: rowVersion, reason: line(1000) });
export const lockDueInput = z.strictObject({});
