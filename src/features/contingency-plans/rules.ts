import { addDays, type Day } from '@/domain/date';

/** How a contingency plan stands on a day. */
export type PlanStanding = 'coming' | 'inForce' | 'expiring' | 'expired' | 'retired';

type Validity = { validFrom: Day; validTo: Day | null; retiredOn: Day | null };

/** So many days before its last day a plan is shown as nearly over: time to draw up the next one. */
const EXPIRES_SOON_DAYS = 60;

/** `validTo` is the last day in force; `retiredOn` the first day on which it no longer is. */
export function planStanding({ validFrom, validTo, retiredOn }: Validity, today: Day): PlanStanding {
  if (retiredOn !== null && retiredOn <= today) return 'retired';
  if (validTo !== null && validTo < today) return 'expired';
  if (validFrom > today) return 'coming';
  return validTo !== null && validTo <= addDays(today, EXPIRES_SOON_DAYS) ? 'expiring' : 'inForce';
}

/** Whether a plan in force has had no drill in the year of that day. */
export function needsDrill(plan: Validity & { lastHeldOn: Day | null }, today: Day): boolean {
  const standing = planStanding(plan, today);
  if (standing !== 'inForce' && standing !== 'expiring') return false;
  return plan.lastHeldOn === null || plan.lastHeldOn.slice(0, 4) < today.slice(0, 4);
}

/** Whether planning has something to do about it. */
export function callsForWork(plan: Validity & { lastHeldOn: Day | null }, today: Day): boolean {
  const standing = planStanding(plan, today);
  return standing === 'expiring' || standing === 'expired' || needsDrill(plan, today);
}
