import { QUARTERS } from '@/domain/period';
import { ROLLOVER_PARTS, type RolloverPart } from '../schema';

export const STEPS = ['year', 'what', 'lists', 'preview', 'done'] as const;
export type Step = (typeof STEPS)[number];

/** Where one stands in the wizard: everything is in the address, so a reload or a link shows the same. */
export type Place = { to: number; step: Step; part: RolloverPart; text: string; page: number; markText: string };

type Search = Record<string, string | string[] | undefined>;
const LONGEST = 100;

/** The first year that one may want to open on a day: the next one from July on, else the running one. */
export function yearToOpen(day: string): number {
  return Number(day.slice(0, 4)) + (day.slice(5) >= '07-01' ? 1 : 0);
}

/** A year is open once it was opened as a whole, or by hand quarter after quarter until all four were. */
export function isOpen({ openedAt, quarters }: { openedAt: Date | null; quarters: number }): boolean {
  return openedAt !== null || quarters === QUARTERS.length;
}

/** Of years in their order the first that is not open; `otherwise` when all of them are. */
export function firstToOpen(years: readonly { year: number; openedAt: Date | null; quarters: number }[], otherwise: number): number {
  return years.find((one) => !isOpen(one))?.year ?? otherwise;
}

/** Reads an address; what is missing or unreadable is the first step of the year that is `offered`. */
export function placeOf(search: Search, offered: number): Place {
  const word = (name: string) => (typeof search[name] === 'string' ? search[name].trim().slice(0, LONGEST) : '');
  const to = /^20\d\d$/.test(word('to')) ? Number(word('to')) : offered;
  const page = /^\d{1,4}$/.test(word('page')) ? Number(word('page')) : 1;
  return {
    to,
    step: STEPS.find((step) => step === word('step')) ?? 'year',
    part: ROLLOVER_PARTS.find((part) => part === word('part')) ?? 'targets',
    text: word('q'),
    page: Math.max(1, page),
    markText: word('mark'),
  };
}

/** The address of a place in the wizard; what is as usual is left out. */
export function hrefOf({ to, step, part, text = '', page = 1, markText = '' }: Partial<Place> & Pick<Place, 'to' | 'step'>): string {
  const more = { part: step === 'lists' ? part : undefined, q: text, page: page > 1 ? String(page) : '', mark: markText };
  const rest = Object.entries(more).flatMap(([key, value]) => (value ? [`&${key}=${encodeURIComponent(value)}`] : []));
  return `/admin/rollover?to=${to}&step=${step}${rest.join('')}`;
}
