import { formatOfficialCount } from '@/domain/number';
import type { PaperBlock } from '@/domain/paper';
import { type LevelCounts, printedPercent, printedShare } from '@/features/rating-rules/rules/aggregates';
import { RATED_LEVELS, type RatedLevel, type Subject } from '@/features/rating-rules/rules/levels';
import { inSentence, type LevelLabels, listed, numberedParts, paragraph, type Span, spanText } from './wording';

/** Counts of one subject in a year, each level for itself; a level that was not published is null. */
export type SubjectSums = LevelCounts & {
  subject: Subject;
  rated: number;
  /** Disciplined in the year; an explicit zero is said, null is not known and not said. */
  disciplined: number | null;
  labels: LevelLabels;
};
/** Commendations of one kind; `whom` is a person, a body of the Party, or nobody named. */
export type Commended = { type: string; whom: 'PERSON' | 'BODY'; count: number; yearFrom: number; yearTo: number };
export type SummaryFacts = Span & {
  /** The documents of the year's rules, one by one. */
  documents: string[];
  sums: SubjectSums[];
  commended: Commended[];
  /** Cells decided excellent by name, in their order; empty when the year has no ratings by name. */
  excellentCells: { name: string; secretary: string | null }[];
};
/** What is printed besides the sentences. */
export type SummaryOptions = { hasTable: boolean; hasNames: boolean };

const NOUN = { CELL: 'chi bộ', MEMBER: 'đảng viên', ORGANISATION: 'tổ chức đảng' } as const;
const COUNT = { EXCELLENT: 'excellent', GOOD: 'good', COMPLETED: 'completed', NOT_COMPLETED: 'notCompleted' } as const;

/**
 * Levels of one subject in words, as the hospital prints them: «08/42 (19,05 %) chi bộ hoàn thành xuất sắc nhiệm vụ; 42/42 (100 %) … trở
 * lên» (domain.md B5). What was not published is not said.
 */
export function ratingSentence({ subject, rated, excellent, good, completed, notCompleted, labels }: SubjectSums): string {
  const noun = NOUN[subject];
  const said = (count: number, level: RatedLevel) => `${printedShare(count, rated)} ${noun} ${inSentence(labels[level])}`;
  const goodOrBetter = good === null ? null : excellent + good;
  const parts = [
    said(excellent, 'EXCELLENT'),
    ...(goodOrBetter === null ? [] : [`${said(goodOrBetter, 'GOOD')} trở lên`]),
    ...(goodOrBetter !== null && completed !== null && goodOrBetter < rated
      ? [`${said(goodOrBetter + completed, 'COMPLETED')} trở lên`]
      : []),
    ...(notCompleted !== null && notCompleted > 0 ? [said(notCompleted, 'NOT_COMPLETED')] : []),
  ];
  return `Có ${parts.join('; ')}.`;
}

/** Discipline in words; case 5: an explicit zero is «Không có đảng viên nào bị thi hành kỷ luật». null says nothing. */
export function disciplineSentence({ subject, disciplined }: Pick<SubjectSums, 'subject' | 'disciplined'>): string | null {
  if (disciplined === null) return null;
  return disciplined === 0
    ? `Không có ${NOUN[subject]} nào bị thi hành kỷ luật.`
    : `Có ${formatOfficialCount(disciplined)} ${NOUN[subject]} bị thi hành kỷ luật.`;
}

/** «Huy hiệu 30 năm tuổi Đảng: 02 đảng viên.», «…, giai đoạn 2013–2017: 05 đảng viên.» */
export function commendedSentence({ type, whom, count, yearFrom, yearTo }: Commended): string {
  const span = yearFrom === yearTo ? '' : `, giai đoạn ${yearFrom}–${yearTo}`;
  return `${type}${span}: ${formatOfficialCount(count)} ${whom === 'BODY' ? 'tập thể' : 'đảng viên'}.`;
}

/** Level × count × share for cells and members, with the sums below: the «biểu tổng hợp» of a year. */
export function summaryTable(sums: readonly SubjectSums[]): PaperBlock {
  const columns = (['CELL', 'MEMBER'] as const).flatMap((subject) => sums.filter((of) => of.subject === subject));
  const shown = (of: SubjectSums, level: RatedLevel) => {
    const count = of[COUNT[level]];
    return count === null ? ['–', '–'] : [formatOfficialCount(count), printedPercent(count, of.rated)];
  };
  const nameOf = (level: RatedLevel) => [...new Set(columns.map(({ labels }) => labels[level]).filter(Boolean))].join(' / ');
  return {
    kind: 'table',
    head: ['Mức xếp loại', ...columns.flatMap(({ subject }) => [`Số ${NOUN[subject]}`, 'Tỷ lệ'])],
    rows: [
      ...RATED_LEVELS.filter((level) => nameOf(level)).map((level) => [nameOf(level), ...columns.flatMap((of) => shown(of, level))]),
      ['Cộng', ...columns.flatMap(({ rated }) => [formatOfficialCount(rated), printedPercent(rated, rated)])],
    ],
    widths: [40, ...columns.flatMap(() => [60 / columns.length / 2, 60 / columns.length / 2])],
    numeric: columns.flatMap((_, place) => [place * 2 + 1, place * 2 + 2]),
    hasTotal: true,
  };
}

/** The body of the report on a year's ratings: what it rests on, cells, members, the table, commendations, and who is excellent by name. */
export function summaryBody(facts: SummaryFacts, { hasTable, hasNames }: SummaryOptions): PaperBlock[] {
  const { documents, sums, commended, excellentCells } = facts;
  const of = (subject: Subject): PaperBlock[] =>
    sums
      .filter((sum) => sum.subject === subject)
      .flatMap((sum) => [ratingSentence(sum), disciplineSentence(sum)])
      .flatMap((text) => (text === null ? [] : [paragraph(text)]));
  const excellent = sums.find(({ subject }) => subject === 'CELL')?.labels.EXCELLENT ?? '';
  const opening = `kết quả đánh giá, xếp loại chất lượng chi bộ, đảng viên ${spanText(facts)} như sau:`;
  return [
    paragraph(documents.length > 0 ? `Thực hiện ${listed(documents)}, Đảng ủy báo cáo ${opening}` : `Đảng ủy báo cáo ${opening}`),
    ...numberedParts([
      { title: 'Chi bộ', blocks: of('CELL') },
      { title: 'Đảng viên', blocks: of('MEMBER') },
      { title: 'Biểu tổng hợp', blocks: hasTable && sums.some(({ subject }) => subject !== 'ORGANISATION') ? [summaryTable(sums)] : [] },
      { title: 'Khen thưởng', blocks: commended.map((one) => paragraph(commendedSentence(one))) },
      {
        title: `Chi bộ ${inSentence(excellent)}`,
        blocks:
          hasNames && excellentCells.length > 0
            ? [
                {
                  kind: 'table',
                  head: ['TT', 'Chi bộ', 'Bí thư'],
                  rows: excellentCells.map(({ name, secretary }, place) => [String(place + 1), name, secretary ?? '']),
                  widths: [10, 50, 40],
                  centred: [0],
                },
              ]
            : [],
      },
    ]),
  ];
}
