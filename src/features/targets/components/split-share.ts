import { formatEntry, readNumber } from '@/domain/number';
import { decimalsOf } from '../rules/split';

export type SplitRow = {
  departmentId: number;
  name: string;
  /** Kind of department; a heading stands where it changes. */
  group: string;
  /** The department exists in the quarter. */
  open: readonly boolean[];
  /** The quarter is over and the decision does not reach it: it keeps what the version in force gives. */
  fixed: readonly boolean[];
  shares: readonly (string | null)[];
  lastYear: readonly (number | null)[];
  lastYearTotal: number | null;
  /** What the version in force gives, when this one adjusts it. */
  former: readonly (string | null)[] | null;
};

/** Whether a cell can be typed into. */
export const isWritable = ({ open, fixed }: SplitRow, column: number): boolean => open[column] === true && fixed[column] !== true;

/** Names a cell on the page: department and quarter, whatever the order of the rows. */
export const shareCell = ({ departmentId }: SplitRow, column: number) => `share-${departmentId}-q${column + 1}`;
/** Names it in the form. */
export const shareField = (index: number, column: number) => `shares.${index}.q${column + 1}`;

/** What a cell opens with: a quarter that is over shows what the version in force gives it, whatever the draft was begun with. */
export const openingText = ({ shares, fixed, former }: SplitRow, column: number, decimals: number): string =>
  formatEntry((fixed[column] ? former?.[column] : shares[column]) ?? null, decimals);

/** A typed number as a canonical decimal (null for blank), or why it cannot be a share. The server reads it again. */
export function readShare(text: string, decimals: number): { value: string | null; problem: ShareProblem | null } {
  const read = readNumber(text);
  if (!read.ok) return { value: null, problem: read.problem };
  if (read.value?.startsWith('-')) return { value: null, problem: 'negative' };
  if (read.value !== null && decimalsOf(read.value) > decimals) return { value: null, problem: 'tooPrecise' };
  return { value: read.value, problem: null };
}
export type ShareProblem = 'notANumber' | 'tooLarge' | 'tooPrecise' | 'negative';

/** Texts that a program has put into cells: what stands in a cell and is not among them was put there by a hand. */
export type Proposed = ReadonlySet<string>;
const asProposed = (id: string, text: string) => `${id}=${text}`;
export const propose = (known: Proposed, texts: readonly { id: string; text: string }[]): Proposed =>
  new Set([...known, ...texts.map(({ id, text }) => asProposed(id, text))]);
export const isByHand = (known: Proposed, id: string, text: string): boolean => text !== '' && !known.has(asProposed(id, text));
