import { formatOfficialCount } from '@/domain/number';
import type { PaperBlock } from '@/domain/paper';
import type { RatedLevel } from '@/features/rating-rules/rules/levels';
import { type CellLine, tallyLines, tallyOf } from './list';
import { inColumn, type LevelLabels, paragraph, type Span, spanText } from './wording';

/** What a decision on ratings says: which cells at which level, what it rests on, and what let the cap be passed. */
export type DecisionFacts = Span & {
  /** Who decides, in capitals: «ĐẢNG ỦY BỆNH VIỆN …». */
  issuer: string;
  documents: readonly string[];
  lines: readonly (CellLine & { level: RatedLevel })[];
  labels: LevelLabels;
  overCap: { reason: string; document: string } | null;
};

/**
 * The body of the decision draft: grounds, the resolution, three articles. Grounds end with a semicolon and the last with a comma, because
 * the sentence goes on to who decides.
 */
export function decisionBody({ issuer, documents, lines, labels, overCap, ...span }: DecisionFacts): PaperBlock[] {
  const grounds = [
    'Căn cứ Điều lệ Đảng Cộng sản Việt Nam',
    ...documents.map((document) => `Căn cứ ${document}`),
    `Căn cứ kết quả đánh giá, xếp loại chất lượng ${spanText(span)} của các chi bộ trực thuộc`,
    ...(overCap ? [`Căn cứ văn bản ${overCap.document} (${overCap.reason})`] : []),
  ];
  const count = formatOfficialCount(lines.length);
  const tally = tallyLines(tallyOf(lines.map(({ level }) => level)), labels);
  return [
    ...grounds.map((text, place) => paragraph(`- ${text}${place === grounds.length - 1 ? ',' : ';'}`)),
    { kind: 'paragraph', text: issuer, bold: true, align: 'centre' },
    { kind: 'paragraph', text: 'QUYẾT ĐỊNH', bold: true, align: 'centre' },
    {
      kind: 'paragraph',
      lead: 'Điều 1.',
      text: `Công nhận kết quả xếp loại chất lượng ${spanText(span)} của ${count} chi bộ trực thuộc, gồm:`,
    },
    ...tally.map((text, place) => paragraph(`- ${text}${place === tally.length - 1 ? '.' : ';'}`)),
    paragraph('(Danh sách kèm theo Quyết định này.)'),
    {
      kind: 'paragraph',
      lead: 'Điều 2.',
      text: 'Giao Văn phòng Đảng ủy thông báo kết quả xếp loại đến các chi bộ, lưu hồ sơ theo quy định và báo cáo cấp ủy cấp trên.',
    },
    {
      kind: 'paragraph',
      lead: 'Điều 3.',
      text: 'Văn phòng Đảng ủy, các ban của Đảng ủy và các chi bộ có tên trong danh sách chịu trách nhiệm thi hành Quyết định này. Quyết định có hiệu lực từ ngày ký.',
    },
  ];
}

/** The list that goes with the decision: number, cell, secretary, members, level. */
export function decisionList({ lines, labels }: Pick<DecisionFacts, 'lines' | 'labels'>): PaperBlock[] {
  return [
    {
      kind: 'table',
      head: ['TT', 'Chi bộ', 'Bí thư', 'Số đảng viên', 'Mức xếp loại'],
      rows: lines.map(({ name, secretary, members, level }, place) => [
        String(place + 1),
        name,
        secretary ?? '',
        members === null ? '–' : formatOfficialCount(members),
        inColumn(labels[level]),
      ]),
      widths: [7, 34, 24, 12, 23],
      centred: [0, 3],
    },
  ];
}
