import 'server-only';
import {
  AlignmentType,
  BorderStyle,
  Document,
  type FileChild,
  Header,
  LineRuleType,
  convertMillimetersToTwip as mm,
  Packer,
  PageNumber,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
  UnderlineType,
  VerticalAlign,
  WidthType,
} from 'docx';
import type { Day } from '@/domain/date';
import type { PaperBlock } from '@/domain/paper';
import { type PartyLayout, partyLayoutOn, placeAndDay } from './party-layout';

export type PartyPaper = {
  /** The day of the paper chooses its layout; null while it is a draft (then today's). */
  signedOn: Day | null;
  today: Day;
  place: string;
  /** «ĐẢNG BỘ TỈNH …», then who issues: «ĐẢNG ỦY BỆNH VIỆN …». */
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
  recipients: string[];
};

const FONT = 'Times New Roman';
const NONE = { style: BorderStyle.NONE, size: 0, color: 'auto' };
const OPEN = { top: NONE, bottom: NONE, left: NONE, right: NONE, insideHorizontal: NONE, insideVertical: NONE };
const INTERNAL = 'LƯU HÀNH NỘI BỘ';

type Style = {
  bold?: boolean;
  italics?: boolean;
  sizePt?: number;
  align?: (typeof AlignmentType)[keyof typeof AlignmentType];
  underline?: true;
};

const line = (text: string, { bold, italics, sizePt = 14, align = AlignmentType.CENTER, underline }: Style = {}) =>
  new Paragraph({
    alignment: align,
    children: [new TextRun({ text, bold, italics, size: sizePt * 2, underline: underline && { type: UnderlineType.SINGLE } })],
  });

/** A rule under a line, as long as a part of the column. */
const rule = (share: number, columnMm: number) =>
  new Paragraph({
    border: { top: { style: BorderStyle.SINGLE, size: 6, color: '000000', space: 1 } },
    indent: { left: mm((columnMm * (1 - share)) / 2), right: mm((columnMm * (1 - share)) / 2) },
    children: [new TextRun({ text: '', size: 4 })],
  });

const open = (children: Paragraph[], percent: number) =>
  new TableCell({ children, width: { size: percent, type: WidthType.PERCENTAGE }, borders: OPEN, verticalAlign: VerticalAlign.TOP });
const pair = (left: Paragraph[], right: Paragraph[], [leftPercent, rightPercent]: readonly [number, number]) =>
  new Table({
    width: { size: 100, type: WidthType.PERCENTAGE },
    borders: OPEN,
    rows: [new TableRow({ children: [open(left, leftPercent), open(right, rightPercent)] })],
  });

/** Issuer and number left, the Party's name, place and day right. */
function head({ superior, issuer, number, place, signedOn }: PartyPaper): Table {
  return pair(
    [line(superior), line(issuer, { bold: true }), line('*'), line(number)],
    [
      line('ĐẢNG CỘNG SẢN VIỆT NAM', { bold: true, sizePt: 15 }),
      rule(0.86, 88),
      line(placeAndDay(place, signedOn), { italics: true }),
      line(INTERNAL, { bold: true, sizePt: 13 }),
    ],
    [46, 54],
  );
}

function blocks(body: PaperBlock[], { body: text }: PartyLayout): FileChild[] {
  return body.map((block) =>
    block.kind === 'paragraph'
      ? new Paragraph({
          alignment: AlignmentType.JUSTIFIED,
          indent: { firstLine: mm(text.indentMm) },
          spacing: { line: text.linePt * 20, lineRule: LineRuleType.EXACT, after: text.afterPt * 20 },
          children: [new TextRun({ text: block.text, bold: block.bold, italics: block.italic, size: text.sizePt * 2 })],
        })
      : dataTable(block),
  );
}

function dataTable({ head: names, rows, widths, numeric = [] }: Extract<PaperBlock, { kind: 'table' }>): Table {
  const cell = (text: string, column: number, isHead: boolean) =>
    new TableCell({
      width: { size: widths[column] ?? 10, type: WidthType.PERCENTAGE },
      verticalAlign: VerticalAlign.CENTER,
      margins: { left: mm(1), right: mm(1) },
      children: [
        line(text, {
          bold: isHead,
          sizePt: 12,
          align: isHead ? AlignmentType.CENTER : numeric.includes(column) ? AlignmentType.RIGHT : AlignmentType.LEFT,
        }),
      ],
    });
  const row = (texts: string[], isHead: boolean) =>
    new TableRow({ tableHeader: isHead, cantSplit: true, children: texts.map((text, column) => cell(text, column, isHead)) });
  return new Table({
    width: { size: 100, type: WidthType.PERCENTAGE },
    rows: [row(names, true), ...rows.map((texts) => row(texts, false))],
  });
}

function ending({ signature, recipients }: PartyPaper): Table {
  const space = Array.from({ length: 4 }, () => line(''));
  if (signature.kind === 'minutes')
    return pair(
      [line('NGƯỜI GHI BIÊN BẢN', { bold: true }), ...space, line(signature.writer, { bold: true })],
      [line('CHỦ TRÌ HỘI NGHỊ', { bold: true }), ...space, line(signature.chair, { bold: true })],
      [50, 50],
    );
  return pair(
    [
      line('Nơi nhận:', { align: AlignmentType.LEFT, underline: true }),
      ...recipients.map((text) => line(`- ${text}`, { align: AlignmentType.LEFT, sizePt: 12 })),
    ],
    [line(signature.authority, { bold: true }), line(signature.position), ...space, line(signature.name, { bold: true })],
    [46, 54],
  );
}

/** A Party paper as a Word file, in the layout of its day (domain.md E2), marked «LƯU HÀNH NỘI BỘ». The same paper gives the same text. */
export function partyPaper(paper: PartyPaper): Promise<Buffer> {
  const layout = partyLayoutOn(paper.signedOn ?? paper.today);
  const { margins } = layout;
  const pageNumber = new Header({
    children: [new Paragraph({ alignment: AlignmentType.CENTER, children: [new TextRun({ children: [PageNumber.CURRENT] })] })],
  });
  const document = new Document({
    creator: paper.issuer,
    title: `${paper.type} ${paper.subject}`,
    styles: { default: { document: { run: { font: FONT, size: layout.body.sizePt * 2 } } } },
    sections: [
      {
        properties: {
          titlePage: true,
          page: {
            size: { width: mm(210), height: mm(297) },
            margin: { top: mm(margins.top), bottom: mm(margins.bottom), left: mm(margins.left), right: mm(margins.right), header: mm(10) },
          },
        },
        headers: { default: pageNumber, first: new Header({ children: [] }) },
        children: [
          head(paper),
          line(''),
          line(paper.type, { bold: true, sizePt: 16 }),
          line(paper.subject, { bold: true }),
          line('-----'),
          ...blocks(paper.body, layout),
          line(''),
          ending(paper),
        ],
      },
    ],
  });
  return Packer.toBuffer(document);
}
