import { type Day, dayInWords } from '@/domain/date';
import { formatNumber, formatOfficialCount } from '@/domain/number';
import type { PaperBlock } from '@/domain/paper';
import { printedPercent } from '@/features/rating-rules/rules/aggregates';
import { RATED_LEVELS, type RatedLevel } from '@/features/rating-rules/rules/levels';
import { type Tally, tallyLines } from './list';
import { BLANK, inSentence, type LevelLabels, listed, numberedParts, paragraph, type Span, spanText } from './wording';

/** Who wrote and chaired, where known; a hand fills the rest. */
export type Meeting = Span & { heldOn: Day | null; writer: string | null; chair: string | null };

const opening = ({ heldOn }: Meeting): PaperBlock[] => [
  paragraph(
    `Hồi ${BLANK} giờ ${BLANK}, ${heldOn === null ? `ngày ${BLANK} tháng ${BLANK} năm ${BLANK}` : dayInWords(heldOn)}, tại ${BLANK}.`,
  ),
];
const people = ({ chair, writer }: Meeting, position: string): string =>
  `Chủ trì: đồng chí ${chair ?? BLANK}${chair === null ? '' : position}. Người ghi biên bản: đồng chí ${writer ?? BLANK}.`;
const closing = (whom: string): PaperBlock =>
  paragraph(`Biên bản đã được đọc lại để ${whom} cùng nghe và thống nhất. Hội nghị kết thúc hồi ${BLANK} giờ ${BLANK} cùng ngày.`);

/** The meeting of one cell as it was recorded: who could vote and was there, the ballots of each level, and what the meeting proposes. */
export type CellMeeting = Meeting & {
  cell: string;
  documents: readonly string[];
  labels: LevelLabels;
  self: RatedLevel | null;
  votes: {
    eligible: number;
    present: number;
    excellent: number;
    good: number;
    completed: number;
    notCompleted: number;
    invalid: number;
  };
  level: RatedLevel | null;
  /** As a canonical decimal. */
  score: string | null;
  note: string | null;
};

const VOTES = { EXCELLENT: 'excellent', GOOD: 'good', COMPLETED: 'completed', NOT_COMPLETED: 'notCompleted' } as const;

/** Minutes of a cell's rating meeting. The share of each level is of those present, whose ballots they are. */
export function cellMinutes(meeting: CellMeeting): PaperBlock[] {
  const { cell, documents, labels, self, votes, level, score, note } = meeting;
  const { eligible, present, invalid } = votes;
  const counted = RATED_LEVELS.reduce((sum, code) => sum + votes[VOTES[code]], 0);
  const ballots: PaperBlock = {
    kind: 'table',
    head: ['Mức xếp loại', 'Số phiếu', 'Tỷ lệ trên số có mặt'],
    rows: [
      ...RATED_LEVELS.filter((code) => labels[code]).map((code) => [
        labels[code],
        formatOfficialCount(votes[VOTES[code]]),
        printedPercent(votes[VOTES[code]], present),
      ]),
      ['Phiếu không hợp lệ', formatOfficialCount(invalid), printedPercent(invalid, present)],
      ['Cộng', formatOfficialCount(counted + invalid), printedPercent(counted + invalid, present)],
    ],
    widths: [50, 20, 30],
    numeric: [1, 2],
    hasTotal: true,
  };
  const scored = score === null ? '' : `, ${formatNumber(Number(score), Number.isInteger(Number(score)) ? 0 : 1)} điểm`;
  return numberedParts([
    { title: 'Thời gian, địa điểm', blocks: opening(meeting) },
    {
      title: 'Thành phần',
      blocks: [
        paragraph(
          `Đảng viên được biểu quyết: ${formatOfficialCount(eligible)} đồng chí; có mặt: ${formatOfficialCount(present)} đồng chí (${printedPercent(present, eligible)}); vắng mặt: ${formatOfficialCount(eligible - present)} đồng chí. ${people(meeting, `, Bí thư ${cell}`)}`,
        ),
      ],
    },
    {
      title: 'Nội dung',
      blocks: [
        paragraph(
          `Hội nghị kiểm điểm, đánh giá, xếp loại chất lượng chi bộ ${spanText(meeting)} theo ${listed(documents) || 'quy định'}.${self === null ? '' : ` Chi bộ tự nhận mức ${inSentence(labels[self])}.`} Hội nghị thảo luận, góp ý và bỏ phiếu đề nghị mức xếp loại.`,
        ),
        ...(note === null ? [] : [paragraph(`Ý kiến ghi nhận: ${note.replace(/\s+/g, ' ').replace(/\.$/, '')}.`)]),
      ],
    },
    { title: 'Kết quả bỏ phiếu', blocks: [ballots] },
    {
      title: 'Kết luận',
      blocks: [
        ...(level === null
          ? []
          : [paragraph(`Hội nghị đề nghị xếp loại ${cell} ${spanText(meeting)}: ${inSentence(labels[level])}${scored}.`)]),
        closing('các đảng viên có mặt'),
      ],
    },
  ]);
}

/** The meeting of the committee over all cells. */
export type CommitteeMeeting = Meeting & {
  documents: readonly string[];
  labels: LevelLabels;
  /** Cells that were to be rated, and the levels that the meeting settled on. */
  total: number;
  tally: Tally;
  /** How many may be excellent; null in a year without a cap. */
  cap: { percent: number; base: 'GOOD_OR_BETTER' | 'GOOD_ONLY' | 'RATED' | 'TOTAL'; count: number; limit: number } | null;
  overCap: { reason: string; document: string } | null;
};

/** What the per cent of the cap is taken of, after «20 % của 42 …». */
function baseText(base: NonNullable<CommitteeMeeting['cap']>['base'], { GOOD: good }: LevelLabels): string {
  return {
    GOOD_OR_BETTER: `chi bộ ${inSentence(good)} trở lên`,
    GOOD_ONLY: `chi bộ ${inSentence(good)}`,
    RATED: 'chi bộ được xếp loại',
    TOTAL: 'chi bộ',
  }[base];
}

/** The cap in one sentence, and what let it be passed when it was. */
export function capSentences({ cap, overCap, tally, labels }: Pick<CommitteeMeeting, 'cap' | 'overCap' | 'tally' | 'labels'>): string[] {
  if (cap === null) return [];
  const { percent, base, count, limit } = cap;
  const excellent = tally.byLevel.EXCELLENT;
  const isOver = excellent > limit;
  return [
    `Số chi bộ ${inSentence(labels.EXCELLENT)} tối đa theo quy định: ${percent}\u00a0% của ${formatOfficialCount(count)} ${baseText(base, labels)} là ${formatOfficialCount(limit)} chi bộ; hội nghị thống nhất ${formatOfficialCount(excellent)} chi bộ${isOver ? `, vượt ${formatOfficialCount(excellent - limit)} chi bộ` : ''}.`,
    ...(isOver && overCap ? [`Lý do vượt: ${overCap.reason.replace(/\.$/, '')} (văn bản ${overCap.document}).`] : []),
  ];
}

/** Minutes of the committee's meeting that settles the levels of all cells. */
export function committeeMinutes(meeting: CommitteeMeeting): PaperBlock[] {
  const { documents, labels, total, tally } = meeting;
  const counts: PaperBlock = {
    kind: 'table',
    head: ['Mức xếp loại', 'Số chi bộ', 'Tỷ lệ'],
    rows: [
      ...RATED_LEVELS.filter((code) => labels[code]).map((code) => [
        labels[code],
        formatOfficialCount(tally.byLevel[code]),
        printedPercent(tally.byLevel[code], tally.total),
      ]),
      ['Cộng', formatOfficialCount(tally.total), printedPercent(tally.total, tally.total)],
    ],
    widths: [50, 25, 25],
    numeric: [1, 2],
    hasTotal: true,
  };
  const waiting = total - tally.total;
  return numberedParts([
    { title: 'Thời gian, địa điểm', blocks: opening(meeting) },
    {
      title: 'Thành phần',
      blocks: [
        paragraph(`Cấp ủy viên: ${BLANK} đồng chí; có mặt: ${BLANK} đồng chí; vắng mặt: ${BLANK} đồng chí.`),
        paragraph(people(meeting, ', Bí thư Đảng ủy')),
      ],
    },
    {
      title: 'Nội dung',
      blocks: [
        paragraph(
          `Văn phòng Đảng ủy báo cáo kết quả tự xếp loại, biểu quyết của các chi bộ và đề nghị xếp loại chất lượng ${spanText(meeting)} theo ${listed(documents) || 'quy định'}.`,
        ),
        paragraph('Hội nghị thảo luận và biểu quyết mức xếp loại của từng chi bộ (danh sách kèm theo).'),
      ],
    },
    {
      title: 'Kết quả',
      blocks: [
        paragraph(
          `Hội nghị thống nhất mức xếp loại của ${formatOfficialCount(tally.total)}/${formatOfficialCount(total)} chi bộ: ${tallyLines(tally, labels).join('; ')}.`,
        ),
        counts,
        ...capSentences(meeting).map(paragraph),
        ...(waiting > 0 ? [paragraph(`Còn ${formatOfficialCount(waiting)} chi bộ chưa đủ bước để xếp loại.`)] : []),
      ],
    },
    { title: 'Kết luận', blocks: [closing('các đồng chí dự họp')] },
  ]);
}
