import { describe, expect, it } from 'vitest';
import { DEFAULTS, readGroup, settingsFrom } from './rules';
import { GROUPS, saveSettingInput } from './schema';

describe('settings', () => {
  it('hold their defaults while nobody has set anything', () => {
    expect(settingsFrom([])).toEqual({
      reviewHead: false,
      reviewDirector: false,
      reminderDaysBefore: [7, 2],
      reminderHeadAfterDays: 3,
      reminderDirectorAfterDays: 7,
      reminderReviewAfterDays: 3,
      adminCalendar: false,
    });
  });

  it('take what is stored, and count what cannot be read as not set', () => {
    expect(settingsFrom([{ key: 'review', value: { head: true, director: false } }]).reviewHead).toBe(true);
    expect(readGroup('reminders', { daysBefore: 'tuần' })).toEqual(DEFAULTS.reminders);
  });

  it('read the days before as typed: each once, the earliest first', () => {
    const read = (daysBefore: string) =>
      GROUPS.reminders.safeParse({ daysBefore, headAfterDays: '3', directorAfterDays: '7', reviewAfterDays: '3' });
    expect(read('2, 7;2').data?.daysBefore).toEqual([7, 2]);
    expect(read('').data?.daysBefore).toEqual([]);
    for (const wrong of ['0', '61', 'hai ngày', '-1', '1,5,6,7,8,9']) expect(read(wrong).success, wrong).toBe(false);
  });

  it('take the letterhead as papers need it: what is empty is not known, the sign in capitals', () => {
    const read = (value: object) => GROUPS.letterhead.safeParse(value);
    expect(read({ superior: ' Sở  Y tế ', place: '', symbol: ' BVĐK-AH ' }).data).toEqual({
      superior: 'Sở Y tế',
      place: null,
      symbol: 'BVĐK-AH',
    });
    expect(readGroup('letterhead', read({ superior: '', place: '', symbol: 'BV' }).data)).toEqual(DEFAULTS.letterhead);
    for (const symbol of ['', 'bv', 'B V', 'BV/', 'B'.repeat(21)])
      expect(read({ superior: '', place: '', symbol }).success, symbol).toBe(false);
  });

  it('refuse a value of another group and a day that is none', () => {
    const input = { group: 'calendar', validFrom: '2026-10-05', seen: '{}', value: { head: 'on' } };
    expect(saveSettingInput.safeParse(input).success).toBe(false);
    expect(saveSettingInput.safeParse({ ...input, value: {}, validFrom: '2026-02-31' }).success).toBe(false);
    expect(saveSettingInput.safeParse({ ...input, value: {} }).success).toBe(true);
  });
});
