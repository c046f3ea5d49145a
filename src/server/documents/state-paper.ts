import 'server-only';
import { AlignmentType, Document, type FileChild, Packer, type Table } from 'docx';
import type { Day } from '@/domain/date';
import type { PaperBlock } from '@/domain/paper';
import { fixedZip } from './fixed-zip';
import { blocks, coreProperties, FONT, line, type PaperLayout, pair, rule, section, textWidth } from './paper-parts';
import { placeAndDay } from './party-layout';

/** Nghị định 30/2020/NĐ-CP, Phụ lục I (domain.md E1). */
const LAYOUT: PaperLayout = {
  margins: { top: 20, bottom: 20, left: 30, right: 15 },
  body: { sizePt: 14, linePt: 18, indentMm: 12.7, afterPt: 6 },
};
const NATION = 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM';
const MOTTO = { text: 'Độc lập - Tự do - Hạnh phúc', /** Its own width at 14 points bold, which the line below it has. */ lineMm: 60.3 };
/** The nation's name needs it on one line at 12 points bold. */
const RIGHT_MM = 95;
const SIGNING_LINES = 4;
/** A line stands clear of the letters above it. */
const BELOW_PT = 2;

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
    | { kind: 'minutes'; writer: string; chair: string };
  /** The last is who keeps it: «Lưu: VT, TCCB». */
  recipients: string[];
  /** What goes with the paper, on pages of its own after the signature. */
  appendix?: { type: string; subject: string; note: string; body: PaperBlock[]; isLandscape?: boolean };
};

/** A certificate (giấy khen, bằng chứng nhận danh hiệu): whom, for what, by which decision. */
export type Certificate = { heading: string; whom: string; unit: string | null; merit: string; decision: string };
export type CertificatePaper = Pick<StatePaper, 'signedOn' | 'place' | 'issuer'> & {
  positions: string[];
  signer: string;
  certificates: Certificate[];
};

/** «Số: 05/QĐ-BV»: two digits at least, blank until it is given. */
export const stateNumber = (number: number | null, type: string, body = 'BV'): string =>
  `Số: ${number === null ? '…' : String(number).padStart(2, '0')}/${type}-${body}`;

/** Who issues over a line of a third to half its length, and the nation's name and motto over a line of its length; below them number, place and day. */
function head({ superior, issuer, number, place, signedOn }: StatePaper, width: number): Table[] {
  const widths = [width - RIGHT_MM, RIGHT_MM] as const;
  return [
    pair(
      [
        ...(superior ? [line(superior, { sizePt: 12 })] : []),
        line(issuer, { bold: true, sizePt: 12 }),
        rule(widths[0] / 3, widths[0], BELOW_PT),
      ],
      [line(NATION, { bold: true, sizePt: 12 }), line(MOTTO.text, { bold: true, sizePt: 14 }), rule(MOTTO.lineMm, RIGHT_MM, BELOW_PT)],
      widths,
    ),
    pair([line(number, { sizePt: 13 })], [line(placeAndDay(place, signedOn), { italics: true })], widths),
  ];
}

function ending({ signature, recipients }: StatePaper, width: number): Table {
  const space = Array.from({ length: SIGNING_LINES }, () => line(''));
  const halves = [width / 2, width / 2] as const;
  const left = { align: AlignmentType.LEFT };
  if (signature.kind === 'minutes')
    return pair(
      [line('THƯ KÝ', { bold: true }), ...space, line(signature.writer, { bold: true })],
      [line('CHỦ TỌA', { bold: true }), ...space, line(signature.chair, { bold: true })],
      halves,
    );
  return pair(
    [
      line('Nơi nhận:', { ...left, bold: true, italics: true, sizePt: 12 }),
      ...recipients.map((text, place) => line(`- ${text}${place === recipients.length - 1 ? '.' : ';'}`, { ...left, sizePt: 11 })),
    ],
    [...signature.positions.map((position) => line(position, { bold: true })), ...space, line(signature.name, { bold: true })],
    halves,
  );
}

const title = (type: string, subject: string, width: number, note?: string): FileChild[] => [
  line(type, { bold: true, staysWithNext: true }),
  line(subject, { bold: true, staysWithNext: true }),
  ...(note ? [line(note, { italics: true, staysWithNext: true })] : []),
  rule(width / 5, width, BELOW_PT),
  line('', { staysWithNext: true }),
];

/** A paper of the hospital as a Word file in the layout of Nghị định 30/2020 (domain.md E1). The same paper gives the same bytes. */
export async function statePaper(paper: StatePaper): Promise<Buffer> {
  const { appendix, addressee, type, subject } = paper;
  const width = textWidth(LAYOUT);
  const sections = [
    section(LAYOUT, false, true, [
      ...head(paper, width),
      line(''),
      ...title(type, subject, width),
      ...(addressee ? [line(`Kính gửi: ${addressee}`, { afterPt: 6 })] : []),
      ...blocks(paper.body, LAYOUT, width),
      line('', { staysWithNext: true }),
      ending(paper, width),
    ]),
  ];
  if (appendix) {
    const across = textWidth(LAYOUT, appendix.isLandscape);
    const children = [...title(appendix.type, appendix.subject, across, appendix.note), ...blocks(appendix.body, LAYOUT, across)];
    sections.push(section(LAYOUT, appendix.isLandscape ?? false, false, children));
  }
  return file(sections, { issuer: paper.issuer, title: `${type} ${subject}`, signedOn: paper.signedOn });
}

/** The texts of certificates, a page on its side for each recipient; they are printed on the hospital's own forms. */
export async function certificatePaper({ signedOn, place, issuer, positions, signer, certificates }: CertificatePaper): Promise<Buffer> {
  const width = textWidth(LAYOUT, true);
  const sections = certificates.map(({ heading, whom, unit, merit, decision }, at) => ({
    ...section(LAYOUT, true, at === 0, [
      line(NATION, { bold: true, sizePt: 14 }),
      line(MOTTO.text, { bold: true, sizePt: 14 }),
      rule(MOTTO.lineMm, width, BELOW_PT),
      line('', { afterPt: 12 }),
      line(issuer, { bold: true, sizePt: 16, afterPt: 6 }),
      line(heading, { bold: true, sizePt: 26, afterPt: 12 }),
      line(whom, { bold: true, sizePt: 22, afterPt: 6 }),
      ...(unit ? [line(unit, { sizePt: 16, afterPt: 6 })] : []),
      line(merit, { sizePt: 16, afterPt: 18 }),
      pair(
        [line(decision, { italics: true, sizePt: 12 })],
        [
          line(placeAndDay(place, signedOn), { italics: true }),
          ...positions.map((position) => line(position, { bold: true })),
          ...Array.from({ length: SIGNING_LINES }, () => line('')),
          line(signer, { bold: true }),
        ],
        [width / 2, width / 2],
      ),
    ]),
    headers: {},
  }));
  return file(sections, { issuer, title: 'Nội dung giấy khen', signedOn });
}

async function file(sections: ReturnType<typeof section>[], core: Parameters<typeof coreProperties>[0]): Promise<Buffer> {
  const document = new Document({ styles: { default: { document: { run: { font: FONT, size: LAYOUT.body.sizePt * 2 } } } }, sections });
  return fixedZip(await Packer.toBuffer(document, undefined, [{ path: 'docProps/core.xml', data: coreProperties(core) }]));
}
