import { type Day, dayInWords } from '@/domain/date';
import type { Recipient } from './decision';
import { BLANK, capitals, decisionNamed, yearsText } from './wording';

export type CertificateText = { heading: string; whom: string; unit: string | null; merit: string; decision: string[] };

/** What a certificate says of one recipient: a form of commendation is given, a title is certified; the recorded citation goes before a general one. */
export function certificateOf(
  { title, name, department, citation, ...line }: Recipient,
  decision: { number: string | null; signedOn: Day | null },
  hospital: string,
): CertificateText {
  const isForm = /^(giấy|bằng|cờ)/i.test(title);
  const years = yearsText(line);
  const general = isForm ? `Đã có thành tích xuất sắc trong công tác ${years}` : `Đạt danh hiệu ${title} ${years}`;
  const unit = department === null ? hospital : `${department}, ${hospital}`;
  return {
    heading: isForm ? `TẶNG ${capitals(title)}` : 'CHỨNG NHẬN DANH HIỆU',
    whom: name,
    unit: unit === name ? null : unit,
    merit: (citation ?? general).trim(),
    decision: [decisionNamed(decision), `Số sổ vàng: ${BLANK}`],
  };
}

/** Who gets a certificate: those named, one each; a bare count has no name to print. */
export const certified = <Line extends Recipient & { isNamed: boolean }>(recipients: readonly Line[]): Line[] =>
  recipients.filter(({ isNamed, isRevoked }) => isNamed && !isRevoked);

/** The lines that a printed form leaves open, in the order of the form. */
export const STOCK_LINES = ['whom', 'unit', 'merit', 'day', 'decision', 'signer'] as const;
export type StockLine = (typeof STOCK_LINES)[number];

/**
 * Where the lines stand on an A4 form on its side, in millimetres from its left and upper edge; the top is the usual one of such forms, which
 * the person moves to the form at hand. Sizes in points.
 */
export const STOCK: Record<StockLine, { top: number; left: number; width: number; sizePt: number; look?: 'bold' | 'italic' }> = {
  whom: { top: 96, left: 25, width: 247, sizePt: 24, look: 'bold' },
  unit: { top: 109, left: 25, width: 247, sizePt: 16 },
  merit: { top: 119, left: 25, width: 247, sizePt: 16 },
  day: { top: 142, left: 150, width: 122, sizePt: 14, look: 'italic' },
  decision: { top: 180, left: 25, width: 110, sizePt: 12 },
  signer: { top: 186, left: 150, width: 122, sizePt: 14, look: 'bold' },
};

/** Only what changes from one recipient to the next, and the day and number that the form leaves open. */
export function stockText(
  text: CertificateText,
  decision: { number: string | null; signedOn: Day | null; signer: string | null },
  place: string | null,
): Record<StockLine, string> {
  const { number, signedOn, signer } = decision;
  return {
    whom: text.whom,
    unit: text.unit ?? '',
    merit: text.merit,
    day: signedOn === null ? '' : [place, dayInWords(signedOn)].filter(Boolean).join(', '),
    decision: number === null ? '' : [number, signedOn && dayInWords(signedOn)].filter(Boolean).join(' '),
    signer: signer ?? '',
  };
}
