import type { getTranslations } from 'next-intl/server';
import { readGroup } from '../rules';
import type { Group } from '../schema';

type Words = Awaited<ReturnType<typeof getTranslations<'settings'>>>;

/** One version of a group in a phrase: «trưởng đơn vị, phòng KHTH». */
export function settingWords(t: Words, group: Group, stored: unknown): string {
  if (group === 'calendar') return readGroup('calendar', stored).adminCalendar ? t('calendar.on') : t('calendar.off');
  if (group === 'letterhead') {
    const { superior, place, symbol } = readGroup('letterhead', stored);
    return [superior, place, symbol].filter(Boolean).join('; ');
  }
  if (group === 'review') {
    const { head, director } = readGroup('review', stored);
    if (head) return director ? t('review.both') : t('review.headOnly');
    return director ? t('review.directorOnly') : t('review.planningOnly');
  }
  const { daysBefore, headAfterDays, directorAfterDays, reviewAfterDays } = readGroup('reminders', stored);
  const before = daysBefore.length > 0 ? t('reminders.before', { days: daysBefore.join(', ') }) : t('reminders.noneBefore');
  return t('reminders.summary', { before, head: headAfterDays, director: directorAfterDays, review: reviewAfterDays });
}
