import type { getTranslations } from 'next-intl/server';
import { formatEntry } from '@/domain/number';
import type { PersonLine } from '@/features/people/queries';
import type { StatusKind } from '@/ui/status';
import type { ResultWords } from '../components/task-result';
import type { TaskStanding } from '../rules';
import { TASK_STATES, type TaskState } from '../schema';

type T = Awaited<ReturnType<typeof getTranslations<'tasks'>>>;
type TCommon = Awaited<ReturnType<typeof getTranslations<'common'>>>;

/** Icon and colour of how a task stands; the word comes with it. */
export const MARK: Record<TaskStanding, StatusKind> = {
  planned: 'none',
  inProgress: 'draft',
  doneOnTime: 'approved',
  doneLate: 'due',
  overdue: 'late',
  suspended: 'extended',
  cancelled: 'locked',
};

/** What is over as it should be stays quiet among what is not. */
export const isQuiet = (standing: TaskStanding): boolean => standing === 'doneOnTime' || standing === 'cancelled';

export function resultWords(t: T, tCommon: TCommon): ResultWords {
  return {
    ...{ state: t('fields.state'), percent: t('fields.percent'), doneOn: t('fields.doneOn'), result: t('fields.result') },
    ...{ note: t('fields.note'), noteHint: t('fields.noteHint'), reason: t('fields.why'), isExceeded: t('fields.isExceeded') },
    states: Object.fromEntries(TASK_STATES.map((state) => [state, t(`state.${state}`)])) as Record<TaskState, string>,
    ...{ optional: tCommon('optional'), cancel: tCommon('cancel'), save: tCommon('save') },
  };
}

/** A person as one picks them: the name with what stands before it, the place beside it. */
export function leaderChoice({ id, honorifics, fullName, department }: PersonLine) {
  return { value: id, label: [honorifics, fullName].filter(Boolean).join(' '), aside: department ?? undefined };
}

/** «2 lớp» */
export function amountWords({ quantity, quantityUnit }: { quantity: string | null; quantityUnit: string | null }): string | null {
  return quantity === null ? null : [formatEntry(quantity), quantityUnit].filter(Boolean).join('\u00a0');
}
