import 'server-only';
import { AlignmentType, Document, Packer, type Table } from 'docx';
import type { Day } from '@/domain/date';
import type { PaperBlock } from '@/domain/paper';
import { fixedZip } from './fixed-zip';
import { blocks, coreProperties, FONT, line, pair, rule, section, textWidth } from './paper-parts';
import { type PartyLayout, partyLayoutOn, placeAndDay, recipientLines } from './party-layout';

export type PartyPaper = {
  /** The day of the paper chooses its layout; null while it is a draft (then today's). */
  signedOn: Day | null;
  today: Day;
  place: string;
  /** «ĐẢNG BỘ TỈNH …», then who issues: «ĐẢNG ỦY BỆNH VIỆN …», or a cell: «CHI BỘ …». */
  superior: string;
  issuer: string;
  /** «Số 05-BC/ĐU» */
  number: string;
  /** «BÁO CÁO» and what about. */
  type: string;
  subject: string;
  body: PaperBlock[];
  signature:
    | { kind: 'authority'; authority: string; position: string; name: string }
    /** Minutes: who wrote them stands left, who chaired right. */
    | { kind: 'minutes'; writer: string; chair: string };
  /** The last is who keeps it: «Lưu Đảng ủy». */
  recipients: string[];
  /** Wide tables lie on their side. */
  isLandscape?: boolean;
  /** What goes with the paper, on pages of its own after the signature. */
  appendix?: { type: string; subject: string; note: string; body: PaperBlock[]; isLandscape?: boolean };
};

const INTERNAL = 'LƯU HÀNH NỘI BỘ';
const PARTY = { text: 'ĐẢNG CỘNG SẢN VIỆT NAM', sizePt: 15, /** Its own width at that size, which the line below it has. */ lineMm: 72.9 };
/** Room for the hand that signs: four empty lines. */
const SIGNING_LINES = 4;

/** Issuer and number left, the Party's name, place and day right. */
function head({ superior, issuer, number, place, signedOn }: PartyPaper, width: number): Table {
  const right = Math.max(88, width * 0.5);
  return pair(
    [line(superior), line(issuer, { bold: true }), line('*'), line(number)],
    [
      line(PARTY.text, { bold: true, sizePt: PARTY.sizePt }),
      rule(PARTY.lineMm, right),
      line(placeAndDay(place, signedOn), { italics: true }),
      line(INTERNAL, { bold: true, sizePt: 13 }),
    ],
    [width - right, right],
  );
}

function ending({ signature, recipients }: PartyPaper, layout: PartyLayout, width: number): Table {
  const space = Array.from({ length: SIGNING_LINES }, () => line(''));
  const halves = [width / 2, width / 2] as const;
  if (signature.kind === 'minutes')
    return pair(
      [line('NGƯỜI GHI BIÊN BẢN', { bold: true }), ...space, line(signature.writer, { bold: true })],
      [line('CHỦ TRÌ HỘI NGHỊ', { bold: true }), ...space, line(signature.chair, { bold: true })],
      halves,
    );
  return pair(
    [
      line('Nơi nhận:', { align: AlignmentType.LEFT, underline: true }),
      ...recipientLines(recipients, layout).map((text) => line(text, { align: AlignmentType.LEFT, sizePt: 12 })),
    ],
    [line(signature.authority, { bold: true }), line(signature.position), ...space, line(signature.name, { bold: true })],
    halves,
  );
}

/** Type and subject in the middle, then the short line that parts them from the body. */
const title = (type: string, subject: string, note?: string) => [
  line(type, { bold: true, sizePt: 16, staysWithNext: true }),
  line(subject, { bold: true, staysWithNext: true }),
  ...(note ? [line(note, { italics: true, staysWithNext: true })] : []),
  line('-----', { staysWithNext: true, afterPt: 6 }),
];

/** A Party paper as a Word file, in the layout of its day (domain.md E2), marked «LƯU HÀNH NỘI BỘ». The same paper gives the same bytes. */
export async function partyPaper(paper: PartyPaper): Promise<Buffer> {
  const layout = partyLayoutOn(paper.signedOn ?? paper.today);
  const { appendix, isLandscape = false } = paper;
  const width = textWidth(layout, isLandscape);
  const sections = [
    section(layout, { isLandscape, isFirst: true }, [
      head(paper, width),
      line(''),
      ...title(paper.type, paper.subject),
      ...blocks(paper.body, layout, width),
      line('', { staysWithNext: true }),
      ending(paper, layout, width),
    ]),
  ];
  if (appendix) {
    const { isLandscape: liesDown = false, type, subject, note, body } = appendix;
    const children = [...title(type, subject, note), ...blocks(body, layout, textWidth(layout, liesDown))];
    sections.push(section(layout, { isLandscape: liesDown }, children));
  }
  const document = new Document({
    styles: { default: { document: { run: { font: FONT, size: layout.body.sizePt * 2 } } } },
    sections,
  });
  const file = await Packer.toBuffer(document, undefined, [
    { path: 'docProps/core.xml', data: coreProperties({ ...paper, title: `${paper.type} ${paper.subject}` }) },
  ]);
  return fixedZip(file);
}
