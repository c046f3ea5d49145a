import { formatDay } from '@/domain/date';
import { periodToSearch, roman } from '@/domain/period';
import type { MessageKey } from '@/i18n/messages';
import { type Facts, factsShape, type ReminderKind } from '../schema';

/** A reminder as it is read. `facts` null: made by another version of the program, and only its kind is known. */
export type Said = { kind: ReminderKind; isParty: boolean; facts: Facts | null };
export type ReminderLine = Said & { id: number; createdAt: Date; readAt: Date | null };

export type Words = { key: MessageKey; params: Record<string, string | number> };
/** What a reminder says: a sentence, what stands below it, and the address of the very thing. */
export type Wording = { title: Words; detail: Words | null; href: string };

/** Facts as they were stored; null when they are not what this program knows. */
export function readFacts(stored: unknown): Facts | null {
  const read = factsShape.safeParse(stored);
  return read.success ? read.data : null;
}

/**
 * The sentence of a reminder, for the app and the letter alike. What concerns the Party says only that there is something: the words stay
 * behind the sign-in, for those who may read them.
 */
export function wordingOf({ kind, isParty, facts }: Said): Wording {
  if (isParty) return { title: { key: 'reminders.text.party', params: {} }, detail: null, href: '/' };
  if (!facts) return { title: { key: 'reminders.text.unknown', params: {} }, detail: null, href: '/' };
  switch (facts.about) {
    case 'DIGEST':
      return digest(facts);
    case 'TASKS':
      return {
        title: {
          key: `reminders.text.tasks.${isOf(kind, ['BEFORE_DUE', 'ON_DUE'], 'AFTER_DUE')}`,
          params: { count: facts.count, days: facts.days },
        },
        detail: {
          key: 'reminders.text.tasksDetail',
          params: { titles: facts.titles.join(', '), more: facts.count - facts.titles.length, dueOn: formatDay(facts.dueOn) },
        },
        href: `/reports/${facts.code}?${search(facts)}&tab=tasks`,
      };
    case 'FILES': {
      const isReview = kind === 'REVIEW_WAITING';
      const params = { file: facts.file, roman: roman(facts.quarter), year: facts.year, count: facts.count, days: facts.days };
      return {
        title: { key: isReview ? 'reminders.text.reviewWaiting' : 'reminders.text.escalatedDirector', params },
        detail: {
          key: 'reminders.text.names',
          params: { names: facts.departments.join(', '), more: facts.count - facts.departments.length },
        },
        href: isReview ? `/review?${search(facts)}&kind=${facts.file.toLowerCase()}` : `${listOf(facts)}?${search(facts)}`,
      };
    }
    case 'PARTY_ROLE': {
      const { how, role, account, by } = facts;
      return {
        title: { key: `reminders.text.partyRole.${how}`, params: { account, by } },
        detail: { key: `accounts.role.${role}`, params: {} },
        href: how === 'ASKED' ? '/party/access' : '/',
      };
    }
    case 'FILE':
      return file(kind, facts);
  }
}

const search = ({ year, quarter }: { year: number; quarter: 1 | 2 | 3 | 4 }) => periodToSearch({ year, quarter });
const listOf = ({ file: kind }: { file: 'PLAN' | 'REPORT' }) => (kind === 'PLAN' ? '/plans' : '/reports');
const isOf = <Kind extends ReminderKind, Other extends ReminderKind>(
  kind: ReminderKind,
  known: readonly Kind[],
  other: Other,
): Kind | Other => known.find((one) => one === kind) ?? other;

function file(kind: ReminderKind, facts: Extract<Facts, { about: 'FILE' }>): Wording {
  const params = { file: facts.file, roman: roman(facts.quarter), year: facts.year, department: facts.department, days: facts.days };
  const due = { department: facts.department, dueOn: formatDay(facts.dueOn), extended: facts.extended ? 'yes' : 'no' };
  const href = `${listOf(facts)}/${facts.code}?${search(facts)}`;
  if (kind === 'CUSTOM')
    return {
      title: { key: 'reminders.text.nudge', params: { ...params, by: facts.by ?? '' } },
      detail: facts.word
        ? { key: 'reminders.text.word', params: { word: facts.word, ...due } }
        : { key: 'reminders.text.fileDetail', params: due },
      href,
    };
  if (kind === 'RETURNED') {
    const what = facts.reopened ? 'reopened' : facts.again ? 'returnedAgain' : 'returned';
    return {
      title: { key: `reminders.text.${what}`, params },
      detail: { key: 'reminders.text.department', params: { department: facts.department } },
      href,
    };
  }
  return {
    title: { key: `reminders.text.file.${isOf(kind, ['BEFORE_DUE', 'ON_DUE', 'ESCALATED_HEAD'], 'AFTER_DUE')}`, params },
    detail: { key: 'reminders.text.fileDetail', params: due },
    href,
  };
}

function digest({ late, soon, returned, tasks, waiting, unread }: Extract<Facts, { about: 'DIGEST' }>): Wording {
  return {
    title: { key: 'reminders.text.digest', params: { count: late + soon + returned + tasks + waiting } },
    detail: { key: 'reminders.text.digestDetail', params: { late, soon, returned, tasks, waiting, unread } },
    href: '/',
  };
}
