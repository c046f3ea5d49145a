import type { PaperBlock } from '@/domain/paper';
import { isQuarter, roman } from '@/domain/period';
import type { RatedLevel } from '@/features/rating-rules/rules/levels';

// What official papers say is Vietnamese whatever language the reader has chosen: it stands here, not among the messages.

/** A year, or a quarter of it (0 is the whole year). */
export type Span = { year: number; quarter: number };

/** What the documents of the year call each level, in full: «Hoàn thành xuất sắc nhiệm vụ»; '' for a level that the year does not know. */
export type LevelLabels = Record<RatedLevel, string>;

/** «năm 2018», «quý III năm 2026». */
export const spanText = ({ year, quarter }: Span): string => (isQuarter(quarter) ? `quý ${roman(quarter)} năm ${year}` : `năm ${year}`);

/** A level's name within a sentence: «hoàn thành xuất sắc nhiệm vụ». */
export const inSentence = (label: string): string => label.charAt(0).toLocaleLowerCase('vi') + label.slice(1);

/** A level's name in a column: without «nhiệm vụ», which every level of a year has. */
export const inColumn = (label: string): string => label.replace(/ nhiệm vụ$/, '');

/** A name as the head of a paper writes it. */
export const inCapitals = (name: string): string => name.toLocaleUpperCase('vi');

/** Dots where a hand is to write. */
export const BLANK = '………';

export const paragraph = (text: string): PaperBlock => ({ kind: 'paragraph', text });
export const heading = (text: string): PaperBlock => ({ kind: 'paragraph', text, bold: true });

/** Parts of a paper under numbered headings: «1. Chi bộ», «2. Đảng viên»; parts without content take no number. */
export function numberedParts(parts: readonly { title: string; blocks: readonly PaperBlock[] }[]): PaperBlock[] {
  return parts
    .filter(({ blocks }) => blocks.length > 0)
    .flatMap(({ title, blocks }, place) => [heading(`${place + 1}. ${title}`), ...blocks]);
}
