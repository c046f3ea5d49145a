import { getTranslations } from 'next-intl/server';
import { dayOf, daysBetween, formatDay, formatMoment } from '@/domain/date';
import { type StatusKind, StatusSentence } from '@/ui/status';
import type { Screen } from '../queries/file';
import { statusSentence, type Tone } from '../rules';
import type { SubmissionKind, SubmissionState } from '../schema';

const MARK: Record<SubmissionState, StatusKind> = {
  DRAFT: 'draft',
  SUBMITTED: 'submitted',
  RETURNED: 'returned',
  APPROVED: 'approved',
  LOCKED: 'locked',
  REOPENED: 'returned',
};
const LATE: Partial<Record<Tone, StatusKind>> = { bad: 'late' };

type StandingProps = { screen: Screen; kind: SubmissionKind; filled: number; required: number; now: Date };

/** The status sentence: where it is, with whom, since when, what is next, by what date. */
export async function Standing({ screen: { detail, deadline, phase, pins }, kind, filled, required, now }: StandingProps) {
  const t = await getTranslations();
  const [dueOn, lockOn, opensOn, today] = [deadline.dueAt, deadline.lockAt, deadline.opensAt, now].map(dayOf) as [
    string,
    string,
    string,
    string,
  ];
  const days = Math.abs(daysBetween(today, dueOn));
  const sentence = statusSentence({
    kind,
    state: detail.state,
    phase,
    daysLeft: daysBetween(today, dueOn),
    filled,
    required,
    pins: pins.length,
  });
  const last = detail.reviews[0];
  const byDepartment = detail.state === 'SUBMITTED';
  const params = {
    by: (byDepartment ? detail.submittedBy?.name : last?.by) ?? '',
    moment: formatMoment((byDepartment ? detail.submittedAt : last?.at) ?? now),
    round: detail.roundNo,
    pins: pins.length,
    filled,
    required,
    days,
    dueOn: formatDay(dueOn),
    lockOn: formatDay(lockOn),
    opensOn: formatDay(opensOn),
  };
  const kindOfMark = LATE[sentence.tone] ?? (detail.state === null ? 'none' : MARK[detail.state]);
  return (
    <StatusSentence kind={kindOfMark} lead={t(sentence.lead, params)}>
      {t(sentence.next, params)}
      {deadline.extended && phase !== 'locked' && ` ${t('submissions.extendedTo', { dueOn: formatDay(dueOn) })}`}
    </StatusSentence>
  );
}
