import { formatOfficialCount } from '@/domain/number';
import type { PaperBlock } from '@/domain/paper';
import { printedShare } from '@/features/rating-rules/rules/aggregates';

/** Sums of one subject in a year, each level and the better ones together (cumulative). */
export type SubjectSums = {
  subject: 'ORGANISATION' | 'CELL' | 'MEMBER';
  rated: number;
  excellent: number;
  goodOrBetter: number;
  completedOrBetter: number;
  notCompleted: number;
  /** Disciplined in the year; an explicit zero is said, null is not known and not said. */
  disciplined: number | null;
};
export type Commended = { type: string; count: number; yearFrom: number; yearTo: number };
export type SummaryFacts = { year: number; documents: string | null; sums: SubjectSums[]; commended: Commended[] };

const paragraph = (text: string, bold?: true): PaperBlock => ({ kind: 'paragraph', text, bold });
const NOUN = { CELL: 'chi bộ', MEMBER: 'đảng viên', ORGANISATION: 'tổ chức đảng' } as const;

/** Levels of one subject in words, as the hospital prints them: «08/42 (19,05 %) chi bộ hoàn thành xuất sắc nhiệm vụ; …» (domain.md B5). */
export function ratingSentence({ subject, rated, excellent, goodOrBetter, completedOrBetter, notCompleted }: SubjectSums): string {
  const noun = NOUN[subject];
  const parts = [
    `${printedShare(excellent, rated)} ${noun} hoàn thành xuất sắc nhiệm vụ`,
    `${printedShare(goodOrBetter, rated)} ${noun} hoàn thành tốt nhiệm vụ trở lên`,
    ...(goodOrBetter < rated ? [`${printedShare(completedOrBetter, rated)} ${noun} hoàn thành nhiệm vụ trở lên`] : []),
    ...(notCompleted > 0 ? [`${printedShare(notCompleted, rated)} ${noun} không hoàn thành nhiệm vụ`] : []),
  ];
  return `Có ${parts.join('; ')}.`;
}

/** Discipline in words; case 5: an explicit zero is «Không có đảng viên nào bị thi hành kỷ luật». null says nothing. */
export function disciplineSentence({ subject, disciplined }: SubjectSums): string | null {
  if (disciplined === null) return null;
  return disciplined === 0
    ? `Không có ${NOUN[subject]} nào bị thi hành kỷ luật.`
    : `Có ${formatOfficialCount(disciplined)} ${NOUN[subject]} bị thi hành kỷ luật.`;
}

/** The body of the report on a year's ratings: what it rests on, cells, members, commendations. */
export function summaryBody({ year, documents, sums, commended }: SummaryFacts): PaperBlock[] {
  const section = (subject: SubjectSums['subject'], title: string): PaperBlock[] => {
    const found = sums.find((sum) => sum.subject === subject);
    if (!found) return [];
    const discipline = disciplineSentence(found);
    return [paragraph(title, true), paragraph(ratingSentence(found)), ...(discipline ? [paragraph(discipline)] : [])];
  };
  const parts = [
    section('CELL', 'Chi bộ'),
    section('MEMBER', 'Đảng viên'),
    commended.length === 0
      ? []
      : [
          paragraph('Khen thưởng', true),
          ...commended.map(({ type, count, yearFrom, yearTo }) =>
            paragraph(`${type}: ${formatOfficialCount(count)}${yearFrom === yearTo ? '' : `, thành tích các năm ${yearFrom}–${yearTo}`}.`),
          ),
        ],
  ].filter((part) => part.length > 0);
  const numbered = parts.flatMap(([title, ...rest], index) =>
    title?.kind === 'paragraph' ? [{ ...title, text: `${index + 1}. ${title.text}` }, ...rest] : rest,
  );
  return [
    paragraph(
      `${documents ? `Thực hiện ${documents}, ` : ''}kết quả đánh giá, xếp loại chất lượng năm ${year} như sau:`.replace(/^k/, 'K'),
    ),
    ...numbered,
  ];
}
