import 'server-only';
import type { z } from 'zod';
import type { Actor } from '@/domain/actor';
import { type Day, dayOf } from '@/domain/date';
import { NotFound, Refusal } from '@/domain/errors';
import { type Permission, reach } from '@/domain/policy';
import { contentDisposition } from '@/features/attachments/rules';
import { departmentsOn } from '@/features/departments/queries';
import { certificatePaper, stateNumber, statePaper } from '@/server/documents/state-paper';
import { fieldProblems } from '@/server/field-problems';
import { inWords } from '@/server/in-words';
import { guarded } from '@/server/json-handler';
import { awardDecision, type ProposalLine, proposals } from './queries';
import {
  certificateOf,
  councilMinutes,
  decisionBody,
  decisionList,
  departmentMinutes,
  submissionBody,
  submissionList,
} from './rules/papers';
import { awardDecisionInput, councilMinutesInput, departmentMinutesInput, submissionInput } from './schema';

const WORD = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
const PLACE = '………';
const capitals = (name: string) => name.toLocaleUpperCase('vi');

type Made = { file: Buffer; name: string };

/** A paper as a GET: the query is parsed strictly, and what the reader may not see is not there. */
function paperHandler<Input extends z.ZodType>(
  kind: string,
  permission: Permission,
  input: Input,
  make: (actor: Actor, asked: z.output<Input>, hospital: string) => Promise<Made>,
) {
  return async (request: Request): Promise<Response> => {
    const answer = await guarded(`award.paper.${kind}`, async (actor) => {
      if (!reach(actor, permission)) throw new NotFound();
      const asked = input.safeParse(Object.fromEntries(new URL(request.url).searchParams), { reportInput: true });
      if (!asked.success) throw fieldProblems(asked.error);
      const { file, name } = await make(actor, asked.data, await hospitalName(actor));
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

/** What the hospital is called today. */
async function hospitalName(actor: Actor): Promise<string> {
  const units = await departmentsOn(actor, dayOf(new Date()), { withRoot: true });
  return units.find(({ parentId, kind }) => parentId === null && kind === 'HOSPITAL')?.name ?? 'Bệnh viện';
}

const head = (hospital: string, signedOn: Day | null) => ({
  signedOn,
  place: PLACE,
  superior: `CƠ QUAN CHỦ QUẢN ${PLACE}`,
  issuer: capitals(hospital),
});
const balloted = (rows: ProposalLine[], stage: 'departmentVote' | 'councilVote', heldOn: Day) =>
  rows.flatMap((row) => {
    const vote = row[stage];
    return vote?.heldOn === heldOn ? [{ name: row.name, department: row.department.name, title: row.title.name, vote }] : [];
  });

/** `GET /api/awards/papers/department-minutes?year=&department=&heldOn=…`: biên bản họp bình xét. */
export const departmentMinutesHandler = paperHandler(
  'departmentMinutes',
  'award.read',
  departmentMinutesInput,
  async (actor, asked, hospital) => {
    const { year, department: code, heldOn, number, writer, chair } = asked;
    const rows = (await proposals(actor, { year })).filter(({ department }) => department.code === code);
    const lines = balloted(rows, 'departmentVote', heldOn);
    const [first] = rows;
    if (!first || lines.length === 0) throw new Refusal('awardProposals.refused.noVotes');
    const department = first.department.name;
    const file = await statePaper({
      ...{ ...head(hospital, heldOn), superior: capitals(hospital), issuer: capitals(department), number: stateNumber(number, 'BB', code) },
      ...{ type: 'BIÊN BẢN', subject: `Họp bình xét thi đua, khen thưởng năm ${year}` },
      body: departmentMinutes({ year, heldOn, writer, chair, lines, department }),
      signature: { kind: 'minutes', writer: writer ?? '', chair: chair ?? '' },
      recipients: [],
    });
    return { file, name: `bien-ban-binh-xet-${code.toLowerCase()}-${heldOn}` };
  },
);

/** `GET /api/awards/papers/council-minutes?year=&heldOn=…`: biên bản họp Hội đồng Thi đua - Khen thưởng. */
export const councilMinutesHandler = paperHandler(
  'councilMinutes',
  'award.council',
  councilMinutesInput,
  async (actor, asked, hospital) => {
    const { year, heldOn, number, writer, chair } = asked;
    const lines = balloted(await proposals(actor, { year }), 'councilVote', heldOn);
    if (lines.length === 0) throw new Refusal('awardProposals.refused.noVotes');
    const file = await statePaper({
      ...{
        ...head(hospital, heldOn),
        superior: capitals(hospital),
        issuer: 'HỘI ĐỒNG THI ĐUA - KHEN THƯỞNG',
        number: stateNumber(number, 'BB', 'HĐTĐKT'),
      },
      ...{ type: 'BIÊN BẢN', subject: `Họp Hội đồng Thi đua - Khen thưởng xét khen thưởng năm ${year}` },
      body: councilMinutes({ year, heldOn, writer, chair, lines }),
      signature: { kind: 'minutes', writer: writer ?? '', chair: chair ?? '' },
      recipients: [],
    });
    return { file, name: `bien-ban-hoi-dong-${heldOn}` };
  },
);

/** `GET /api/awards/papers/submission?year=&superior=&submittedOn=…`: tờ trình with its list. */
export const submissionHandler = paperHandler('submission', 'award.council', submissionInput, async (actor, asked, hospital) => {
  const { year, superior, submittedOn, number, signer } = asked;
  const rows = (await proposals(actor, { year })).filter((row) => row.superior === superior && row.submittedOn === submittedOn);
  const [first] = rows;
  if (!first) throw new Refusal('awardProposals.refused.noSubmission');
  const lines = rows.map(({ name, department, title, subject, statement, councilVote }) => ({
    ...{ name, department: department.name, title: title.name, subject, statement, vote: councilVote },
  }));
  const numbered = number === null && first.submissionNumber ? `Số: ${first.submissionNumber}` : stateNumber(number, 'TTr');
  const file = await statePaper({
    ...{ ...head(hospital, submittedOn), number: numbered, addressee: superior },
    ...{ type: 'TỜ TRÌNH', subject: `Về việc đề nghị khen thưởng thành tích năm ${year}` },
    body: submissionBody({ year, lines, heldOn: first.councilVote?.heldOn ?? null }),
    signature: { kind: 'authority', positions: ['GIÁM ĐỐC'], name: signer ?? '' },
    recipients: ['Như trên', 'Hội đồng Thi đua - Khen thưởng', 'Lưu: VT, TĐKT'],
    appendix: {
      ...{ type: 'DANH SÁCH', subject: `Đề nghị khen thưởng năm ${year}`, body: submissionList(lines) },
      note: `(Kèm theo Tờ trình ${numbered.replace(/^Số: /, 'số ')} của ${hospital})`,
    },
  });
  return { file, name: `to-trinh-${submittedOn}` };
});

async function decisionWith(actor: Actor, decisionId: number) {
  const decision = await awardDecision(actor, decisionId);
  if (!decision) throw new NotFound();
  if (decision.recipients.length === 0) throw new Refusal('awardProposals.refused.noRecipients');
  return decision;
}

/** `GET /api/awards/papers/decision?decisionId=`: quyết định with its list. */
export const decisionHandler = paperHandler('decision', 'award.read', awardDecisionInput, async (actor, { decisionId }, hospital) => {
  const { number, signedOn, signer, recipients } = await decisionWith(actor, decisionId);
  const { issuer, ...rest } = head(hospital, signedOn);
  const file = await statePaper({
    ...{ ...rest, issuer, number: number ? `Số: ${number}` : stateNumber(null, 'QĐ'), type: 'QUYẾT ĐỊNH' },
    subject: 'Về việc tặng danh hiệu thi đua, hình thức khen thưởng',
    body: decisionBody({ issuer, recipients }),
    signature: { kind: 'authority', positions: ['GIÁM ĐỐC'], name: signer ?? '' },
    recipients: ['Như Điều 3', 'Hội đồng Thi đua - Khen thưởng', 'Lưu: VT, TĐKT'],
    appendix: {
      ...{ type: 'DANH SÁCH', subject: 'Cá nhân, tập thể được khen thưởng', body: decisionList(recipients) },
      note: `(Kèm theo Quyết định số ${number ?? PLACE} của Giám đốc ${hospital})`,
    },
  });
  return { file, name: `quyet-dinh-khen-thuong-${decisionId}` };
});

/** `GET /api/awards/papers/certificates?decisionId=`: what the certificate of each recipient says, a page each. */
export const certificatesHandler = paperHandler(
  'certificates',
  'award.read',
  awardDecisionInput,
  async (actor, { decisionId }, hospital) => {
    const decision = await decisionWith(actor, decisionId);
    const file = await certificatePaper({
      ...{
        signedOn: decision.signedOn,
        place: PLACE,
        issuer: `GIÁM ĐỐC ${capitals(hospital)}`,
        positions: ['GIÁM ĐỐC'],
        signer: decision.signer ?? '',
      },
      certificates: decision.recipients.map((recipient) => certificateOf(recipient, decision, hospital)),
    });
    return { file, name: `noi-dung-giay-khen-${decisionId}` };
  },
);
