import { formatNumber, formatOfficialCount } from '@/domain/number';
import type { PaperBlock } from '@/domain/paper';
import { printedShare } from '@/features/rating-rules/rules/aggregates';
import { RATED_LEVELS, type RatedLevel } from '@/features/rating-rules/rules/levels';
import { inColumn, inSentence, type LevelLabels, paragraph, type Span, spanText } from './wording';

/** One cell of a campaign as the papers list it. */
export type CellLine = {
  name: string;
  secretary: string | null;
  /** Members at the end of the span; null when nobody has counted them. */
  members: number | null;
  self: RatedLevel | null;
  /** Ballots for excellent of those present at the cell's meeting. */
  ballots: { excellent: number; present: number } | null;
  /** What the appraisal proposes. */
  proposed: RatedLevel | null;
  /** Null while it is not decided. */
  decided: RatedLevel | null;
  decisionId: number | null;
  decisionNumber: string | null;
};

/** Cells at a level. */
export type Tally = { total: number; byLevel: Record<RatedLevel, number> };

/** How many stand at each level, of all that have one. */
export function tallyOf(levels: readonly (RatedLevel | null)[]): Tally {
  const rated = levels.filter((level) => level !== null);
  const count = (level: RatedLevel) => rated.filter((one) => one === level).length;
  return {
    total: rated.length,
    byLevel: {
      EXCELLENT: count('EXCELLENT'),
      GOOD: count('GOOD'),
      COMPLETED: count('COMPLETED'),
      NOT_COMPLETED: count('NOT_COMPLETED'),
    },
  };
}

/** «08/42 (19,05 %) chi bộ hoàn thành xuất sắc nhiệm vụ», a line for each level that has one. */
export function tallyLines({ total, byLevel }: Tally, labels: LevelLabels): string[] {
  return RATED_LEVELS.filter((level) => byLevel[level] > 0).map(
    (level) => `${printedShare(byLevel[level], total)} chi bộ ${inSentence(labels[level])}`,
  );
}

const column = (level: RatedLevel | null, labels: LevelLabels) => (level === null ? '–' : inColumn(labels[level]));

/** All cells of a campaign with every step of their rating, in the cells' order: nine columns, for a page on its side. */
export function listBody(span: Span, lines: readonly CellLine[], labels: LevelLabels): PaperBlock[] {
  const decided = tallyOf(lines.map((line) => line.decided));
  const waiting = lines.length - decided.total;
  return [
    paragraph(
      `${[
        `Danh sách có ${formatOfficialCount(lines.length)} chi bộ được đánh giá, xếp loại ${spanText(span)}`,
        ...tallyLines(decided, labels),
        ...(waiting > 0 ? [`${formatOfficialCount(waiting)} chi bộ chưa có quyết định`] : []),
      ].join('; ')}.`,
    ),
    {
      kind: 'table',
      head: [
        ...['TT', 'Chi bộ', 'Bí thư', 'Số đảng viên', 'Tự xếp loại', 'Phiếu xuất sắc'],
        ...['Đề nghị xếp loại', 'Mức được quyết định', 'Số quyết định'],
      ],
      rows: lines.map((line, place) => [
        String(place + 1),
        line.name,
        line.secretary ?? '',
        line.members === null ? '–' : formatNumber(line.members),
        column(line.self, labels),
        line.ballots === null ? '–' : `${line.ballots.excellent}/${line.ballots.present}`,
        column(line.proposed, labels),
        column(line.decided, labels),
        line.decisionNumber ?? '',
      ]),
      widths: [4, 19, 15, 7, 12, 9, 12, 12, 10],
      centred: [0, 3, 5, 8],
    },
  ];
}
