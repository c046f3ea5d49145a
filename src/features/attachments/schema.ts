import { z } from 'zod';
import { integer, line } from '@/domain/input';

/** What files may be attached to today; a further kind of subject is one value here and one row in rules.ts and queries.ts. */
export const ATTACHABLE = ['TASK', 'CONTINGENCY_PLAN', 'DRILL', 'DECISION'] as const;
export type Attachable = (typeof ATTACHABLE)[number];

/** Độ mật that may be kept here: MẬT and above do not exist as values (domain.md H4). */
export const CONFIDENTIALITIES = ['NORMAL', 'INTERNAL'] as const;

const key = integer(1, 2_147_483_647);
/** What the address of an upload says about the file whose bytes follow. */
export const uploadInput = z.object({
  subject: z.enum(ATTACHABLE),
  key,
  name: z.string().min(1).max(1_000),
  confidentiality: z.enum(CONFIDENTIALITIES),
});

/** A file that has been received and kept (src/server/upload.ts), attached to a subject. */
export const attachFileInput = z.strictObject({
  subject: z.enum(ATTACHABLE),
  key,
  fileName: line(200),
  mimeType: z.string().regex(/^[a-z]+\/[a-z0-9.+-]{1,90}$/),
  /** At most what the database holds one file to: 50 MiB. */
  bytes: integer(1, 52_428_800),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  confidentiality: z.enum(CONFIDENTIALITIES),
});

export const voidAttachmentInput = z.strictObject({ attachmentId: z.uuid(), reason: line(500) });
