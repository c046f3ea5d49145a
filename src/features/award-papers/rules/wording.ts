import type { Day } from '@/domain/date';
import { dayInWords } from '@/domain/date';
import { formatOfficialCount, formatPercent } from '@/domain/number';
import type { PaperBlock } from '@/domain/paper';

// What official papers say is Vietnamese whatever language the reader has chosen: it stands here, not among the messages.

/** What nobody has said yet stays open, to be filled by hand. */
export const BLANK = '………';
export const capitals = (text: string): string => text.toLocaleUpperCase('vi');
export const paragraph = (text: string): PaperBlock => ({ kind: 'paragraph', text });
export const heading = (text: string): PaperBlock => ({ kind: 'paragraph', text, bold: true });

/** «15/18 (83,33 %)» has its share without needless zeros. */
export function share(part: number, all: number): string {
  const percent = all === 0 ? 0 : (part * 100) / all;
  return formatPercent(percent, Number.isInteger(percent) ? 0 : 2);
}

/** «36 cá nhân và 04 tập thể»; `times` where one may stand twice: «47 lượt cá nhân». What there is none of is not named. */
export function whoAndHowMany({ people, collectives }: { people: number; collectives: number }, times = false): string {
  const said = (count: number, unit: string) => count > 0 && `${formatOfficialCount(count)} ${times ? 'lượt ' : ''}${unit}`;
  return [said(people, 'cá nhân'), said(collectives, 'tập thể')].filter(Boolean).join(' và ');
}

/** «02 cá nhân» of lines; «nhiều» stands beside the number and is never in it: «02 cá nhân và nhiều cá nhân khác»; alone «nhiều cá nhân». */
export function countOf(lines: readonly { count: number | null }[], unit: string): string {
  const sum = lines.reduce((all, { count }) => all + (count ?? 0), 0);
  const isMany = lines.some(({ count }) => count === null);
  if (sum === 0) return isMany ? `nhiều ${unit}` : 'không nêu số';
  return `${formatOfficialCount(sum)} ${unit}${isMany ? ` và nhiều ${unit} khác` : ''}`;
}

/** «năm 2025», «giai đoạn 2021 - 2025»; nothing when the years are not known. */
export const yearsText = ({ yearFrom, yearTo }: { yearFrom: number | null; yearTo: number | null }): string =>
  yearFrom === null || yearTo === null ? '' : yearFrom === yearTo ? `năm ${yearTo}` : `giai đoạn ${yearFrom} - ${yearTo}`;

/** Lines by title, titles in the order in which they come. */
export function perTitle<Line extends { title: string }>(lines: readonly Line[]): { title: string; lines: Line[] }[] {
  const titles = new Map<string, Line[]>();
  for (const line of lines) titles.set(line.title, [...(titles.get(line.title) ?? []), line]);
  return [...titles].map(([title, of]) => ({ title, lines: of }));
}

/** «Quyết định số 52/QĐ-BV ngày 12 tháng 01 năm 2026»; open where it is not known. */
export const decisionNamed = ({ number, signedOn }: { number: string | null; signedOn: Day | null }): string =>
  `Quyết định số ${number ?? BLANK} ${signedOn === null ? 'ngày …… tháng …… năm ………' : dayInWords(signedOn)}`;

/** Laws and decrees on emulation and commendation by the day from which they bind (domain.md C0), each as papers cite it. */
const LAWS: { from: Day; law: string; decree: string }[] = [
  { from: '2004-07-01', law: 'Luật Thi đua, khen thưởng ngày 26 tháng 11 năm 2003', decree: '' },
  {
    from: '2017-10-01',
    law: 'Luật Thi đua, khen thưởng ngày 26 tháng 11 năm 2003 và các luật sửa đổi, bổ sung',
    decree: 'Nghị định số 91/2017/NĐ-CP ngày 31 tháng 7 năm 2017 của Chính phủ',
  },
  {
    from: '2024-01-01',
    law: 'Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022',
    decree: 'Nghị định số 98/2023/NĐ-CP ngày 31 tháng 12 năm 2023 của Chính phủ',
  },
  {
    from: '2025-07-01',
    law: 'Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022',
    decree: 'Nghị định số 152/2025/NĐ-CP của Chính phủ',
  },
];

/** Legal bases of a paper of this day, the law first; none before the first law. */
export function legalBases(day: Day): string[] {
  const inForce = LAWS.filter(({ from }) => from <= day).at(-1);
  return inForce ? [inForce.law, inForce.decree].filter(Boolean).map((text) => `Căn cứ ${text}`) : [];
}

/** Bases of a paper: each a line in italics, ended by a semicolon, the last by a full stop (NĐ 30/2020). */
export const basesOf = (texts: readonly string[]): PaperBlock[] =>
  texts.map((text, place) => ({ kind: 'paragraph', italic: true, text: `${text}${place === texts.length - 1 ? '.' : ';'}` }));

/** «Về việc khen thưởng năm 2025», however the subject was recorded. */
export function about(subject: string): string {
  const bare = subject.replace(/^(v\/v|về việc)\s+/i, '').trim();
  const isName = /^\p{Lu}[\p{Lu}\d]/u.test(bare);
  return `Về việc ${isName ? bare : bare.slice(0, 1).toLocaleLowerCase('vi') + bare.slice(1)}`;
}
