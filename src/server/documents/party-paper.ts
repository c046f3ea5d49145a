import 'server-only';
import {
  AlignmentType,
  BorderStyle,
  Document,
  type FileChild,
  Header,
  type ISectionOptions,
  LineRuleType,
  convertMillimetersToTwip as mm,
  Packer,
  PageNumber,
  PageOrientation,
  Paragraph,
  SectionType,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  UnderlineType,
  VerticalAlign,
  WidthType,
} from 'docx';
import type { Day } from '@/domain/date';
import type { PaperBlock } from '@/domain/paper';
import { fixedZip } from './fixed-zip';
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

const FONT = 'Times New Roman';
const PAGE = { widthMm: 210, heightMm: 297, headerMm: 10 };
const NONE = { style: BorderStyle.NONE, size: 0, color: 'auto' };
const OPEN = { top: NONE, bottom: NONE, left: NONE, right: NONE, insideHorizontal: NONE, insideVertical: NONE };
const INTERNAL = 'LƯU HÀNH NỘI BỘ';
const PARTY = { text: 'ĐẢNG CỘNG SẢN VIỆT NAM', sizePt: 15, /** Its own width at that size, which the line below it has. */ lineMm: 72.9 };
/** Room for the hand that signs: four empty lines. */
const SIGNING_LINES = 4;

type Style = {
  bold?: boolean;
  italics?: boolean;
  sizePt?: number;
  align?: (typeof AlignmentType)[keyof typeof AlignmentType];
  underline?: true;
  staysWithNext?: boolean;
  afterPt?: number;
};

const line = (text: string, { bold, italics, sizePt = 14, align = AlignmentType.CENTER, underline, staysWithNext, afterPt }: Style = {}) =>
  new Paragraph({
    alignment: align,
    spacing: afterPt === undefined ? undefined : { after: afterPt * 20 },
    keepNext: staysWithNext,
    children: [new TextRun({ text, bold, italics, size: sizePt * 2, underline: underline && { type: UnderlineType.SINGLE } })],
  });

/** A rule of its own length in the middle of a column. */
const rule = (lengthMm: number, columnMm: number) =>
  new Paragraph({
    border: { top: { style: BorderStyle.SINGLE, size: 6, color: '000000', space: 0 } },
    indent: { left: mm((columnMm - lengthMm) / 2), right: mm((columnMm - lengthMm) / 2) },
    spacing: { line: 60, lineRule: LineRuleType.EXACT },
    children: [],
  });

const textWidth = ({ margins }: PartyLayout, isLandscape = false) =>
  (isLandscape ? PAGE.heightMm : PAGE.widthMm) - margins.left - margins.right;

/** Two columns without lines, of so many millimetres. */
function pair(left: Paragraph[], right: Paragraph[], widths: readonly [number, number]): Table {
  const cell = (children: Paragraph[], width: number) =>
    new TableCell({
      children,
      width: { size: mm(width), type: WidthType.DXA },
      borders: OPEN,
      margins: { left: 0, right: 0 },
      verticalAlign: VerticalAlign.TOP,
    });
  return new Table({
    width: { size: mm(widths[0] + widths[1]), type: WidthType.DXA },
    columnWidths: widths.map((width) => mm(width)),
    layout: TableLayoutType.FIXED,
    borders: OPEN,
    rows: [new TableRow({ cantSplit: true, children: [cell(left, widths[0]), cell(right, widths[1])] })],
  });
}

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

/** A table has no space of its own below it. */
const isAfterTable = (body: PaperBlock[], place: number) => body[place - 1]?.kind === 'table';

function blocks(body: PaperBlock[], { body: text }: PartyLayout, width: number): FileChild[] {
  return body.map((block, place) => {
    if (block.kind === 'table') return dataTable(block, width);
    const isCentred = block.align === 'centre';
    const run = { italics: block.italic, size: text.sizePt * 2 };
    return new Paragraph({
      alignment: isCentred ? AlignmentType.CENTER : AlignmentType.JUSTIFIED,
      indent: { firstLine: isCentred ? 0 : mm(text.indentMm) },
      spacing: {
        line: text.linePt * 20,
        lineRule: LineRuleType.EXACT,
        after: text.afterPt * 20,
        before: isAfterTable(body, place) ? text.afterPt * 20 : 0,
      },
      // a heading stays with what it heads, and the last words with who signs them
      keepNext: block.bold === true || place === body.length - 1,
      children: [
        ...(block.lead ? [new TextRun({ ...run, text: `${block.lead} `, bold: true })] : []),
        new TextRun({ ...run, text: block.text, bold: block.bold }),
      ],
    });
  });
}

function dataTable(
  { head: names, rows, widths, numeric = [], centred = [], hasTotal }: Extract<PaperBlock, { kind: 'table' }>,
  width: number,
): Table {
  const all = widths.reduce((sum, share) => sum + share, 0);
  const columns = widths.map((share) => Math.floor(mm((width * share) / all)));
  const alignOf = (column: number, isHead: boolean) =>
    isHead || centred.includes(column) ? AlignmentType.CENTER : numeric.includes(column) ? AlignmentType.RIGHT : AlignmentType.LEFT;
  const row = (texts: string[], isHead: boolean, isTotal = false) =>
    new TableRow({
      tableHeader: isHead,
      cantSplit: true,
      children: texts.map(
        (text, column) =>
          new TableCell({
            width: { size: columns[column] ?? 0, type: WidthType.DXA },
            verticalAlign: VerticalAlign.CENTER,
            margins: { left: mm(1), right: mm(1), top: mm(0.5), bottom: mm(0.5) },
            children: [line(text, { bold: isHead || isTotal, sizePt: 12, align: alignOf(column, isHead) })],
          }),
      ),
    });
  return new Table({
    width: { size: columns.reduce((sum, column) => sum + column, 0), type: WidthType.DXA },
    columnWidths: columns,
    layout: TableLayoutType.FIXED,
    rows: [row(names, true), ...rows.map((texts, place) => row(texts, false, hasTotal === true && place === rows.length - 1))],
  });
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

function section(layout: PartyLayout, isLandscape: boolean, isFirst: boolean, children: FileChild[]): ISectionOptions {
  const { top, bottom, left, right } = layout.margins;
  const pageNumber = new Header({
    children: [new Paragraph({ alignment: AlignmentType.CENTER, children: [new TextRun({ children: [PageNumber.CURRENT] })] })],
  });
  return {
    properties: {
      type: SectionType.NEXT_PAGE,
      // the first page bears no number
      titlePage: isFirst,
      page: {
        // docx turns the sides itself
        size: {
          width: mm(PAGE.widthMm),
          height: mm(PAGE.heightMm),
          orientation: isLandscape ? PageOrientation.LANDSCAPE : PageOrientation.PORTRAIT,
        },
        margin: { top: mm(top), bottom: mm(bottom), left: mm(left), right: mm(right), header: mm(PAGE.headerMm) },
      },
    },
    headers: { default: pageNumber, first: new Header({ children: [] }) },
    children,
  };
}

/** Without the moment of printing: the day of a signed paper stands in it, and nothing differs from one print to the next. */
function coreProperties({ issuer, type, subject, signedOn }: PartyPaper): string {
  const text = (value: string) => value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  const moments = ['created', 'modified'].map(
    (name) => `<dcterms:${name} xsi:type="dcterms:W3CDTF">${signedOn}T00:00:00Z</dcterms:${name}>`,
  );
  const namespaces = [
    'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"',
    'xmlns:dc="http://purl.org/dc/elements/1.1/"',
    'xmlns:dcterms="http://purl.org/dc/terms/"',
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"',
  ];
  return [
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>',
    `<cp:coreProperties ${namespaces.join(' ')}>`,
    `<dc:title>${text(`${type} ${subject}`)}</dc:title><dc:creator>${text(issuer)}</dc:creator>`,
    ...(signedOn === null ? [] : moments),
    '</cp:coreProperties>',
  ].join('');
}

/** A Party paper as a Word file, in the layout of its day (domain.md E2), marked «LƯU HÀNH NỘI BỘ». The same paper gives the same bytes. */
export async function partyPaper(paper: PartyPaper): Promise<Buffer> {
  const layout = partyLayoutOn(paper.signedOn ?? paper.today);
  const { appendix, isLandscape = false } = paper;
  const width = textWidth(layout, isLandscape);
  const sections = [
    section(layout, isLandscape, true, [
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
    sections.push(section(layout, liesDown, false, children));
  }
  const document = new Document({
    styles: { default: { document: { run: { font: FONT, size: layout.body.sizePt * 2 } } } },
    sections,
  });
  const file = await Packer.toBuffer(document, undefined, [{ path: 'docProps/core.xml', data: coreProperties(paper) }]);
  return fixedZip(file);
}
