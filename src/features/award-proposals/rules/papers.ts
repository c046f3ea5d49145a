import { type Day, dayInWords, formatDay } from '@/domain/date';
import { formatNumber, formatOfficialCount, formatPercent } from '@/domain/number';
import type { PaperBlock } from '@/domain/paper';
import { carries } from './road';

// What official papers say is Vietnamese whatever language the reader has chosen: it stands here, not among the messages.

const BLANK = '………';
const paragraph = (text: string): PaperBlock => ({ kind: 'paragraph', text });
const heading = (text: string): PaperBlock => ({ kind: 'paragraph', text, bold: true });

/** One proposal as the minutes list it. */
export type Balloted = {
  name: string;
  department: string;
  title: string;
  vote: { eligible: number; present: number; votesFor: number; votesAgainst: number; votesBlank: number; thresholdPercent: number };
};
export type Meeting = { year: number; heldOn: Day; writer: string | null; chair: string | null; lines: readonly Balloted[] };

const share = (votesFor: number, eligible: number) => {
  const percent = eligible === 0 ? 0 : (votesFor * 100) / eligible;
  return formatPercent(percent, Number.isInteger(percent) ? 0 : 2);
};
const asked = (percent: number) => (percent === 50 ? 'quá nửa' : `từ ${formatPercent(percent, 0)}`);

const opening = (heldOn: Day): PaperBlock => paragraph(`Hồi ${BLANK} giờ ${BLANK}, ${dayInWords(heldOn)}, tại ${BLANK}.`);
const attendance = ({ lines, chair, writer }: Meeting, whom: string): PaperBlock[] => {
  const [first] = lines;
  const [eligible, present] = [first?.vote.eligible ?? 0, first?.vote.present ?? 0];
  return [
    paragraph(
      `${whom}: ${formatOfficialCount(eligible)} người; có mặt: ${formatOfficialCount(present)} người (${share(present, eligible)}); vắng mặt: ${formatOfficialCount(eligible - present)} người.`,
    ),
    paragraph(`Chủ tọa: ${chair ?? BLANK}.`),
    paragraph(`Thư ký: ${writer ?? BLANK}.`),
  ];
};

const ballots = (lines: readonly Balloted[], hasDepartment: boolean): PaperBlock => ({
  kind: 'table',
  head: ['TT', 'Họ và tên, đơn vị', 'Danh hiệu, hình thức đề nghị', 'Đồng ý', 'Không đồng ý', 'Trắng', 'Tỷ lệ đồng ý', 'Kết quả'],
  rows: lines.map(({ name, department, title, vote }, place) => [
    String(place + 1),
    hasDepartment && department !== name ? `${name}, ${department}` : name,
    title,
    ...[vote.votesFor, vote.votesAgainst, vote.votesBlank].map((count) => formatOfficialCount(count)),
    share(vote.votesFor, vote.eligible),
    carries(vote) ? 'Đạt' : 'Không đạt',
  ]),
  widths: [5, 25, 22, 9, 9, 9, 11, 10],
  centred: [0, 3, 4, 5, 6, 7],
});

function conclusion(lines: readonly Balloted[], next: string): PaperBlock[] {
  const carried = lines.filter(({ vote }) => carries(vote));
  const kinds = [...new Set(lines.map(({ vote }) => `${asked(vote.thresholdPercent)} số người có quyền biểu quyết`))];
  return [
    paragraph(`Tỷ lệ phiếu phải đạt: ${kinds.join('; ')}.`),
    paragraph(
      carried.length === 0
        ? 'Không có đề nghị nào đạt tỷ lệ phiếu.'
        : `Có ${formatOfficialCount(carried.length)}/${formatOfficialCount(lines.length)} đề nghị đạt tỷ lệ phiếu. ${next}`,
    ),
    paragraph(
      `Biên bản đã được đọc lại cho những người dự họp cùng nghe và thống nhất. Cuộc họp kết thúc hồi ${BLANK} giờ ${BLANK} cùng ngày.`,
    ),
  ];
}

/** Biên bản họp bình xét of a department. */
export function departmentMinutes(meeting: Meeting & { department: string }): PaperBlock[] {
  const { year, heldOn, department, lines } = meeting;
  return [
    heading('1. Thời gian, địa điểm'),
    opening(heldOn),
    heading('2. Thành phần'),
    ...attendance(meeting, `Viên chức, người lao động của ${department} có quyền biểu quyết`),
    heading('3. Nội dung'),
    paragraph(
      `Cuộc họp nghe thông báo tiêu chuẩn, đối chiếu thành tích của từng người và tập thể, thảo luận và bỏ phiếu đề nghị danh hiệu thi đua, hình thức khen thưởng năm ${year}.`,
    ),
    heading('4. Kết quả bỏ phiếu'),
    ballots(lines, false),
    heading('5. Kết luận'),
    ...conclusion(lines, 'Cuộc họp thống nhất đề nghị Hội đồng Thi đua - Khen thưởng Bệnh viện xem xét.'),
  ];
}

/** Biên bản họp Hội đồng Thi đua - Khen thưởng. */
export function councilMinutes(meeting: Meeting): PaperBlock[] {
  const { year, heldOn, lines } = meeting;
  return [
    heading('1. Thời gian, địa điểm'),
    opening(heldOn),
    heading('2. Thành phần'),
    ...attendance(meeting, 'Thành viên Hội đồng Thi đua - Khen thưởng Bệnh viện'),
    heading('3. Nội dung'),
    paragraph(
      `Thư ký trình bày hồ sơ đề nghị khen thưởng năm ${year} của các đơn vị. Hội đồng thảo luận và bỏ phiếu kín đối với ${formatOfficialCount(lines.length)} đề nghị.`,
    ),
    heading('4. Kết quả bỏ phiếu'),
    ballots(lines, true),
    heading('5. Kết luận'),
    ...conclusion(lines, 'Hội đồng đề nghị Giám đốc Bệnh viện quyết định khen thưởng theo thẩm quyền hoặc trình cấp trên.'),
  ];
}

export type Submitted = {
  name: string;
  department: string;
  title: string;
  subject: 'PERSON' | 'DEPARTMENT';
  statement: string | null;
  vote: Balloted['vote'] | null;
};

const perTitle = <Line extends { title: string }>(lines: readonly Line[]) =>
  [...new Set(lines.map(({ title }) => title))].map((title) => ({ title, lines: lines.filter((line) => line.title === title) }));

/** Tờ trình to the superior: how many for what, the votes, what is enclosed. */
export function submissionBody({ year, lines, heldOn }: { year: number; lines: readonly Submitted[]; heldOn: Day | null }): PaperBlock[] {
  return [
    paragraph('Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022;'),
    ...(heldOn === null ? [] : [paragraph(`Căn cứ kết quả họp Hội đồng Thi đua - Khen thưởng Bệnh viện ${dayInWords(heldOn)}.`)]),
    paragraph(`Bệnh viện kính trình xem xét, khen thưởng thành tích năm ${year} cho các cá nhân, tập thể sau:`),
    ...perTitle(lines).map(({ title, lines: of }, place) =>
      paragraph(
        `${place + 1}. ${title}: ${[counted(of.filter(({ subject }) => subject === 'PERSON').length, 'cá nhân'), counted(of.filter(({ subject }) => subject === 'DEPARTMENT').length, 'tập thể')].filter(Boolean).join(', ')}.`,
      ),
    ),
    paragraph('(Danh sách kèm theo Tờ trình này.)'),
    paragraph('Hồ sơ gửi kèm: báo cáo thành tích, biên bản họp bình xét của đơn vị, biên bản họp Hội đồng Thi đua - Khen thưởng.'),
    paragraph('Kính đề nghị xem xét, quyết định./.'),
  ];
}
const counted = (count: number, unit: string) => (count > 0 ? `${formatOfficialCount(count)} ${unit}` : '');

export const submissionList = (lines: readonly Submitted[]): PaperBlock[] => [
  {
    kind: 'table',
    head: ['TT', 'Họ và tên, tập thể', 'Đơn vị', 'Danh hiệu, hình thức đề nghị', 'Phiếu của Hội đồng'],
    rows: lines.map(({ name, department, title, subject, vote }, place) => [
      String(place + 1),
      name,
      subject === 'PERSON' ? department : '',
      title,
      vote ? `${vote.votesFor}/${vote.eligible} (${share(vote.votesFor, vote.eligible)})` : '–',
    ]),
    widths: [6, 28, 26, 25, 15],
    centred: [0, 4],
  },
];

export type Recipient = {
  title: string;
  subject: 'PERSON' | 'COLLECTIVE';
  name: string;
  department: string | null;
  yearFrom: number | null;
  yearTo: number | null;
  money: number | null;
  count: number;
};

const yearsText = ({ yearFrom, yearTo }: Pick<Recipient, 'yearFrom' | 'yearTo'>) =>
  yearFrom === null || yearTo === null ? '' : yearFrom === yearTo ? `năm ${yearTo}` : `giai đoạn ${yearFrom} - ${yearTo}`;

/** Body of the decision: bases in italics, the resolution, three articles. */
export function decisionBody({ issuer, recipients }: { issuer: string; recipients: readonly Recipient[] }): PaperBlock[] {
  const bases = [
    'Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022;',
    'Căn cứ Quy chế tổ chức và hoạt động của Bệnh viện;',
    'Căn cứ kết quả họp Hội đồng Thi đua - Khen thưởng Bệnh viện;',
    'Theo đề nghị của Thư ký Hội đồng Thi đua - Khen thưởng.',
  ];
  const people = recipients.filter(({ subject }) => subject === 'PERSON').reduce((sum, { count }) => sum + count, 0);
  const collectives = recipients.filter(({ subject }) => subject === 'COLLECTIVE').reduce((sum, { count }) => sum + count, 0);
  const money = recipients.reduce((sum, { money: amount }) => sum + (amount ?? 0), 0);
  const titles = perTitle(recipients).map(({ title }) => title);
  const years = [...new Set(recipients.map(yearsText))].filter(Boolean);
  return [
    { kind: 'paragraph', text: `GIÁM ĐỐC ${issuer}`, bold: true, align: 'centre' },
    ...bases.map((text): PaperBlock => ({ kind: 'paragraph', text, italic: true })),
    { kind: 'paragraph', text: 'QUYẾT ĐỊNH:', bold: true, align: 'centre' },
    {
      kind: 'paragraph',
      lead: 'Điều 1.',
      text: `Tặng danh hiệu thi đua, hình thức khen thưởng (${titles.join(', ')}) cho ${[counted(people, 'cá nhân'), counted(collectives, 'tập thể')].filter(Boolean).join(' và ')} đã có thành tích trong công tác${years.length === 1 ? ` ${years[0]}` : ''}.`,
    },
    paragraph('(Danh sách kèm theo Quyết định này.)'),
    {
      kind: 'paragraph',
      lead: 'Điều 2.',
      text:
        money > 0
          ? `Tiền thưởng kèm theo là ${formatNumber(money)} đồng, chi từ quỹ khen thưởng của Bệnh viện.`
          : 'Các cá nhân, tập thể được khen thưởng theo quy định hiện hành.',
    },
    {
      kind: 'paragraph',
      lead: 'Điều 3.',
      text: 'Quyết định có hiệu lực từ ngày ký. Các phòng chức năng, các đơn vị và cá nhân có tên trong danh sách chịu trách nhiệm thi hành Quyết định này./.',
    },
  ];
}

/** The list of a decision: individuals and collectives apart, each title under its own heading, in the order they come in. */
export function decisionList(recipients: readonly Recipient[]): PaperBlock[] {
  const part = (title: string, subject: Recipient['subject'], isPerson: boolean): PaperBlock[] => {
    const lines = recipients.filter((one) => one.subject === subject);
    if (lines.length === 0) return [];
    return [
      heading(`${title}: ${formatOfficialCount(lines.reduce((sum, { count }) => sum + count, 0))} ${isPerson ? 'cá nhân' : 'tập thể'}`),
      ...perTitle(lines).flatMap(({ title: of, lines: named }): PaperBlock[] => [
        { kind: 'paragraph', text: `${of} (${formatOfficialCount(named.reduce((sum, { count }) => sum + count, 0))})`, italic: true },
        {
          kind: 'table',
          head: isPerson ? ['TT', 'Họ và tên', 'Đơn vị', 'Năm', 'Tiền thưởng (đồng)'] : ['TT', 'Tập thể', 'Năm', 'Tiền thưởng (đồng)'],
          rows: named.map((line, place) => [
            String(place + 1),
            line.name,
            ...(isPerson ? [line.department ?? ''] : []),
            yearsText(line).replace(/^năm |^giai đoạn /, ''),
            line.money === null ? '–' : formatNumber(line.money),
          ]),
          widths: isPerson ? [7, 33, 30, 12, 18] : [7, 55, 18, 20],
          numeric: isPerson ? [4] : [3],
          centred: isPerson ? [0, 3] : [0, 2],
        },
      ]),
    ];
  };
  return [...part('I. CÁ NHÂN', 'PERSON', true), ...part('II. TẬP THỂ', 'COLLECTIVE', false)];
}

/** What a certificate says of one recipient. */
export function certificateOf(
  { title, name, department, ...line }: Recipient,
  decision: { number: string | null; signedOn: Day | null },
  issuer: string,
) {
  const isForm = /^(giấy|bằng|cờ)/i.test(title);
  return {
    heading: isForm ? `TẶNG ${title.toLocaleUpperCase('vi')}` : 'CHỨNG NHẬN DANH HIỆU',
    whom: name,
    unit: department === null ? null : `${department}, ${issuer}`,
    merit: isForm
      ? `Đã có thành tích xuất sắc trong công tác ${yearsText(line)}`.trim()
      : `Đạt danh hiệu ${title} ${yearsText(line)}`.trim(),
    decision: `Quyết định số ${decision.number ?? BLANK}${decision.signedOn === null ? '' : `, ngày ${formatDay(decision.signedOn)}`}. Số sổ vàng: ${BLANK}`,
  };
}
