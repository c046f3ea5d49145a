import { type Day, dayInWords } from '@/domain/date';
import { formatOfficialCount } from '@/domain/number';
import type { PaperBlock } from '@/domain/paper';
import type { Balloted } from './minutes';
import { basesOf, legalBases, paragraph, perTitle, share, whoAndHowMany } from './wording';

/** One proposal as the tờ trình lists it. */
export type Submitted = {
  name: string;
  department: string;
  title: string;
  subject: 'PERSON' | 'DEPARTMENT';
  vote: Balloted['vote'] | null;
};

const countsOf = (lines: readonly Submitted[]) => ({
  people: lines.filter(({ subject }) => subject === 'PERSON').length,
  collectives: lines.filter(({ subject }) => subject === 'DEPARTMENT').length,
});

/** Tờ trình to the superior: how many for what, the council's day, what is enclosed. */
export function submissionBody({
  year,
  signedOn,
  lines,
  heldOn,
}: {
  year: number;
  signedOn: Day;
  lines: readonly Submitted[];
  heldOn: Day | null;
}): PaperBlock[] {
  return [
    ...basesOf([
      ...legalBases(signedOn),
      ...(heldOn === null ? [] : [`Căn cứ Biên bản họp Hội đồng Thi đua - Khen thưởng Bệnh viện ${dayInWords(heldOn)}`]),
    ]),
    paragraph(`Bệnh viện kính trình xem xét, khen thưởng thành tích năm ${year} cho các cá nhân, tập thể sau:`),
    ...perTitle(lines).map(({ title, lines: of }, place) => paragraph(`${place + 1}. ${title}: ${whoAndHowMany(countsOf(of))}.`)),
    paragraph('(Danh sách kèm theo Tờ trình này.)'),
    paragraph('Hồ sơ gửi kèm: báo cáo thành tích, biên bản họp bình xét của đơn vị, biên bản họp Hội đồng Thi đua - Khen thưởng.'),
    paragraph('Kính đề nghị xem xét, quyết định./.'),
  ];
}

/** Who is submitted for what, with the ballots of the council. */
export const submissionList = (lines: readonly Submitted[]): PaperBlock[] => [
  {
    kind: 'table',
    head: ['TT', 'Họ và tên, tập thể', 'Đơn vị', 'Danh hiệu, hình thức đề nghị', 'Phiếu của Hội đồng'],
    rows: lines.map(({ name, department, title, subject, vote }, place) => [
      String(place + 1),
      name,
      subject === 'PERSON' ? department : '',
      title,
      vote ? `${formatOfficialCount(vote.votesFor)}/${formatOfficialCount(vote.eligible)} (${share(vote.votesFor, vote.eligible)})` : '–',
    ]),
    widths: [7, 27, 26, 25, 15],
    centred: [0, 4],
  },
  paragraph(`Danh sách này có ${whoAndHowMany(countsOf(lines))}./.`),
];
