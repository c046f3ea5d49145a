/** The hospital's clock: UTC+7, no daylight saving (domain.md G). */
export const TIME_ZONE = 'Asia/Ho_Chi_Minh';
const OFFSET_MS = 7 * 3_600_000;
const DAY_MS = 86_400_000;

/** A calendar day as `YYYY-MM-DD`; what a `date` column holds and a date field sends. */
export type Day = string;

/** The day in Việt Nam at this moment. */
export function dayOf(moment: Date): Day {
  return new Date(moment.getTime() + OFFSET_MS).toISOString().slice(0, 10);
}

/** A `date` column (Prisma gives midnight UTC) as a day. */
export function dayOfColumn(column: Date): Day {
  return column.toISOString().slice(0, 10);
}

/** A day as Prisma wants it for a `date` column: midnight UTC. */
export function toColumn(day: Day): Date {
  return new Date(`${day}T00:00:00.000Z`);
}

/** The first moment of a day in Việt Nam. */
export function startOfDay(day: Day): Date {
  return new Date(`${day}T00:00:00.000+07:00`);
}

/** The last moment of a day in Việt Nam: a due date covers its whole day. */
export function endOfDay(day: Day): Date {
  return new Date(`${day}T23:59:59.999+07:00`);
}

/** So many calendar days later; negative goes back. */
export function addDays(day: Day, days: number): Day {
  return new Date(toColumn(day).getTime() + days * DAY_MS).toISOString().slice(0, 10);
}

/** Whole calendar days from one day to another; negative when `to` is earlier. */
export function daysBetween(from: Day, to: Day): number {
  return Math.round((toColumn(to).getTime() - toColumn(from).getTime()) / DAY_MS);
}

/** `2026-01-09` → «09/01/2026»; what is no such day stays as it is. */
export function formatDay(day: Day): string {
  return day.replace(ISO, '$3/$2/$1');
}

/** `2019-01-09` → «ngày 09 tháng 01 năm 2019», as official papers write it: days below ten and the months January and February take a zero (domain.md G). */
export function dayInWords(day: Day): string {
  const [year, month, date] = day.split('-').map(Number);
  return `ngày ${String(date).padStart(2, '0')} tháng ${(month ?? 0) <= 2 ? `0${month}` : month} năm ${year}`;
}

/** `2026-10-05` → «05/10», for lists where the year is known. */
export function formatDayShort(day: Day): string {
  return formatDay(day).slice(0, 5);
}

/** «14:05», in Việt Nam. */
export function formatTime(moment: Date): string {
  return new Date(moment.getTime() + OFFSET_MS).toISOString().slice(11, 16);
}

/** «14:05 02/10/2026», in Việt Nam. */
export function formatMoment(moment: Date): string {
  return `${formatTime(moment)} ${formatDay(dayOf(moment))}`;
}

/** Day, month, year as people type them: «5/10/2026», «05-10-26», «5.10», «05102026»; what a file or a program wrote, `2026-10-05`, too. */
const SPLIT = /^(\d{1,2})\s*[/.\s-]\s*(\d{1,2})(?:\s*[/.\s-]\s*(\d{4}|\d{2}))?$/;
const CLOSED = /^(\d{2})(\d{2})(\d{4})$/;
const ISO = /^(\d{4})-(\d{2})-(\d{2})$/;

/**
 * A typed date as `YYYY-MM-DD`, the day always before the month (domain.md G); without a year it is `thisYear`, of two digits it is 20yy.
 * null for what is no day of the calendar, 31/02 among it.
 */
export function readDay(typed: string, thisYear: number): Day | null {
  const text = typed.trim();
  const iso = ISO.exec(text);
  const [, day, month, year = String(thisYear)] = iso ? [text, iso[3], iso[2], iso[1]] : (SPLIT.exec(text) ?? CLOSED.exec(text) ?? []);
  if (!day || !month) return null;
  const [d, m, y] = [Number(day), Number(month), Number(year.length === 2 ? `20${year}` : year)];
  const found = new Date(Date.UTC(y, m - 1, d));
  // Below the year 100 JavaScript means another century.
  if (found.getUTCFullYear() !== y || found.getUTCMonth() !== m - 1 || found.getUTCDate() !== d) return null;
  return found.toISOString().slice(0, 10);
}
