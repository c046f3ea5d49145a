import type { z } from 'zod';
import { GROUPS, type Group } from './schema';

type Values = { [Key in Group]: z.output<(typeof GROUPS)[Key]> };

/** What holds while nobody has set anything: no extra step, reminders a week and two days before, quarters by the calendar. */
export const DEFAULTS: Values = {
  review: { head: false, director: false },
  reminders: { daysBefore: [7, 2], headAfterDays: 3, directorAfterDays: 7, reviewAfterDays: 3 },
  calendar: { adminCalendar: false },
  letterhead: { superior: null, place: null, symbol: 'BV' },
};

/** What heads the hospital's papers besides its name: who is over it, where it is, how its numbers end. Null while nobody has set it. */
export type Letterhead = Values['letterhead'];

/** Every setting as it holds on one day. */
export type Settings = {
  /** A reporter's hand-in waits for the head of the department first. */
  reviewHead: boolean;
  /** The planning office's approval waits for the director's. */
  reviewDirector: boolean;
  /** Calendar days before the due date on which the author is reminded, the earliest first. */
  reminderDaysBefore: number[];
  /** Calendar days after the due date: the head of the department hears of it. */
  reminderHeadAfterDays: number;
  /** Calendar days after the due date: the director hears of it. */
  reminderDirectorAfterDays: number;
  /** Calendar days that a file may wait for its reviewer before the reviewer is reminded. */
  reminderReviewAfterDays: number;
  /** Periods close on the 14th (NĐ 09/2019). */
  adminCalendar: boolean;
};

/** A stored value as the group's own; what an older program stored and this one cannot read counts as not set. */
export function readGroup<Key extends Group>(group: Key, stored: unknown): Values[Key] {
  const read = GROUPS[group].safeParse(stored);
  return read.success ? (read.data as Values[Key]) : DEFAULTS[group];
}

/** The rows in force, one a group at most, as one flat object. */
export function settingsFrom(rows: readonly { key: string; value: unknown }[]): Settings {
  const stored = new Map(rows.map(({ key, value }) => [key, value]));
  const review = readGroup('review', stored.get('review'));
  const reminders = readGroup('reminders', stored.get('reminders'));
  return {
    reviewHead: review.head,
    reviewDirector: review.director,
    reminderDaysBefore: reminders.daysBefore,
    reminderHeadAfterDays: reminders.headAfterDays,
    reminderDirectorAfterDays: reminders.directorAfterDays,
    reminderReviewAfterDays: reminders.reviewAfterDays,
    adminCalendar: readGroup('calendar', stored.get('calendar')).adminCalendar,
  };
}
