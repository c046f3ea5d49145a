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

/**
 * The documents that a rule set names, one by one, without the remarks that its keepers wrote beside them: «Quy định 132-QĐ/TW …; Hướng dẫn …
 * (xuất sắc không quá 20 %). Tên mức chưa đối chiếu.» names two. What counts only later («từ 2026 thêm …») waits for its year.
 */
export function documentsIn(text: string, year: number): string[] {
  const [named = ''] = text.split(/\.(?=\s|$)/);
  return named.split(';').flatMap((part) => {
    const [, from = '0', document = ''] = /^\s*(?:từ (\d{4}) thêm )?(.*?)\s*$/.exec(part.replace(/\s*\([^)]*\)/g, '')) ?? [];
    return document === '' || Number(from) > year ? [] : [document];
  });
}

/** «A», «A và B», «A, B và C». */
export function listed(texts: readonly string[]): string {
  return texts.length < 2 ? (texts[0] ?? '') : `${texts.slice(0, -1).join(', ')} và ${texts.at(-1)}`;
}
