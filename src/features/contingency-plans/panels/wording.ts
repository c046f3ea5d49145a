import type { StatusKind } from '@/ui/status';
import type { PlanStanding } from '../rules';

/** Icon and colour of how a plan stands; the word comes with it. */
export const MARK: Record<PlanStanding, StatusKind> = {
  coming: 'waiting',
  inForce: 'approved',
  expiring: 'due',
  expired: 'late',
  retired: 'locked',
};
