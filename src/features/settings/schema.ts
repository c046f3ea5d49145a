import { z } from 'zod';
import { checkbox, dayInput, integer, optionalLine, orEmpty } from '@/domain/input';

/** «7, 2»: how many days before the due date, at most five different ones, the earliest first; empty sends none. */
const daysBefore = z
  .union([z.array(integer(1, 60)), z.string().max(60)])
  .transform((typed, context): number[] => {
    if (Array.isArray(typed)) return typed;
    const parts = typed.split(/[\s,;]+/).filter(Boolean);
    const days = parts.map((part) => (/^\d{1,2}$/.test(part) ? Number(part) : 0));
    if (days.every((day) => day >= 1 && day <= 60)) return days;
    context.addIssue({ code: 'custom', message: 'settings.field.daysBefore' });
    return z.NEVER;
  })
  .transform((days) => [...new Set(days)].sort((one, other) => other - one))
  .pipe(z.array(z.number()).max(5));

/** Days of grace, 1 to 60. */
const grace = integer(1, 60);

/** Ký hiệu of who issues, as it ends the number of a paper: «BV» of «05/QĐ-BV». */
const symbol = z
  .string()
  .transform((typed) => typed.normalize('NFC').trim())
  .pipe(z.string().regex(/^[A-ZĐ][A-ZĐ0-9.-]{0,19}$/, { message: 'settings.field.symbol' }));

/** What may be set, group by group; a group is one row of `setting` for each day from which it holds. */
export const GROUPS = {
  /** Bước duyệt: who sees a file besides the planning office (domain.md D1; features.md row 53). */
  review: z.strictObject({ head: checkbox, director: checkbox }),
  /** Nhắc việc: days before the due date, then the days of grace after which the next one up the line hears of it (row 60, 61). */
  reminders: z.strictObject({ daysBefore, headAfterDays: grace, directorAfterDays: grace, reviewAfterDays: grace }),
  /** Lịch kỳ: by the calendar, or closing on the 14th (NĐ 09/2019; domain.md D5). */
  calendar: z.strictObject({ adminCalendar: checkbox }),
  /** Đầu văn bản: what the hospital's papers say of it besides its name (NĐ 30/2020; domain.md E1). */
  letterhead: z.strictObject({ superior: orEmpty(optionalLine(120)), place: orEmpty(optionalLine(60)), symbol }),
} as const;

export type Group = keyof typeof GROUPS;

/** What a group held when the person opened the form, as JSON: a change of somebody else in between is told. */
const seen = z.string().max(2_000);

const saving = <Key extends Group>(group: Key) =>
  z.strictObject({ group: z.literal(group), validFrom: dayInput, seen, value: GROUPS[group] });

export const saveSettingInput = z.discriminatedUnion('group', [
  saving('review'),
  saving('reminders'),
  saving('calendar'),
  saving('letterhead'),
]);
