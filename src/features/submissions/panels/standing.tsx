import { getTranslations } from 'next-intl/server';
import { dayOf, daysBetween, formatDay, formatMoment } from '@/domain/date';
import { stepsAfter } from '@/features/review/rules/steps';
import type { Step } from '@/features/review/schema';
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
export async function Standing({ screen, kind, filled, required, now }: StandingProps) {
  const { detail, deadline, phase, pins } = screen;
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
  // A round that was taken back in between is no decision.
  const last = detail.reviews.find(({ verdict }) => verdict !== 'WITHDRAWN');
  const byDepartment = detail.state === 'SUBMITTED';
  const { who, since, rest } = waiting(await getTranslations('submissions'), screen);
  const params = {
    by: (byDepartment ? detail.submittedBy?.name : last?.by) ?? '',
    moment: formatMoment((byDepartment ? detail.submittedAt : last?.at) ?? now),
    round: detail.roundNo,
    pins: pins.length,
    filled,
    required,
    days: since ? daysBetween(dayOf(since), today) : days,
    who,
    rest: rest || 'none',
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

type Words = Awaited<ReturnType<typeof getTranslations<'submissions'>>>;

/** Whom a file that was handed in waits for, since when, and who comes after. */
function waiting(t: Words, { detail, department }: Screen) {
  const round = detail.rounds.find(({ roundNo }) => roundNo === detail.roundNo);
  if (!detail.step || !round) return { who: '', since: null, rest: '' };
  const passed = detail.reviews.find(({ verdict, roundNo }) => verdict === 'APPROVED' && roundNo === detail.roundNo);
  return {
    who: stepName(t, detail.step, department.name),
    since: passed?.at ?? detail.submittedAt,
    rest: stepsAfter(round.steps, detail.step)
      .map((step) => stepName(t, step, department.name))
      .join(', '),
  };
}

/** «Trưởng khoa Nội tổng hợp», «Phòng Kế hoạch tổng hợp», «Ban Giám đốc». */
function stepName(t: Words, step: Step, department: string): string {
  const inSentence = department.charAt(0).toLocaleLowerCase('vi') + department.slice(1);
  return step === 'HEAD' ? t('headOf', { department: inSentence }) : t(`step.${step}`);
}
