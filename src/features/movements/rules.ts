import type { Actor } from '@/domain/actor';
import type { Day } from '@/domain/date';
import { reach } from '@/domain/policy';

export const MOVEMENT_SCOPES = ['NATIONAL', 'PROVINCE', 'SECTOR', 'UNIT', 'UNION'] as const;
export type MovementScope = (typeof MOVEMENT_SCOPES)[number];

/** The award desk keeps every movement; who else may launch one (the union) keeps the union's own. */
export function keeps(actor: Actor, scope: MovementScope): boolean {
  return reach(actor, 'movement.manage') === 'any' && (reach(actor, 'award.manage') === 'any' || scope === 'UNION');
}

export type MovementStanding = 'coming' | 'running' | 'toReview' | 'reviewed' | 'undated';

/** Where a movement stands on a day: a final review closes it; over without one it waits for its review. */
export function standingOf(
  { startsOn, endsOn, finalOn }: { startsOn: Day | null; endsOn: Day | null; finalOn: Day | null },
  today: Day,
): MovementStanding {
  if (finalOn !== null) return 'reviewed';
  if (endsOn !== null && endsOn < today) return 'toReview';
  if (startsOn === null) return 'undated';
  return startsOn > today ? 'coming' : 'running';
}

/**
 * The days in which a department must have existed to take part: the movement's own. An unknown first day is its last one, or today; an
 * unknown last day is today, or the first one of a movement that is to come.
 */
export function daysOf({ startsOn, endsOn }: { startsOn: Day | null; endsOn: Day | null }, today: Day): { startsOn: Day; endsOn: Day } {
  const first = startsOn ?? endsOn ?? today;
  return { startsOn: first, endsOn: endsOn ?? (first > today ? first : today) };
}
