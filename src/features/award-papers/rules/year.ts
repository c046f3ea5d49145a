import type { Day } from '@/domain/date';
import { formatDay } from '@/domain/date';
import { formatNumber, formatOfficialCount } from '@/domain/number';
import type { PaperBlock } from '@/domain/paper';
import type { AwardLevel, YearCount } from '@/features/award-year/rules';
import { countOf, heading, paragraph, perTitle, whoAndHowMany } from './wording';

/** One line of the year as the page lists it; `count` null is «nhiều»; money in đồng. */
export type YearLine = {
  title: string;
  isCollective: boolean;
  honorifics: string | null;
  name: string;
  department: string | null;
  count: number | null;
  decisionNumber: string | null;
  signedOn: Day | null;
  money: number | null;
};

const LEVELS: Record<AwardLevel, string> = {
  STATE: 'Cấp Nhà nước',
  PROVINCE_MINISTRY: 'Cấp bộ, ban, ngành, tỉnh',
  GRASSROOTS: 'Cấp cơ sở',
  OTHER: 'Đoàn thể, hội, nội bộ',
};
const ORDER: AwardLevel[] = ['STATE', 'PROVINCE_MINISTRY', 'GRASSROOTS', 'OTHER'];

/** Sums of the year by level, people and collectives apart, with the money: the figures of the page. */
function sums(year: number, counts: readonly YearCount[]): PaperBlock[] {
  const own = counts.filter((one) => one.year === year);
  const of = (level: AwardLevel | null, isCollective: boolean) =>
    own.reduce((sum, one) => (one.isCollective === isCollective && (level === null || one.level === level) ? sum + one.count : sum), 0);
  const moneyOf = (level: AwardLevel | null) =>
    own.reduce((sum, one) => (level === null || one.level === level ? sum + one.money : sum), 0);
  const row = (label: string, level: AwardLevel | null) => [
    label,
    formatNumber(of(level, false)),
    formatNumber(of(level, true)),
    formatNumber(moneyOf(level)),
  ];
  const levels = ORDER.filter((level) => own.some((one) => one.level === level));
  const uncounted = own.reduce((sum, one) => sum + one.uncounted, 0);
  const counted = whoAndHowMany({ people: of(null, false), collectives: of(null, true) });
  return [
    paragraph(
      `Năm ${year} có ${counted || 'không'} được khen thưởng${moneyOf(null) > 0 ? `, tiền thưởng ${formatNumber(moneyOf(null))} đồng` : ''}.${uncounted > 0 ? ` Ngoài ra có ${formatOfficialCount(uncounted)} dòng ghi «nhiều», không cộng.` : ''}`,
    ),
    {
      kind: 'table',
      head: ['Cấp', 'Cá nhân (lượt)', 'Tập thể (lượt)', 'Tiền thưởng (đồng)'],
      rows: [...levels.map((level) => row(LEVELS[level], level)), row('Cộng', null)],
      widths: [40, 18, 18, 24],
      centred: [1, 2],
      numeric: [3],
      hasTotal: true,
    },
  ];
}

function part(numeral: string, lines: readonly YearLine[], isCollective: boolean): PaperBlock[] {
  if (lines.length === 0) return [];
  const kind = isCollective ? 'tập thể' : 'cá nhân';
  const decision = ({ decisionNumber, signedOn }: YearLine) =>
    [decisionNumber ?? '', signedOn ? `ngày ${formatDay(signedOn)}` : ''].filter(Boolean).join(' ') || 'chưa rõ';
  return [
    heading(`${numeral}. ${isCollective ? 'TẬP THỂ' : 'CÁ NHÂN'}: ${countOf(lines, `lượt ${kind}`)}`),
    ...perTitle(lines).flatMap(({ title, lines: of }): PaperBlock[] => [
      { kind: 'paragraph', text: `${title}: ${countOf(of, kind)}`, italic: true },
      {
        kind: 'table',
        head: [
          'TT',
          isCollective ? 'Tập thể' : 'Họ và tên',
          ...(isCollective ? [] : ['Đơn vị']),
          'Số lượng',
          'Quyết định',
          'Tiền thưởng (đồng)',
        ],
        rows: of.map((line, place) => [
          String(place + 1),
          [line.honorifics, line.name].filter(Boolean).join(' '),
          ...(isCollective ? [] : [line.department ?? '']),
          line.count === null ? 'nhiều' : formatOfficialCount(line.count),
          decision(line),
          line.money === null ? '–' : formatNumber(line.money),
        ]),
        widths: isCollective ? [7, 44, 11, 22, 16] : [7, 27, 23, 10, 18, 15],
        centred: isCollective ? [0, 2, 3] : [0, 3, 4],
        numeric: [isCollective ? 4 : 5],
      },
    ]),
  ];
}

/** The year's awards as a list to print: the sums, then people and collectives apart, by title in the order in which they come. */
export function yearBody(year: number, counts: readonly YearCount[], lines: readonly YearLine[]): PaperBlock[] {
  const people = part(
    'I',
    lines.filter(({ isCollective }) => !isCollective),
    false,
  );
  return [
    ...sums(year, counts),
    ...people,
    ...part(
      people.length > 0 ? 'II' : 'I',
      lines.filter(({ isCollective }) => isCollective),
      true,
    ),
    paragraph(`Danh sách lập theo năm thành tích ${year}, từ sổ khen thưởng của Bệnh viện./.`),
  ];
}
