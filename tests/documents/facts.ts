import { decisionBody, decisionList } from '@/features/party-papers/rules/decision';
import { type CellLine, listBody, tallyOf } from '@/features/party-papers/rules/list';
import { cellMinutes, committeeMinutes } from '@/features/party-papers/rules/minutes';
import { summaryBody } from '@/features/party-papers/rules/summary';
import { documentsIn, type LevelLabels } from '@/features/party-papers/rules/wording';
import { partyNumber } from '@/server/documents/party-layout';
import type { PartyPaper } from '@/server/documents/party-paper';

/** The year 2018 as the hospital published it (seeds/001): 42 cells, 8 · 34 · 0 · 0, 80 of 518 members, nobody disciplined. */
export const LABELS: LevelLabels = {
  EXCELLENT: 'Hoàn thành xuất sắc nhiệm vụ',
  GOOD: 'Hoàn thành tốt nhiệm vụ',
  COMPLETED: 'Hoàn thành nhiệm vụ',
  NOT_COMPLETED: 'Không hoàn thành nhiệm vụ',
};
const DOCUMENTS = documentsIn('Quy định 132-QĐ/TW ngày 08/3/2018; Hướng dẫn 16-HD/BTCTW ngày 24/9/2018.', 2018);
const SPAN = { year: 2018, quarter: 0 };
const ISSUER = 'ĐẢNG ỦY BỆNH VIỆN TRUNG ƯƠNG THÁI NGUYÊN';

/** 42 cells of 518 members: twelve in most, thirteen in the first fourteen; every fifth is excellent until there are eight. */
export const LINES: (CellLine & { level: 'EXCELLENT' | 'GOOD' })[] = Array.from({ length: 42 }, (_, place) => {
  const level = place % 5 === 0 && place < 40 ? 'EXCELLENT' : 'GOOD';
  return {
    name: place % 6 === 1 ? `Chi bộ Chẩn đoán hình ảnh – Thăm dò chức năng ${place + 1}` : `Chi bộ Nội tổng hợp ${place + 1}`,
    secretary: place % 4 === 2 ? 'Nguyễn Hoàng Thị Phương Thảo' : 'Lê Văn Sỹ',
    members: place < 14 ? 13 : 12,
    ...{ self: 'EXCELLENT', ballots: { excellent: 11, present: 12 }, proposed: level, decided: level, level },
    ...{ decisionId: 1, decisionNumber: '12-QĐ/ĐU' },
  };
});

const committee = {
  ...{ signedOn: '2019-01-09', today: '2026-11-23', place: 'Thái Nguyên', superior: 'ĐẢNG BỘ TỈNH THÁI NGUYÊN', issuer: ISSUER },
  signature: { kind: 'authority', authority: 'T/M ĐẢNG ỦY', position: 'BÍ THƯ', name: 'Nguyễn Công Hoàng' },
} as const;
const none = { rated: 42, excellent: 8, good: 34, completed: 0, notCompleted: 0, disciplined: null, labels: LABELS } as const;

const summary: PartyPaper = {
  ...committee,
  ...{
    number: partyNumber(5, 'BC', 'ĐU'),
    type: 'BÁO CÁO',
    recipients: ['Cấp ủy cấp trên (để báo cáo)', 'Các chi bộ trực thuộc', 'Lưu Đảng ủy'],
  },
  subject: 'kết quả đánh giá, xếp loại chất lượng chi bộ, đảng viên năm 2018',
  body: summaryBody(
    {
      ...{ ...SPAN, documents: DOCUMENTS },
      sums: [
        { subject: 'CELL', ...none },
        { ...none, subject: 'MEMBER', rated: 518, excellent: 80, good: null, completed: null, notCompleted: null, disciplined: 0 },
      ],
      commended: [
        { type: 'Huy hiệu 30 năm tuổi Đảng', whom: 'PERSON', count: 2, yearFrom: 2018, yearTo: 2018 },
        { type: 'Bằng khen đảng viên hoàn thành xuất sắc nhiệm vụ 5 năm liền', whom: 'PERSON', count: 5, yearFrom: 2013, yearTo: 2017 },
      ],
      excellentCells: LINES.filter(({ level }) => level === 'EXCELLENT'),
    },
    { hasTable: true, hasNames: true },
  ),
};

const list: PartyPaper = {
  ...committee,
  ...{ number: partyNumber(3, 'BC', 'ĐU'), type: 'BÁO CÁO', isLandscape: true, recipients: ['Các chi bộ trực thuộc', 'Lưu Đảng ủy'] },
  subject: 'danh sách chi bộ và kết quả xếp loại chất lượng năm 2018',
  body: listBody(SPAN, LINES, LABELS),
};

const decision: PartyPaper = {
  ...committee,
  ...{ number: partyNumber(null, 'QĐ', 'ĐU'), type: 'QUYẾT ĐỊNH', signedOn: null },
  subject: 'về việc công nhận kết quả xếp loại chất lượng chi bộ năm 2018',
  recipients: ['Cấp ủy cấp trên (để báo cáo)', 'Như Điều 3', 'Lưu Đảng ủy'],
  body: decisionBody({ ...SPAN, issuer: ISSUER, documents: DOCUMENTS, lines: LINES, labels: LABELS, overCap: null }),
  appendix: {
    ...{ type: 'DANH SÁCH', subject: 'chi bộ được công nhận kết quả xếp loại chất lượng năm 2018' },
    note: '(kèm theo Quyết định số …-QĐ/ĐU của Đảng ủy)',
    body: decisionList({ lines: LINES, labels: LABELS }),
  },
};

const meeting = { ...SPAN, heldOn: '2018-12-20', writer: 'Dương Thị Thanh', chair: 'Nguyễn Công Hoàng' } as const;
const minutes: PartyPaper = {
  ...committee,
  ...{ signedOn: '2018-12-20', number: partyNumber(2, 'BB', 'ĐU'), type: 'BIÊN BẢN', recipients: [] },
  subject: 'hội nghị Đảng ủy xét, xếp loại chất lượng chi bộ năm 2018',
  signature: { kind: 'minutes', writer: 'Dương Thị Thanh', chair: 'Nguyễn Công Hoàng' },
  body: committeeMinutes({
    ...{ ...meeting, documents: DOCUMENTS, labels: LABELS, total: 42, tally: tallyOf(LINES.map(({ level }) => level)), overCap: null },
    cap: { percent: 20, base: 'GOOD_OR_BETTER', count: 42, limit: 8 },
  }),
  appendix: {
    ...{ type: 'DANH SÁCH', subject: 'mức xếp loại chi bộ năm 2018', note: '(kèm theo biên bản hội nghị)' },
    body: decisionList({ lines: LINES, labels: LABELS }),
  },
};

const votes = { eligible: 20, present: 18, excellent: 17, good: 1, completed: 0, notCompleted: 0, invalid: 0 };
const cellPaper: PartyPaper = {
  ...{ signedOn: '2026-10-05', today: '2026-11-23', place: 'Thái Nguyên', recipients: [] },
  ...{ superior: 'ĐẢNG BỘ BỆNH VIỆN TRUNG ƯƠNG THÁI NGUYÊN', issuer: 'CHI BỘ NỘI TỔNG HỢP', number: partyNumber(4, 'BB', 'CB') },
  ...{ type: 'BIÊN BẢN', subject: 'hội nghị đánh giá, xếp loại chất lượng chi bộ quý III năm 2026' },
  signature: { kind: 'minutes', writer: 'Dương Thị Thanh', chair: 'Lê Văn Sỹ' },
  body: cellMinutes({
    ...{ year: 2026, quarter: 3, heldOn: '2026-10-05', writer: 'Dương Thị Thanh', chair: 'Lê Văn Sỹ' },
    ...{ cell: 'Chi bộ Nội tổng hợp', documents: ['Quy định 366-QĐ/TW ngày 30/8/2025'], labels: LABELS, self: 'EXCELLENT', votes },
    ...{ level: 'EXCELLENT', score: '92.5', note: 'Cần nêu rõ việc chậm tiến độ quý II' },
  }),
};

/** A paper of each kind; those of 2018 follow the guidance of then, the draft and the quarter's minutes that of 2026. */
export const PAPERS = { summary, list, decision, minutes, 'cell-minutes': cellPaper } as const satisfies Record<string, PartyPaper>;
