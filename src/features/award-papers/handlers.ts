import 'server-only';
import type { z } from 'zod';
import type { Actor } from '@/domain/actor';
import { isOwnDecision } from '@/domain/authority';
import { type Day, dayInWords, dayOf } from '@/domain/date';
import { NotFound, Refusal } from '@/domain/errors';
import { type Permission, reach } from '@/domain/policy';
import { contentDisposition } from '@/features/attachments/rules';
import { type ProposalLine, proposals } from '@/features/award-proposals/queries';
import { awardYears, recipientsOf } from '@/features/award-year/queries';
import { certificatePaper, stockPaper } from '@/server/documents/certificate-paper';
import { listPaper, type StatePaper, stateNumber, statePaper } from '@/server/documents/state-paper';
import { fieldProblems } from '@/server/field-problems';
import { inWords } from '@/server/in-words';
import { guarded } from '@/server/json-handler';
import { decisionOnPaper, type Letterhead, letterhead, ownOnly, type PaperDecision } from './queries';
import { certificateOf, certified, STOCK, STOCK_LINES, stockText } from './rules/certificates';
import { decisionBody, decisionList } from './rules/decision';
import { councilMinutes, departmentMinutes } from './rules/minutes';
import { submissionBody, submissionList } from './rules/submission';
import { about, capitals, decisionNamed } from './rules/wording';
import { yearBody } from './rules/year';
import {
  councilMinutesInput,
  decisionListInput,
  departmentMinutesInput,
  ofDecisionInput,
  type SIGNING,
  stockInput,
  submissionInput,
  yearListInput,
} from './schema';

const WORD = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
const EVERY = 20_000;
type Made = { file: Buffer; name: string };

/** A paper as a GET: the query is parsed strictly, and what the reader may not see is not there. */
function paperHandler<Input extends z.ZodType>(
  kind: string,
  permission: Permission,
  input: Input,
  make: (actor: Actor, asked: z.output<Input>) => Promise<Made>,
) {
  return async (request: Request): Promise<Response> => {
    const answer = await guarded(`award.paper.${kind}`, async (actor) => {
      if (!reach(actor, permission)) throw new NotFound();
      const asked = input.safeParse(Object.fromEntries(new URL(request.url).searchParams), { reportInput: true });
      if (!asked.success) throw fieldProblems(asked.error);
      const { file, name } = await make(actor, asked.data);
      return new Response(new Uint8Array(file), {
        headers: {
          'Content-Type': WORD,
          'Content-Disposition': contentDisposition(`${name}.docx`, false),
          'X-Content-Type-Options': 'nosniff',
          'Cache-Control': 'private, no-store',
        },
      });
    });
    return inWords(request, answer);
  };
}

const headOf = ({ superior, issuer, place }: Letterhead, signedOn: Day | null) => ({ superior, issuer, place, signedOn });
const POSITIONS: Record<(typeof SIGNING)[number], string[]> = { DIRECTOR: ['GIÁM ĐỐC'], DEPUTY: ['KT. GIÁM ĐỐC', 'PHÓ GIÁM ĐỐC'] };
const balloted = (rows: ProposalLine[], stage: 'departmentVote' | 'councilVote', heldOn: Day) =>
  rows.flatMap((row) => {
    const vote = row[stage];
    return vote?.heldOn === heldOn ? [{ name: row.name, department: row.department.name, title: row.title.name, vote }] : [];
  });
const signed = ({ writer, chair }: { writer: string | null; chair: string | null }): StatePaper['signature'] => ({
  ...{ kind: 'minutes', writer: writer ?? '', chair: chair ?? '' },
});

/** `GET /api/awards/papers/department-minutes?year=&department=&heldOn=…`: biên bản họp bình xét. */
export const departmentMinutesHandler = paperHandler('departmentMinutes', 'award.read', departmentMinutesInput, async (actor, asked) => {
  const { year, department: code, heldOn, number } = asked;
  const rows = (await proposals(actor, { year })).filter(({ department }) => department.code === code);
  const lines = balloted(rows, 'departmentVote', heldOn);
  const [first] = rows;
  if (!first || lines.length === 0) throw new Refusal('awardPapers.refused.noVotes');
  const department = first.department.name;
  const head = await letterhead(actor, heldOn);
  const file = await statePaper({
    ...{ ...headOf(head, heldOn), superior: head.issuer, issuer: capitals(department), number: stateNumber(number, 'BB', code) },
    ...{ type: 'BIÊN BẢN', subject: `Họp bình xét thi đua, khen thưởng năm ${year}`, signature: signed(asked) },
    body: departmentMinutes({ ...asked, lines, department }),
    recipients: ['Hội đồng Thi đua - Khen thưởng Bệnh viện', 'Lưu: đơn vị'],
  });
  return { file, name: `bien-ban-binh-xet-${code.toLowerCase()}-${heldOn}` };
});

/** `GET /api/awards/papers/council-minutes?year=&heldOn=…`: biên bản họp Hội đồng Thi đua - Khen thưởng. */
export const councilMinutesHandler = paperHandler('councilMinutes', 'award.council', councilMinutesInput, async (actor, asked) => {
  const { year, heldOn, number } = asked;
  const lines = balloted(await proposals(actor, { year }), 'councilVote', heldOn);
  if (lines.length === 0) throw new Refusal('awardPapers.refused.noVotes');
  const head = await letterhead(actor, heldOn);
  const file = await statePaper({
    ...{ ...headOf(head, heldOn), superior: head.issuer, issuer: 'HỘI ĐỒNG THI ĐUA - KHEN THƯỞNG' },
    ...{ number: stateNumber(number, 'BB', 'HĐTĐKT'), type: 'BIÊN BẢN', signature: signed(asked) },
    subject: `Họp Hội đồng Thi đua - Khen thưởng xét khen thưởng năm ${year}`,
    body: councilMinutes({ ...asked, lines }),
    recipients: ['Giám đốc Bệnh viện (để báo cáo)', 'Các thành viên Hội đồng', 'Lưu: VT, TĐKT'],
  });
  return { file, name: `bien-ban-hoi-dong-${heldOn}` };
});

/** `GET /api/awards/papers/submission?year=&superior=&submittedOn=&submissionNumber=…`: one tờ trình with its list, without what was withdrawn since. */
export const submissionHandler = paperHandler('submission', 'award.council', submissionInput, async (actor, asked) => {
  const { year, superior, submittedOn, submissionNumber, number, signer, signAs } = asked;
  const isOfIt = (row: ProposalLine) =>
    row.superior === superior && row.submittedOn === submittedOn && row.submissionNumber === submissionNumber && row.state !== 'WITHDRAWN';
  const rows = (await proposals(actor, { year })).filter(isOfIt);
  const [first] = rows;
  if (!first) throw new Refusal('awardPapers.refused.noSubmission');
  const lines = rows.map(({ name, department, title, subject, councilVote }) => ({
    ...{ name, department: department.name, title: title.name, subject, vote: councilVote },
  }));
  const head = await letterhead(actor, submittedOn);
  const numbered = number === null && submissionNumber ? `Số: ${submissionNumber}` : stateNumber(number, 'TTr', head.symbol);
  const file = await statePaper({
    ...{ ...headOf(head, submittedOn), number: numbered, type: 'TỜ TRÌNH', addressee: superior },
    subject: `Về việc đề nghị khen thưởng thành tích năm ${year}`,
    body: submissionBody({ year, signedOn: submittedOn, lines, heldOn: first.councilVote?.heldOn ?? null }),
    signature: { kind: 'authority', positions: POSITIONS[signAs], name: signer ?? '' },
    recipients: ['Như trên', 'Hội đồng Thi đua - Khen thưởng', 'Lưu: VT, TĐKT'],
    appendix: {
      ...{ type: 'DANH SÁCH', subject: `Đề nghị khen thưởng thành tích năm ${year}`, body: submissionList(lines) },
      note: `(Kèm theo Tờ trình ${numbered.replace(/^Số: /, 'số ')} ${dayInWords(submittedOn)} của ${head.hospital})`,
    },
  });
  return { file, name: `to-trinh-${submittedOn}` };
});

/** The list that goes with a decision, whoever made it. */
const listOf = (decision: PaperDecision, { hospital }: Letterhead, isOurs: boolean) => ({
  ...{ type: 'DANH SÁCH', subject: 'Cá nhân, tập thể được khen thưởng', body: decisionList(decision.recipients) },
  note: `(Kèm theo ${decisionNamed(decision)} của ${isOurs ? `Giám đốc ${hospital}` : decision.authority})`,
});

/** `GET /api/awards/papers/decision?decisionId=&signAs=`: quyết định of the hospital with its list. */
export const decisionHandler = paperHandler('decision', 'award.read', ofDecisionInput, async (actor, { decisionId, signAs }) => {
  const decision = await decisionOnPaper(actor, decisionId);
  const { number, signedOn, signer, subject, recipients } = decision;
  const head = await letterhead(actor, signedOn);
  ownOnly(decision, head);
  const file = await statePaper({
    ...{ ...headOf(head, signedOn), number: number ? `Số: ${number}` : stateNumber(null, 'QĐ', head.symbol) },
    ...{ type: 'QUYẾT ĐỊNH', subject: about(subject) },
    body: decisionBody({ hospital: head.hospital, day: signedOn ?? dayOf(new Date()), recipients }),
    signature: { kind: 'authority', positions: POSITIONS[signAs], name: signer ?? '' },
    recipients: ['Như Điều 3', 'Hội đồng Thi đua - Khen thưởng', 'Lưu: VT, TĐKT'],
    appendix: listOf(decision, head, true),
  });
  return { file, name: `quyet-dinh-khen-thuong-${decisionId}` };
});

/** `GET /api/awards/papers/decision-list?decisionId=`: the list alone, of any decision on record. */
export const decisionListHandler = paperHandler('decisionList', 'award.read', decisionListInput, async (actor, { decisionId }) => {
  const decision = await decisionOnPaper(actor, decisionId);
  const head = await letterhead(actor, decision.signedOn);
  const isOurs = isOwnDecision(decision.authority, head.hospital);
  const file = await listPaper(listOf(decision, head, isOurs), { issuer: head.hospital, signedOn: decision.signedOn });
  return { file, name: `danh-sach-khen-thuong-${decisionId}` };
});

/** `GET /api/awards/papers/certificates?decisionId=&signAs=`: what the certificate of each recipient says, a page each. */
export const certificatesHandler = paperHandler('certificates', 'award.read', ofDecisionInput, async (actor, { decisionId, signAs }) => {
  const { decision, head, texts } = await certificates(actor, decisionId);
  const file = await certificatePaper({
    ...{ signedOn: decision.signedOn, place: head.place, issuer: `GIÁM ĐỐC ${head.issuer}` },
    ...{ positions: POSITIONS[signAs], signer: decision.signer ?? '', certificates: texts },
  });
  return { file, name: `noi-dung-giay-khen-${decisionId}` };
});

/** `GET /api/awards/papers/stock?decisionId=&right=&down=&whom=…`: only the changing words, placed on a form that is printed already. */
export const stockHandler = paperHandler('stock', 'award.read', stockInput, async (actor, { decisionId, right, down, ...tops }) => {
  const { decision, head, texts } = await certificates(actor, decisionId);
  const pages = texts.map((text) => {
    const said = stockText(text, decision, head.knownPlace);
    return STOCK_LINES.flatMap((of) => {
      const [top, { left, width, sizePt, look }] = [tops[of], STOCK[of]];
      return top === null || said[of] === '' ? [] : [{ text: said[of], top: top + down, left: left + right, width, sizePt, look }];
    });
  });
  const file = await stockPaper(pages, { issuer: head.hospital, title: 'In giấy khen trên phôi', signedOn: decision.signedOn });
  return { file, name: `in-phoi-giay-khen-${decisionId}` };
});

async function certificates(actor: Actor, decisionId: number) {
  const decision = await decisionOnPaper(actor, decisionId);
  const head = await letterhead(actor, decision.signedOn);
  ownOnly(decision, head);
  const named = certified(decision.recipients);
  if (named.length === 0) throw new Refusal('awardPapers.refused.noRecipients');
  return { decision, head, texts: named.map((recipient) => certificateOf(recipient, decision, head.hospital)) };
}

/** `GET /api/awards/papers/year?year=&preparedBy=`: the awards of a year of merit as a list to print, with the figures of the page. */
export const yearListHandler = paperHandler('year', 'award.read', yearListInput, async (actor, { year, preparedBy }) => {
  const [head, counts, lines] = await Promise.all([
    letterhead(actor, null),
    awardYears(actor, year, 1),
    recipientsOf(actor, year, { most: EVERY }),
  ]);
  if (lines.length === 0) throw new Refusal('awardPapers.refused.noAwards', { year: String(year) });
  const file = await statePaper({
    ...{ ...headOf(head, null), number: '', type: 'DANH SÁCH', subject: `Khen thưởng thành tích năm ${year}` },
    body: yearBody(year, counts, lines),
    signature: { kind: 'prepared', preparedBy: preparedBy ?? '', positions: ['GIÁM ĐỐC'], name: '' },
    recipients: [],
  });
  return { file, name: `danh-sach-khen-thuong-nam-${year}` };
});
