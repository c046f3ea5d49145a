import 'server-only';
import { AlignmentType, Document, type FileChild, Packer, type Paragraph, type Table } from 'docx';
import type { Day } from '@/domain/date';
import type { PaperBlock } from '@/domain/paper';
import { fixedZip } from './fixed-zip';
import { headLines } from './head-lines';
import { blocks, coreProperties, FONT, line, type PaperLayout, pair, rule, section, textWidth } from './paper-parts';
import { placeAndDay } from './party-layout';

/** Nghị định 30/2020/NĐ-CP, Phụ lục I (domain.md E1). */
export const STATE_LAYOUT: PaperLayout = {
  margins: { top: 20, bottom: 20, left: 30, right: 15 },
  body: { sizePt: 14, linePt: 18, indentMm: 12.7, afterPt: 6 },
};
export const NATION = 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM';
export const MOTTO = {
  text: 'Độc lập - Tự do - Hạnh phúc',
  /** Its own width at 14 points bold, which the line below it has. */ lineMm: 60.3,
};
/** The nation's name needs it on one line at 12 points bold. */
const RIGHT_MM = 95;
/** Bold capitals of 12 points that the other column holds on a line. */
const LEFT_SIGNS = 25;
export const SIGNING_LINES = 4;
/** A line stands clear of the letters above it. */
export const BELOW_PT = 2;

export type StatePaper = {
  /** Null while it is a draft: the day stays open. */
  signedOn: Day | null;
  place: string;
  /** Cơ quan chủ quản and who issues, in capitals. */
  superior: string;
  issuer: string;
  /** «Số: 05/BB-BV» */
  number: string;
  /** «QUYẾT ĐỊNH» and what about. */
  type: string;
  subject: string;
  /** «Kính gửi: …» of a submission. */
  addressee?: string;
  body: PaperBlock[];
  signature:
    | { kind: 'authority' /** «GIÁM ĐỐC», or «KT. GIÁM ĐỐC» over «PHÓ GIÁM ĐỐC». */; positions: readonly string[]; name: string }
    /** Minutes: who wrote them stands left, who chaired right. */
    | { kind: 'minutes'; writer: string; chair: string }
    /** A list: who drew it up stands left, whose list it is right. */
    | { kind: 'prepared'; preparedBy: string; positions: readonly string[]; name: string };
  /** The last is who keeps it: «Lưu: VT, TCCB»; a list has none. */
  recipients: string[];
  /** What goes with the paper, on pages of its own after the signature. */
  appendix?: Appendix;
};
/** What goes with a paper: «DANH SÁCH», of what, «(Kèm theo Quyết định số …)». */
export type Appendix = { type: string; subject: string; note: string; body: PaperBlock[]; isLandscape?: boolean };

/** «Số: 05/QĐ-BV»: two digits at least, blank until it is given. */
export const stateNumber = (number: number | null, type: string, body = 'BV'): string =>
  `Số: ${number === null ? '…' : String(number).padStart(2, '0')}/${type}-${body}`;

/** Minutes say in their text when and where (mẫu 1.9), and an undated list has no day: neither has the line of place and day. */
const hasDay = ({ signature: { kind }, signedOn }: StatePaper) => kind === 'authority' || (kind === 'prepared' && signedOn !== null);

/** Who issues over a line of a third to half its length, and the nation's name and motto over a line of its length; below them number, place and day. */
function head(paper: StatePaper, width: number): Table[] {
  const { superior, issuer, number, place, signedOn } = paper;
  const widths = [width - RIGHT_MM, RIGHT_MM] as const;
  return [
    pair(
      [
        ...(superior ? headLines(superior, LEFT_SIGNS).map((text) => line(text, { sizePt: 12 })) : []),
        ...headLines(issuer, LEFT_SIGNS).map((text) => line(text, { bold: true, sizePt: 12 })),
        rule(widths[0] / 3, widths[0], BELOW_PT),
      ],
      [line(NATION, { bold: true, sizePt: 12 }), line(MOTTO.text, { bold: true, sizePt: 14 }), rule(MOTTO.lineMm, RIGHT_MM, BELOW_PT)],
      widths,
    ),
    pair([line(number, { sizePt: 13 })], [line(hasDay(paper) ? placeAndDay(place, signedOn) : '', { italics: true })], widths),
  ];
}

const space = () => Array.from({ length: SIGNING_LINES }, () => line(''));
/** Who signs, room for the hand, the name; never torn apart. */
const signing = (positions: readonly string[], name: string) => [
  ...positions.map((position) => line(position, { bold: true })),
  ...space(),
  line(name, { bold: true }),
];

function received(recipients: readonly string[]): Paragraph[] {
  const left = { align: AlignmentType.LEFT };
  return [
    line('Nơi nhận:', { ...left, bold: true, italics: true, sizePt: 12 }),
    ...recipients.map((text, place) => line(`- ${text}${place === recipients.length - 1 ? '.' : ';'}`, { ...left, sizePt: 11 })),
  ];
}

function ending({ signature, recipients }: StatePaper, width: number): FileChild[] {
  const halves = [width / 2, width / 2] as const;
  if (signature.kind === 'authority') return [pair(received(recipients), signing(signature.positions, signature.name), halves)];
  if (signature.kind === 'prepared')
    return [pair(signing(['NGƯỜI LẬP DANH SÁCH'], signature.preparedBy), signing(signature.positions, signature.name), halves)];
  return [
    pair(signing(['THƯ KÝ'], signature.writer), signing(['CHỦ TỌA'], signature.chair), halves),
    ...(recipients.length > 0 ? [line(''), ...received(recipients)] : []),
  ];
}

const title = (type: string, subject: string, width: number, note?: string): FileChild[] => [
  line(type, { bold: true, staysWithNext: true }),
  line(subject, { bold: true, staysWithNext: true }),
  ...(note ? [line(note, { italics: true, staysWithNext: true })] : []),
  rule(width / 5, width, BELOW_PT * 2),
  line('', { staysWithNext: true }),
];

/** A paper of the hospital as a Word file in the layout of Nghị định 30/2020 (domain.md E1). The same paper gives the same bytes. */
export async function statePaper(paper: StatePaper): Promise<Buffer> {
  const { appendix, addressee, type, subject } = paper;
  const width = textWidth(STATE_LAYOUT);
  const sections = [
    section(STATE_LAYOUT, { isFirst: true }, [
      ...head(paper, width),
      line(''),
      ...title(type, subject, width),
      ...(addressee ? [line(`Kính gửi: ${addressee}`, { afterPt: 6 })] : []),
      ...blocks(paper.body, STATE_LAYOUT, width),
      line('', { staysWithNext: true, sizePt: 8 }),
      ...ending(paper, width),
    ]),
  ];
  if (appendix) sections.push(appended(appendix));
  return stateFile(sections, { issuer: paper.issuer, title: `${type} ${subject}`, signedOn: paper.signedOn });
}

/** An appendix counts its pages by itself (NĐ 30/2020). */
function appended({ type, subject, note, body, isLandscape }: Appendix) {
  const width = textWidth(STATE_LAYOUT, isLandscape);
  const children = [...title(type, subject, width, note), ...blocks(body, STATE_LAYOUT, width)];
  return section(STATE_LAYOUT, { isLandscape, isFirst: true, start: 1 }, children);
}

/** A list that goes with a paper, alone: to be printed when the paper itself is already there. */
export const listPaper = (appendix: Appendix, { issuer, signedOn }: { issuer: string; signedOn: Day | null }): Promise<Buffer> =>
  stateFile([appended(appendix)], { issuer, title: `${appendix.type} ${appendix.subject}`, signedOn });

/** Sections as a Word file in the one family of letters. */
export async function stateFile(sections: ReturnType<typeof section>[], core: Parameters<typeof coreProperties>[0]): Promise<Buffer> {
  const document = new Document({
    styles: { default: { document: { run: { font: FONT, size: STATE_LAYOUT.body.sizePt * 2 } } } },
    sections,
  });
  return fixedZip(await Packer.toBuffer(document, undefined, [{ path: 'docProps/core.xml', data: coreProperties(core) }]));
}
