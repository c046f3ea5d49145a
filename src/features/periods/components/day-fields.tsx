import { getTranslations } from 'next-intl/server';
import { type Day, formatDay } from '@/domain/date';
import { Field } from '@/ui/form';
import { workingDayProposal } from '../rules';
import type { ThreeDays } from '../schema';

type DayFieldsProps = {
  /** Where the fields belong in the form: '' or 'plan.'. */
  at?: string;
  initial: ThreeDays;
  holidays: ReadonlySet<Day>;
};

/** Opening, hạn nộp and ngày khóa, each a field of its own; a due day on a day off is named, not moved. */
export async function DayFields({ at = '', initial, holidays }: DayFieldsProps) {
  const [t, hint] = [await getTranslations('periods.open'), await proposalText(initial.dueOn, holidays)];
  return (
    <>
      <Field name={`${at}opensOn`} type="date" label={t('opensOn')} initial={initial.opensOn} />
      <Field name={`${at}dueOn`} type="date" label={t('dueOn')} initial={initial.dueOn} hint={hint ?? undefined} />
      <Field name={`${at}lockOn`} type="date" label={t('lockOn')} initial={initial.lockOn} />
    </>
  );
}

/** «25/07/2026 là ngày nghỉ cuối tuần; ngày làm việc kế tiếp là 27/07/2026.», or null on a working day. */
export async function proposalText(day: Day, holidays: ReadonlySet<Day>): Promise<string | null> {
  const proposal = workingDayProposal(day, holidays);
  if (!proposal) return null;
  const t = await getTranslations('periods.proposal');
  return t(proposal.because, { day: formatDay(day), proposed: formatDay(proposal.proposed) });
}

/** Names of the fields for a form's error summary. */
export async function dayLabels(at = '', prefix = ''): Promise<Record<string, string>> {
  const t = await getTranslations('periods.open');
  const say = (label: string) => (prefix ? `${prefix}, ${label}` : label);
  return { [`${at}opensOn`]: say(t('opensOn')), [`${at}dueOn`]: say(t('dueOn')), [`${at}lockOn`]: say(t('lockOn')) };
}
