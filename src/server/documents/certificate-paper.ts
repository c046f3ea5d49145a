import 'server-only';
import { AlignmentType, FrameAnchorType, FrameWrap, HeightRule, convertMillimetersToTwip as mm, Paragraph, TextRun } from 'docx';
import type { Day } from '@/domain/date';
import { line, type PaperLayout, pair, rule, section, textWidth } from './paper-parts';
import { placeAndDay } from './party-layout';
import { BELOW_PT, MOTTO, NATION, SIGNING_LINES, STATE_LAYOUT, stateFile } from './state-paper';

/** A certificate (giấy khen, bằng chứng nhận danh hiệu): whom, for what, by which decision. */
type Certificate = { heading: string; whom: string; unit: string | null; merit: string; decision: string[] };
export type CertificatePaper = {
  signedOn: Day | null;
  place: string;
  issuer: string;
  positions: string[];
  signer: string;
  certificates: Certificate[];
};

/** On a certificate what is in the middle is in the middle of the sheet. */
const CERTIFICATE: PaperLayout = { ...STATE_LAYOUT, margins: { top: 20, bottom: 15, left: 25, right: 25 } };

/** A certificate of each recipient on a page of its own, lying on its side. The same certificates give the same bytes. */
export async function certificatePaper({ signedOn, place, issuer, positions, signer, certificates }: CertificatePaper): Promise<Buffer> {
  const width = textWidth(CERTIFICATE, true);
  const sections = certificates.map(({ heading, whom, unit, merit, decision }) => ({
    ...section(CERTIFICATE, { isLandscape: true, isFirst: true }, [
      line(NATION, { bold: true, sizePt: 14 }),
      line(MOTTO.text, { bold: true, sizePt: 14 }),
      rule(MOTTO.lineMm, width, BELOW_PT),
      line('', { afterPt: 14 }),
      line(issuer, { bold: true, sizePt: 18, afterPt: 14 }),
      line(heading, { bold: true, sizePt: 36, afterPt: 18 }),
      line(whom, { bold: true, sizePt: 28, afterPt: 10 }),
      ...(unit ? [line(unit, { sizePt: 18, afterPt: 10 })] : []),
      line(merit, { sizePt: 18, afterPt: 24 }),
      pair(
        decision.map((text) => line(text, { italics: true, sizePt: 13, align: AlignmentType.LEFT, afterPt: 3 })),
        [
          line(placeAndDay(place, signedOn), { italics: true, afterPt: 3 }),
          ...positions.map((position) => line(position, { bold: true })),
          ...Array.from({ length: SIGNING_LINES }, () => line('')),
          line(signer, { bold: true }),
        ],
        [width / 2, width / 2],
      ),
    ]),
    headers: {},
  }));
  return stateFile(sections, { issuer, title: 'Nội dung giấy khen', signedOn });
}

/** Words at a place of a form that is printed already: millimetres from the left and upper edge of the paper to the box of the line, points for letters. */
export type Placed = { text: string; top: number; left: number; width: number; sizePt: number; look?: 'bold' | 'italic' };

/** A frame stands where it is told, whatever else is on the page; letters stand in the middle of it. */
const placed = ({ text, top, left, width, sizePt, look }: Placed) =>
  new Paragraph({
    frame: {
      type: 'absolute',
      position: { x: mm(left), y: mm(top) },
      width: mm(width),
      height: 0,
      anchor: { horizontal: FrameAnchorType.PAGE, vertical: FrameAnchorType.PAGE },
      rule: HeightRule.AUTO,
      wrap: FrameWrap.AROUND,
    },
    alignment: AlignmentType.CENTER,
    spacing: { before: 0, after: 0 },
    children: [new TextRun({ text, size: sizePt * 2, bold: look === 'bold', italics: look === 'italic' })],
  });

/** Pages of placed words, A4 on its side, with nothing else on them: to be printed over forms. The same words give the same bytes. */
export async function stockPaper(
  pages: readonly (readonly Placed[])[],
  core: { issuer: string; title: string; signedOn: Day | null },
): Promise<Buffer> {
  const bare = { ...STATE_LAYOUT, margins: { top: 10, bottom: 10, left: 10, right: 10 } };
  const sections = pages.map((page) => ({
    // a frame hangs on the paragraph after it
    ...section(bare, { isLandscape: true }, [...page.map(placed), new Paragraph({ children: [] })]),
    headers: {},
  }));
  return stateFile(sections, core);
}
