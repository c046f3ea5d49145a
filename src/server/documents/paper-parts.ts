import 'server-only';
import {
  AlignmentType,
  BorderStyle,
  type FileChild,
  Header,
  type ISectionOptions,
  LineRuleType,
  convertMillimetersToTwip as mm,
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

// What papers of the Party and of the state have in common: both are Word files of one body of text between a head and signatures.

/** Margins and body text of a paper; lengths in millimetres and points. */
export type PaperLayout = {
  margins: { top: number; bottom: number; left: number; right: number };
  /** Size, exact height of a line, first line's indent, space after a paragraph. */
  body: { sizePt: number; linePt: number; indentMm: number; afterPt: number };
};

export const FONT = 'Times New Roman';
const PAGE = { widthMm: 210, heightMm: 297, headerMm: 10 };
const NONE = { style: BorderStyle.NONE, size: 0, color: 'auto' };
const OPEN = { top: NONE, bottom: NONE, left: NONE, right: NONE, insideHorizontal: NONE, insideVertical: NONE };
type Style = {
  bold?: boolean;
  italics?: boolean;
  sizePt?: number;
  align?: (typeof AlignmentType)[keyof typeof AlignmentType];
  underline?: true;
  staysWithNext?: boolean;
  afterPt?: number;
};

export const line = (
  text: string,
  { bold, italics, sizePt = 14, align = AlignmentType.CENTER, underline, staysWithNext, afterPt }: Style = {},
) =>
  new Paragraph({
    alignment: align,
    spacing: afterPt === undefined ? undefined : { after: afterPt * 20 },
    keepNext: staysWithNext,
    children: [new TextRun({ text, bold, italics, size: sizePt * 2, underline: underline && { type: UnderlineType.SINGLE } })],
  });

/** A line (nét kẻ) of its own length in the middle of a column. */
export const rule = (lengthMm: number, columnMm: number, beforePt = 0) =>
  new Paragraph({
    border: { top: { style: BorderStyle.SINGLE, size: 6, color: '000000', space: 0 } },
    indent: { left: mm((columnMm - lengthMm) / 2), right: mm((columnMm - lengthMm) / 2) },
    spacing: { line: 60, lineRule: LineRuleType.EXACT, before: beforePt * 20 },
    children: [],
  });

export const textWidth = ({ margins }: PaperLayout, isLandscape = false) =>
  (isLandscape ? PAGE.heightMm : PAGE.widthMm) - margins.left - margins.right;

/** Two columns without lines, of so many millimetres. */
export function pair(left: Paragraph[], right: Paragraph[], widths: readonly [number, number]): Table {
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

/** A table has no space of its own below it. */
const isAfterTable = (body: PaperBlock[], place: number) => body[place - 1]?.kind === 'table';

export function blocks(body: PaperBlock[], { body: text }: PaperLayout, width: number): FileChild[] {
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
      // a heading stays with what it heads, words above a table with it, and the last words with who signs them
      keepNext: block.bold === true || body[place + 1]?.kind === 'table' || place === body.length - 1,
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

/** `isFirst`: its first page bears no number; `start`: counts its own pages from there. */
type SectionPlace = { isLandscape?: boolean; isFirst?: boolean; start?: number };

export function section(
  layout: PaperLayout,
  { isLandscape = false, isFirst = false, start }: SectionPlace,
  children: FileChild[],
): ISectionOptions {
  const { top, bottom, left, right } = layout.margins;
  const pageNumber = new Header({
    children: [new Paragraph({ alignment: AlignmentType.CENTER, children: [new TextRun({ children: [PageNumber.CURRENT] })] })],
  });
  return {
    properties: {
      type: SectionType.NEXT_PAGE,
      titlePage: isFirst,
      page: {
        // docx turns the sides itself
        size: {
          width: mm(PAGE.widthMm),
          height: mm(PAGE.heightMm),
          orientation: isLandscape ? PageOrientation.LANDSCAPE : PageOrientation.PORTRAIT,
        },
        pageNumbers: start === undefined ? undefined : { start },
        margin: { top: mm(top), bottom: mm(bottom), left: mm(left), right: mm(right), header: mm(PAGE.headerMm) },
      },
    },
    headers: { default: pageNumber, first: new Header({ children: [] }) },
    children,
  };
}

/** Without the moment of printing: the day of a signed paper stands in it, and nothing differs from one print to the next. */
export function coreProperties({ issuer, title, signedOn }: { issuer: string; title: string; signedOn: Day | null }): string {
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
    `<dc:title>${text(title)}</dc:title><dc:creator>${text(issuer)}</dc:creator>`,
    ...(signedOn === null ? [] : moments),
    '</cp:coreProperties>',
  ].join('');
}
