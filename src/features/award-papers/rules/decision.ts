import type { Day } from '@/domain/date';
import { formatNumber, formatOfficialCount } from '@/domain/number';
import type { PaperBlock } from '@/domain/paper';
import { basesOf, capitals, countOf, heading, legalBases, paragraph, perTitle, whoAndHowMany, yearsText } from './wording';

/** One line of an award decision; `count` null is «nhiều», which is never summed; money in đồng. */
export type Recipient = {
  title: string;
  isCollective: boolean;
  name: string;
  /** Of a person, as it was called when the decision was signed. */
  department: string | null;
  yearFrom: number | null;
  yearTo: number | null;
  citation: string | null;
  money: number | null;
  count: number | null;
  /** Revoked since: it stands as it was signed, marked. */
  isRevoked?: boolean;
};

const sumOf = (lines: readonly Recipient[]) => lines.reduce((sum, { count }) => sum + (count ?? 0), 0);
const countsOf = (lines: readonly Recipient[]) => ({
  people: sumOf(lines.filter(({ isCollective }) => !isCollective)),
  collectives: sumOf(lines.filter(({ isCollective }) => isCollective)),
});
/** Who has two titles by one decision stands in its list twice: it then counts times. */
const isTwice = (lines: readonly Recipient[]) => new Set(lines.map(({ name, department }) => `${name}|${department}`)).size < lines.length;
const oneYear = (lines: readonly Recipient[]) => {
  const years = [...new Set(lines.map(yearsText))];
  return years.length === 1 ? (years[0] ?? '') : '';
};

/** Body of the decision: who decides, bases in italics, the resolution, three articles. An unsigned one cites the law of today. */
export function decisionBody({
  hospital,
  day,
  recipients,
}: {
  hospital: string;
  day: Day;
  recipients: readonly Recipient[];
}): PaperBlock[] {
  const money = recipients.reduce((sum, { money: amount }) => sum + (amount ?? 0), 0);
  const given = [false, true].flatMap((isCollective) =>
    perTitle(recipients.filter((one) => one.isCollective === isCollective)).map(
      ({ title, lines }) => `${title}: ${countOf(lines, isCollective ? 'tập thể' : 'cá nhân')}`,
    ),
  );
  return [
    { kind: 'paragraph', text: `GIÁM ĐỐC ${capitals(hospital)}`, bold: true, align: 'centre' },
    ...basesOf([
      ...legalBases(day),
      'Căn cứ Quy chế tổ chức và hoạt động của Bệnh viện',
      'Căn cứ kết quả họp Hội đồng Thi đua - Khen thưởng Bệnh viện',
      'Theo đề nghị của Thường trực Hội đồng Thi đua - Khen thưởng Bệnh viện',
    ]),
    { kind: 'paragraph', text: 'QUYẾT ĐỊNH:', bold: true, align: 'centre' },
    {
      kind: 'paragraph',
      lead: 'Điều 1.',
      text: `Tặng danh hiệu thi đua, hình thức khen thưởng cho các cá nhân, tập thể đã có thành tích trong công tác${oneYear(recipients) && ` ${oneYear(recipients)}`}, gồm: ${given.join('; ')}.`,
    },
    paragraph('(Danh sách kèm theo Quyết định này.)'),
    {
      kind: 'paragraph',
      lead: 'Điều 2.',
      text:
        money > 0
          ? `Tiền thưởng kèm theo là ${formatNumber(money)} đồng, chi từ quỹ khen thưởng của Bệnh viện.`
          : 'Chế độ của các cá nhân, tập thể được khen thưởng theo quy định hiện hành.',
    },
    {
      kind: 'paragraph',
      lead: 'Điều 3.',
      text: 'Quyết định có hiệu lực từ ngày ký. Các phòng chức năng, các đơn vị và cá nhân có tên trong danh sách chịu trách nhiệm thi hành Quyết định này./.',
    },
  ];
}

type Column = { head: string; width: number; value: (line: Recipient, place: number) => string; is?: 'centred' | 'numeric' };

/** One table of a title: what nobody of it has (a citation, money, a second year) gets no column. */
function tableOf(lines: readonly Recipient[], isCollective: boolean): PaperBlock {
  const hasCitation = lines.some(({ citation }) => citation !== null);
  const columns: Column[] = [
    { head: 'TT', width: 7, value: (_, place) => String(place + 1), is: 'centred' },
    {
      head: isCollective ? 'Tập thể' : 'Họ và tên',
      width: isCollective ? 45 : 30,
      value: ({ name, isRevoked }) => (isRevoked ? `${name} (đã hủy bỏ)` : name),
    },
    ...(isCollective ? [] : [{ head: 'Đơn vị', width: 30, value: ({ department }: Recipient) => department ?? '' }]),
    ...(hasCitation ? [{ head: 'Thành tích', width: 28, value: ({ citation }: Recipient) => citation ?? '' }] : []),
    ...(oneYear(lines) === ''
      ? [{ head: 'Năm', width: 13, value: (line: Recipient) => yearsText(line).replace(/^(năm|giai đoạn) /, ''), is: 'centred' as const }]
      : []),
    ...(lines.some(({ count }) => count !== 1)
      ? [
          {
            head: 'Số lượng',
            width: 11,
            value: ({ count }: Recipient) => (count === null ? 'nhiều' : formatOfficialCount(count)),
            is: 'centred' as const,
          },
        ]
      : []),
    ...(lines.some(({ money }) => money !== null)
      ? [
          {
            head: 'Tiền thưởng (đồng)',
            width: 18,
            value: ({ money }: Recipient) => (money === null ? '–' : formatNumber(money)),
            is: 'numeric' as const,
          },
        ]
      : []),
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

/** The list of a decision: people and collectives apart, each title under its own heading, in the order they come in; the sums at its end. */
export function decisionList(recipients: readonly Recipient[]): PaperBlock[] {
  const part = (numeral: string, isCollective: boolean): PaperBlock[] => {
    const lines = recipients.filter((one) => one.isCollective === isCollective);
    if (lines.length === 0) return [];
    const kind = isCollective ? 'tập thể' : 'cá nhân';
    return [
      heading(`${numeral}. ${capitals(kind)}: ${countOf(lines, isTwice(lines) ? `lượt ${kind}` : kind)}`),
      ...perTitle(lines).flatMap(({ title, lines: of }): PaperBlock[] => [
        { kind: 'paragraph', text: `${title}${oneYear(of) && ` ${oneYear(of)}`}: ${countOf(of, kind)}`, italic: true },
        tableOf(of, isCollective),
      ]),
    ];
  };
  const people = part('I', false);
  const money = recipients.reduce((sum, line) => sum + (line.money ?? 0), 0);
  const counts = whoAndHowMany(countsOf(recipients), isTwice(recipients));
  const end = [counts && `Danh sách này có ${counts}`, money > 0 && `tiền thưởng ${formatNumber(money)} đồng`].filter(Boolean).join(', ');
  const revoked = recipients.filter(({ isRevoked }) => isRevoked).length;
  return [
    ...people,
    ...part(people.length > 0 ? 'II' : 'I', true),
    ...(end ? [paragraph(`${end}${revoked > 0 ? '.' : './.'}`)] : []),
    ...(revoked > 0 ? [paragraph(`Sau khi ký, ${formatOfficialCount(revoked)} trường hợp trong danh sách đã bị hủy bỏ./.`)] : []),
  ];
}
