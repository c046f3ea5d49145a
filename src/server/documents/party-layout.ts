import { type Day, dayInWords } from '@/domain/date';

/** How a Party paper is laid out; lengths in millimetres and points. */
export type PartyLayout = {
  /** The guidance that says so. */
  guidance: string;
  margins: { top: number; bottom: number; left: number; right: number };
  /** Body text: size, exact height of a line, first line's indent, space after a paragraph. */
  body: { sizePt: number; linePt: number; indentMm: number; afterPt: number };
  /** What stands between two of those who receive it. */
  betweenRecipients: ',' | ';';
};

/**
 * Layouts by the day from which they count (domain.md E2). The margins of the guidance of 2018 were not found; those of 2026 are taken for
 * it, which its own papers keep to.
 */
const LAYOUTS: { from: Day; layout: PartyLayout }[] = [
  {
    from: '2018-04-03',
    layout: {
      guidance: 'Hướng dẫn 36-HD/VPTW ngày 03/4/2018',
      margins: { top: 20, bottom: 20, left: 30, right: 15 },
      body: { sizePt: 14, linePt: 18, indentMm: 10, afterPt: 6 },
      betweenRecipients: ',',
    },
  },
  {
    from: '2026-05-27',
    layout: {
      guidance: 'Hướng dẫn 05-HD/VPTW ngày 27/5/2026',
      margins: { top: 20, bottom: 20, left: 30, right: 15 },
      body: { sizePt: 14, linePt: 19, indentMm: 10, afterPt: 6 },
      betweenRecipients: ';',
    },
  },
];

/** The layout of a paper of this day: the one in force then; the first for papers before it. */
export function partyLayoutOn(day: Day): PartyLayout {
  const [first] = LAYOUTS;
  const inForce = LAYOUTS.filter(({ from }) => from <= day).at(-1) ?? first;
  if (!inForce) throw new Error('no layout of Party papers');
  return inForce.layout;
}

/** «Số 05-QĐ/ĐU»: no colon, a dash before the type, a slash before the body; two digits at least. Blank until it is given: «Số …-QĐ/ĐU». */
export function partyNumber(number: number | null, type: string, body: string): string {
  return `Số ${number === null ? '…' : String(number).padStart(2, '0')}-${type}/${body}`;
}

/** «Thái Nguyên, ngày 09 tháng 01 năm 2019»: blanks stay open. */
export function placeAndDay(place: string, day: Day | null): string {
  return `${place}, ${day === null ? 'ngày      tháng      năm' : dayInWords(day)}`;
}

/** Who receives a paper, a line each: «- Như Điều 3;», the last with a full stop: «- Lưu Đảng ủy.». */
export function recipientLines(recipients: readonly string[], { betweenRecipients }: PartyLayout): string[] {
  return recipients.map((text, place) => `- ${text}${place === recipients.length - 1 ? '.' : betweenRecipients}`);
}
