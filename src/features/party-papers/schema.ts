import { z } from 'zod';
import { checkbox, dayInput, integer, line, optionalDay, optionalId, optionalLine, rowVersion, yearInput } from '@/domain/input';
import { bodyCode } from '@/features/party-bodies/schema';

/** Văn bản về xếp loại: báo cáo tổng hợp, danh sách, dự thảo quyết định, biên bản của Đảng ủy, biên bản của một chi bộ. */
export const PAPER_KINDS = ['summary', 'list', 'decision', 'minutes', 'cell-minutes'] as const;
export type PaperKind = (typeof PAPER_KINDS)[number];

/** The number of a paper, once it has one: «5» of «Số 05-BC/ĐU». */
const number = z.union([z.literal('').transform(() => null), integer(1, 9999)]).default(null);
const name = optionalLine(120).default(null);
/** 0 is the year as a whole. */
const quarter = integer(0, 4).default(0);

/** What every paper says besides its figures: of which year or quarter, when, under which number. */
const ofSpan = { year: yearInput, quarter, number, signedOn: optionalDay };

export const summaryInput = z.strictObject({ ...ofSpan, signer: name, hasTable: checkbox, hasNames: checkbox });
export const listInput = z.strictObject({ ...ofSpan, signer: name });
/** Without a decision: the draft of what is proposed and not decided yet. */
export const decisionInput = z.strictObject({ ...ofSpan, signer: name, decisionId: optionalId.default(null) });
export const minutesInput = z.strictObject({ ...ofSpan, writer: name, chair: name });
export const cellMinutesInput = z.strictObject({ ...ofSpan, code: bodyCode, writer: name, chair: name });

/** Head of the Party's papers from a day on; `seenFrom` and `version` are the row that the person was looking at. */
export const letterheadInput = z.strictObject({
  validFrom: dayInput,
  superior: line(120),
  issuer: line(120),
  place: line(60),
  seenFrom: optionalDay,
  version: rowVersion,
});

/** Which paper stands in an address: `?paper=decision`. */
export const paperSearch = z.object({ paper: z.enum(['summary', 'list', 'decision', 'minutes']).catch('summary') });
