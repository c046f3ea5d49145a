import { type Day, formatDay } from '@/domain/date';
import { formatNumber, formatOfficialCount } from '@/domain/number';
import type { PaperBlock } from '@/domain/paper';
import type { AwardLevel, YearCount } from '@/features/award-year/rules';
import { countOf, decisionNamed, heading, paragraph, perTitle, whoAndHowMany } from './wording';

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
  const counted = whoAndHowMany({ people: of(null, false), collectives: of(null, true) }, true);
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
  return [
    heading(`${numeral}. ${isCollective ? 'TẬP THỂ' : 'CÁ NHÂN'}: ${countOf(lines, `lượt ${kind}`)}`),
    ...perTitle(lines).flatMap(({ title, lines: of }): PaperBlock[] => {
      const decisions = [...new Set(of.map(decisionOf))];
      const [only] = decisions.length === 1 ? decisions : [];
      return [
        { kind: 'paragraph', italic: true, text: `${title}: ${countOf(of, kind)}${only ? ` (${only})` : ''}` },
        tableOf(of, isCollective, only === undefined),
      ];
    }),
  ];
}

const decisionOf = ({ decisionNumber, signedOn }: YearLine) =>
  decisionNumber === null && signedOn === null ? 'chưa rõ quyết định' : decisionNamed({ number: decisionNumber, signedOn });

/** The same in a column, where forty lines repeat it. */
const decisionShort = ({ decisionNumber, signedOn }: YearLine) =>
  [decisionNumber, signedOn && formatDay(signedOn)].filter(Boolean).join(', ') || 'chưa rõ';

type Column = { head: string; width: number; value: (line: YearLine, place: number) => string; is?: 'centred' | 'numeric' };

/** Lines of one title; the decision is a column only when there is more than one, the number when somebody is a number. */
function tableOf(lines: readonly YearLine[], isCollective: boolean, hasDecision: boolean): PaperBlock {
  const columns: Column[] = [
    { head: 'TT', width: 7, value: (_, place) => String(place + 1), is: 'centred' },
    {
      ...{ head: isCollective ? 'Tập thể' : 'Họ và tên', width: isCollective ? 45 : 30 },
      value: ({ honorifics, name }) => [honorifics, name].filter(Boolean).join(' '),
    },
    ...(isCollective ? [] : [{ head: 'Đơn vị', width: 30, value: ({ department }: YearLine) => department ?? '' }]),
    ...(lines.some(({ count }) => count !== 1) ? [{ head: 'Số lượng', width: 11, value: numberOf, is: 'centred' as const }] : []),
    ...(hasDecision ? [{ head: 'Quyết định', width: 26, value: decisionShort }] : []),
    { head: 'Tiền thưởng (đồng)', width: 18, value: ({ money }) => (money === null ? '–' : formatNumber(money)), is: 'numeric' },
  ];
  const placed = (is: Column['is']) => columns.flatMap((column, at) => (column.is === is ? [at] : []));
  return {
    kind: 'table',
    head: columns.map(({ head }) => head),
    rows: lines.map((line, place) => columns.map(({ value }) => value(line, place))),
    widths: columns.map(({ width }) => width),
    numeric: placed('numeric'),
    centred: placed('centred'),
  };
}
const numberOf = ({ count }: YearLine) => (count === null ? 'nhiều' : formatOfficialCount(count));

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
