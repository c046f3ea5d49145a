import 'server-only';
import { dayOf } from '@/domain/date';
import { NotFound } from '@/domain/errors';
import { reach } from '@/domain/policy';
import { partyNumber } from '@/server/documents/party-layout';
import { partyPaper } from '@/server/documents/party-paper';
import { fieldProblems } from '@/server/field-problems';
import { guarded } from '@/server/json-handler';
import { readParty } from '@/server/party-read';
import { requestInfo } from '@/server/session';
import { summaryFacts } from './queries';
import { summaryBody } from './rules';
import { paperInput } from './schema';

const WORD = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

/** `GET /api/party/papers/summary?year=&superior=&issuer=&place=&number=&signedOn=&signer=`: the report on a year's ratings as a Word file. */
export function summaryPaperHandler(request: Request): Promise<Response> {
  return guarded('party.summaryPaper', async (actor, session) => {
    if (reach(actor, 'party.read') !== 'any') throw new NotFound();
    const asked = paperInput.safeParse(Object.fromEntries(new URL(request.url).searchParams), { reportInput: true });
    if (!asked.success) throw fieldProblems(asked.error);
    const { year, number, signer, ...paper } = asked.data;
    const facts = await readParty(
      actor,
      'party.read',
      (tx) => summaryFacts(tx, year),
      { what: 'party.summaryPaper', of: { year } },
      await requestInfo(session),
    );
    if (!facts) throw new NotFound();
    const file = await partyPaper({
      ...paper,
      today: dayOf(new Date()),
      number: number ?? partyNumber(null, 'BC', 'ĐU'),
      type: 'BÁO CÁO',
      subject: `kết quả đánh giá, xếp loại chất lượng chi bộ, đảng viên năm ${year}`,
      body: summaryBody(facts),
      signature: { kind: 'authority', authority: 'T/M ĐẢNG ỦY', position: 'BÍ THƯ', name: signer ?? '' },
      recipients: ['Cấp ủy cấp trên (báo cáo),', 'Các chi bộ trực thuộc,', 'Lưu Đảng ủy.'],
    });
    return new Response(new Uint8Array(file), {
      headers: {
        'Content-Type': WORD,
        'Content-Disposition': `attachment; filename="xep-loai-${year}.docx"`,
        'X-Content-Type-Options': 'nosniff',
        'Cache-Control': 'private, no-store',
      },
    });
  });
}
