import { type Day, dayInWords } from '@/domain/date';
import { formatOfficialCount, formatPercent } from '@/domain/number';
import type { PaperBlock } from '@/domain/paper';
import { carries } from '@/features/award-proposals/rules/road';
import { BLANK, heading, paragraph, share } from './wording';

/** One proposal as the minutes list it. */
export type Balloted = {
  name: string;
  department: string;
  title: string;
  vote: { eligible: number; present: number; votesFor: number; votesAgainst: number; votesBlank: number; thresholdPercent: number };
};
/** A sitting; what is null stays open in the paper. Hours as «14:00». */
export type Meeting = {
  year: number;
  heldOn: Day;
  startedAt: string | null;
  endedAt: string | null;
  venue: string | null;
  writer: string | null;
  chair: string | null;
  lines: readonly Balloted[];
};

const hour = (clock: string | null) => {
  const [hours, minutes] = clock?.split(':') ?? [];
  return hours && minutes ? `${hours} giờ ${minutes}` : '…… giờ ……';
};
const asked = (percent: number) => (percent === 50 ? 'quá nửa' : `từ ${formatPercent(percent, 0)}`);

/** What opens minutes (mẫu 1.9 of NĐ 30/2020): when, where, who. */
function opening({ heldOn, startedAt, venue, lines, chair, writer }: Meeting, whom: string): PaperBlock[] {
  const [first] = lines;
  const [eligible, present] = [first?.vote.eligible ?? 0, first?.vote.present ?? 0];
  const count = formatOfficialCount;
  return [
    paragraph(`Thời gian bắt đầu: ${hour(startedAt)}, ${dayInWords(heldOn)}.`),
    paragraph(`Địa điểm: ${venue ?? BLANK}.`),
    paragraph(
      `Thành phần tham dự: ${whom} ${count(eligible)} người; có mặt ${count(present)} người (${share(present, eligible)})${present < eligible ? `; vắng mặt ${count(eligible - present)} người` : ''}.`,
    ),
    paragraph(`Chủ tọa: ${chair ?? BLANK}.`),
    paragraph(`Thư ký: ${writer ?? BLANK}.`),
  ];
}

const ballots = (lines: readonly Balloted[], hasDepartment: boolean): PaperBlock => ({
  kind: 'table',
  head: [
    'TT',
    hasDepartment ? 'Họ và tên, đơn vị' : 'Họ và tên',
    'Danh hiệu, hình thức',
    'Đồng ý',
    'Không đồng ý',
    'Trắng',
    'Tỷ lệ',
    'Kết quả',
  ],
  rows: lines.map(({ name, department, title, vote }, place) => [
    String(place + 1),
    hasDepartment && department !== name ? `${name}, ${department}` : name,
    title,
    ...[vote.votesFor, vote.votesAgainst, vote.votesBlank].map((votes) => (votes === 0 ? '0' : formatOfficialCount(votes))),
    share(vote.votesFor, vote.eligible),
    carries(vote) ? 'Đạt' : 'Không đạt',
  ]),
  widths: [6, 24, 21, 8, 9, 9, 12, 11],
  centred: [0, 3, 4, 5, 6, 7],
});

function conclusion({ lines, heldOn, endedAt }: Meeting, next: string): PaperBlock[] {
  const carried = lines.filter(({ vote }) => carries(vote));
  const kinds = [...new Set(lines.map(({ vote }) => `${asked(vote.thresholdPercent)} số người có quyền biểu quyết`))];
  return [
    paragraph(`Tỷ lệ phiếu phải đạt: ${kinds.join('; ')}.`),
    paragraph(
      carried.length === 0
        ? 'Không có đề nghị nào đạt tỷ lệ phiếu.'
        : `Có ${formatOfficialCount(carried.length)}/${formatOfficialCount(lines.length)} đề nghị đạt tỷ lệ phiếu. ${next}`,
    ),
    paragraph('Biên bản đã được đọc lại cho những người dự họp cùng nghe và thống nhất.'),
    paragraph(`Cuộc họp kết thúc vào ${hour(endedAt)}, ${dayInWords(heldOn)}./.`),
  ];
}

/** Biên bản họp bình xét of a department. */
export function departmentMinutes(meeting: Meeting & { department: string }): PaperBlock[] {
  const { year, department, lines } = meeting;
  return [
    ...opening(meeting, `viên chức, người lao động của ${department} có quyền biểu quyết`),
    heading('1. Nội dung'),
    paragraph(
      `Cuộc họp nghe thông báo tiêu chuẩn, đối chiếu thành tích của từng người và tập thể, thảo luận và bỏ phiếu đề nghị danh hiệu thi đua, hình thức khen thưởng năm ${year}.`,
    ),
    heading('2. Kết quả bỏ phiếu'),
    ballots(lines, false),
    heading('3. Kết luận'),
    ...conclusion(meeting, 'Cuộc họp thống nhất đề nghị Hội đồng Thi đua - Khen thưởng Bệnh viện xem xét.'),
  ];
}

/** Biên bản họp Hội đồng Thi đua - Khen thưởng. */
export function councilMinutes(meeting: Meeting): PaperBlock[] {
  const { year, lines } = meeting;
  return [
    ...opening(meeting, 'thành viên Hội đồng Thi đua - Khen thưởng Bệnh viện'),
    heading('1. Nội dung'),
    paragraph(
      `Thư ký trình bày hồ sơ đề nghị khen thưởng năm ${year} của các đơn vị. Hội đồng thảo luận và bỏ phiếu kín đối với ${formatOfficialCount(lines.length)} đề nghị.`,
    ),
    heading('2. Kết quả bỏ phiếu'),
    ballots(lines, true),
    heading('3. Kết luận'),
    ...conclusion(meeting, 'Hội đồng đề nghị Giám đốc Bệnh viện quyết định khen thưởng theo thẩm quyền hoặc trình cấp trên.'),
  ];
}
