import 'server-only';
import type { z } from 'zod';
import type { Actor } from '@/domain/actor';
import { type Day, dayOf } from '@/domain/date';
import { NotFound, Refusal } from '@/domain/errors';
import { can, reach } from '@/domain/policy';
import { contentDisposition } from '@/features/attachments/rules';
import type { Campaign } from '@/features/cell-ratings/queries/campaign';
import { partyNumber } from '@/server/documents/party-layout';
import { type PartyPaper, partyPaper } from '@/server/documents/party-paper';
import { fieldProblems } from '@/server/field-problems';
import { inWords } from '@/server/in-words';
import { guarded } from '@/server/json-handler';
import { readParty } from '@/server/party-read';
import { requestInfo } from '@/server/session';
import { campaignFacts, cellMeeting, letterheadOn, secretaryOn, summaryFacts } from './queries';
import { decisionBody, decisionList } from './rules/decision';
import { listBody, tallyOf } from './rules/list';
import { cellMinutes, committeeMinutes } from './rules/minutes';
import { summaryBody } from './rules/summary';
import { BLANK, documentsIn, inCapitals, type Span, spanText } from './rules/wording';
import { cellMinutesInput, decisionInput, listInput, minutesInput, type PaperKind, summaryInput } from './schema';

type Tx = Parameters<typeof letterheadOn>[0];
type Asked = Span & { number: number | null; signedOn: Day | null };
/** Facts already read; null when there is nothing to print. A refusal says what is missing. */
type Make<Input extends z.ZodType> = (
  tx: Tx,
  asked: z.output<Input>,
  today: Day,
  actor: Actor,
) => Promise<Omit<PartyPaper, 'today'> | null>;

const WORD = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
const FILE_NAMES: Record<PaperKind, string> = {
  summary: 'bao-cao-xep-loai',
  list: 'danh-sach-xep-loai-chi-bo',
  decision: 'du-thao-quyet-dinh-xep-loai',
  minutes: 'bien-ban-hop-dang-uy-xep-loai',
  'cell-minutes': 'bien-ban-hop-xep-loai',
};

/** «bien-ban-hop-xep-loai-cb-noi-quy-3-nam-2026.docx»: no marks, so that every mail program keeps the name. */
function fileName(kind: PaperKind, { year, quarter }: Span, code = ''): string {
  return [FILE_NAMES[kind], code.toLowerCase(), quarter === 0 ? '' : `quy-${quarter}`, `nam-${year}.docx`].filter(Boolean).join('-');
}

/**
 * A paper as a GET: the query is parsed strictly, the facts are read in one transaction and the read is logged. Papers with names or sums of
 * all cells are for those who read all cells; the minutes of one cell also for its secretary. Others get the answer of what does not exist.
 */
function paperHandler<Input extends z.ZodType<Span>>(kind: PaperKind, input: Input, make: Make<Input>) {
  return async (request: Request): Promise<Response> => {
    const answer = await guarded(`party.paper.${kind}`, async (actor, session) => {
      const far = reach(actor, 'party.read');
      if (far !== 'any' && !(far === 'own' && kind === 'cell-minutes')) throw new NotFound();
      const asked = input.safeParse(Object.fromEntries(new URL(request.url).searchParams), { reportInput: true });
      if (!asked.success) throw fieldProblems(asked.error);
      const today = dayOf(new Date());
      const { year, quarter } = asked.data;
      const code = 'code' in asked.data ? String(asked.data.code) : null;
      const logged = { what: `party.paper.${kind}`, of: { year, quarter, code } };
      const paper = await readParty(actor, 'party.read', (tx) => make(tx, asked.data, today, actor), logged, await requestInfo(session));
      if (!paper) throw new NotFound();
      return new Response(new Uint8Array(await partyPaper({ ...paper, today })), {
        headers: {
          'Content-Type': WORD,
          'Content-Disposition': contentDisposition(fileName(kind, asked.data, code ?? ''), false),
          'X-Content-Type-Options': 'nosniff',
          'Cache-Control': 'private, no-store',
        },
      });
    });
    return inWords(request, answer);
  };
}

/** Head and signature of a paper of the committee; `signer` as typed, else as decided, else who leads on that day. */
async function ofCommittee(tx: Tx, { number, signedOn }: Asked, type: string, today: Day, signer: string | null) {
  const day = signedOn ?? today;
  const { superior, issuer, place } = await letterheadOn(tx, day);
  return {
    ...{ signedOn, superior: superior || `ĐẢNG BỘ ${BLANK}`, issuer: issuer || `ĐẢNG ỦY ${BLANK}`, place: place || BLANK },
    number: partyNumber(number, type, 'ĐU'),
    signature: { kind: 'authority', authority: 'T/M ĐẢNG ỦY', position: 'BÍ THƯ', name: signer ?? (await secretaryOn(tx, day)) ?? '' },
  } as const;
}

/** Of a refusal: a year is no quantity, and takes no dots. */
const said = ({ year, quarter }: Span) => ({ year: String(year), quarter: String(quarter) });

/** What let the cap be passed, while it is passed: with more good ones there may be room again. */
const passedCap = (cap: Campaign['cap']) => (cap && cap.counts.excellent > cap.reading.limit ? cap.override : null);

async function campaignOrRefusal(tx: Tx, span: Span, today: Day) {
  const facts = await campaignFacts(tx, span, today);
  if (!facts) throw new Refusal('partyPapers.refused.noCampaign', said(span));
  return facts;
}

/** `GET /api/party/papers/summary?year=&number=&signedOn=&signer=&hasTable=&hasNames=`: the report on a year's ratings. */
export const summaryPaperHandler = paperHandler('summary', summaryInput, async (tx, asked, today) => {
  const facts = await summaryFacts(tx, asked.year);
  if (!facts) throw new Refusal('partyPapers.refused.noFigures', { year: String(asked.year) });
  return {
    ...(await ofCommittee(tx, asked, 'BC', today, asked.signer)),
    ...{ type: 'BÁO CÁO', subject: `kết quả đánh giá, xếp loại chất lượng chi bộ, đảng viên ${spanText(facts)}` },
    body: summaryBody(facts, asked),
    recipients: ['Cấp ủy cấp trên (để báo cáo)', 'Các chi bộ trực thuộc', 'Lưu Đảng ủy'],
  };
});

/** `GET /api/party/papers/list?year=&quarter=…`: all cells of a campaign with every step of their rating. */
export const listPaperHandler = paperHandler('list', listInput, async (tx, asked, today) => {
  const { lines, labels } = await campaignOrRefusal(tx, asked, today);
  return {
    ...(await ofCommittee(tx, asked, 'BC', today, asked.signer)),
    // a list is no kind of paper with a number of its own (domain.md E2): it goes as a report
    ...{ type: 'BÁO CÁO', subject: `danh sách chi bộ và kết quả xếp loại chất lượng ${spanText(asked)}`, isLandscape: true },
    body: listBody(asked, lines, labels),
    recipients: ['Các chi bộ trực thuộc', 'Lưu Đảng ủy'],
  };
});

/** `GET /api/party/papers/decision?year=&quarter=&decisionId=…`: the decision that exists, else the draft of what is proposed. */
export const decisionPaperHandler = paperHandler('decision', decisionInput, async (tx, asked, today) => {
  const { campaign, labels, lines, decisions } = await campaignOrRefusal(tx, asked, today);
  const open = lines.filter((line) => line.isOpen);
  const made = decisions.find(({ id }) => id === asked.decisionId) ?? (open.length === 0 ? decisions[0] : undefined);
  if (asked.decisionId !== null && !made) return null;
  const chosen = (made ? lines.filter(({ decisionId }) => decisionId === made.id) : open).flatMap((line) =>
    line.level === null ? [] : [{ ...line, level: line.level }],
  );
  if (chosen.length === 0) throw new Refusal('partyPapers.refused.nothingProposed', said(asked));
  const signedOn = asked.signedOn ?? made?.signedOn ?? null;
  const head = await ofCommittee(tx, { ...asked, signedOn }, 'QĐ', today, asked.signer ?? made?.signer ?? null);
  const number = asked.number === null && made?.number ? `Số ${made.number}` : head.number;
  return {
    ...{ ...head, number, type: 'QUYẾT ĐỊNH', subject: `về việc công nhận kết quả xếp loại chất lượng chi bộ ${spanText(asked)}` },
    body: decisionBody({
      ...{
        year: asked.year,
        quarter: asked.quarter,
        issuer: head.issuer,
        documents: documentsIn(campaign.documents, asked.year),
        labels,
        lines: chosen,
      },
      overCap: passedCap(campaign.cap),
    }),
    recipients: ['Cấp ủy cấp trên (để báo cáo)', 'Như Điều 3', 'Lưu Đảng ủy'],
    appendix: {
      ...{ type: 'DANH SÁCH', subject: `chi bộ được công nhận kết quả xếp loại chất lượng ${spanText(asked)}` },
      note: `(kèm theo Quyết định ${number.replace(/^S/, 's')} của Đảng ủy)`,
      body: decisionList({ lines: chosen, labels }),
    },
  };
});

/** `GET /api/party/papers/minutes?year=&quarter=&writer=&chair=…`: of the committee's meeting over all cells. */
export const minutesPaperHandler = paperHandler('minutes', minutesInput, async (tx, asked, today) => {
  const { campaign, labels, lines } = await campaignOrRefusal(tx, asked, today);
  const tally = tallyOf(lines.map(({ level }) => level));
  if (tally.total === 0) throw new Refusal('partyPapers.refused.nothingProposed', said(asked));
  const head = await ofCommittee(tx, asked, 'BB', today, asked.chair);
  const { signedOn } = head;
  const { cap } = campaign;
  return {
    ...{ ...head, type: 'BIÊN BẢN', subject: `hội nghị Đảng ủy xét, xếp loại chất lượng chi bộ ${spanText(asked)}` },
    signature: { kind: 'minutes', writer: asked.writer ?? '', chair: head.signature.name },
    body: committeeMinutes({
      ...{ year: asked.year, quarter: asked.quarter, heldOn: signedOn, writer: asked.writer, chair: head.signature.name || null },
      ...{ documents: documentsIn(campaign.documents, asked.year), labels, total: lines.length, tally },
      cap: cap && { percent: cap.rule.percent, base: cap.rule.base, count: cap.reading.of, limit: cap.reading.limit },
      overCap: passedCap(cap),
    }),
    recipients: [],
    appendix: {
      ...{ type: 'DANH SÁCH', subject: `mức xếp loại chi bộ ${spanText(asked)}`, note: '(kèm theo biên bản hội nghị)' },
      body: decisionList({ lines: lines.flatMap((line) => (line.level === null ? [] : [{ ...line, level: line.level }])), labels }),
    },
  };
});

/** `GET /api/party/papers/cell-minutes?year=&quarter=&code=…`: of one cell's meeting; its secretary prints the own. */
export const cellMinutesHandler = paperHandler('cell-minutes', cellMinutesInput, async (tx, asked, today, actor) => {
  const facts = await cellMeeting(tx, asked, asked.code, today);
  if (!facts || !can(actor, 'party.read', { partyBodyId: facts.partyBodyId })) return null;
  const { campaign, labels, cell, secretary, self, meeting } = facts;
  const { issuer: above, place: known } = await letterheadOn(tx, asked.signedOn ?? today);
  const [place, chair] = [known || BLANK, asked.chair ?? secretary];
  return {
    ...{ signedOn: asked.signedOn, place, superior: above.replace(/^ĐẢNG ỦY/, 'ĐẢNG BỘ') || `ĐẢNG BỘ ${BLANK}`, issuer: inCapitals(cell) },
    ...{ number: partyNumber(asked.number, 'BB', 'CB'), type: 'BIÊN BẢN' },
    subject: `hội nghị đánh giá, xếp loại chất lượng chi bộ ${spanText(asked)}`,
    signature: { kind: 'minutes', writer: asked.writer ?? '', chair: chair ?? '' },
    body: cellMinutes({
      ...{ year: asked.year, quarter: asked.quarter, heldOn: asked.signedOn, writer: asked.writer, chair },
      ...{ cell, documents: documentsIn(campaign.documents, asked.year), labels, self, ...meeting },
    }),
    recipients: [],
  };
});
