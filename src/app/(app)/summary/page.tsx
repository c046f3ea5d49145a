import { redirect } from 'next/navigation';
import { dayOf } from '@/domain/date';
import { quarterOf } from '@/domain/period';

/** The running year. */
export default function SummaryRedirect() {
  redirect(`/summary/${quarterOf(dayOf(new Date())).year}`);
}
