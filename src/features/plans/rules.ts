import { formatNumber, readNumber } from '@/domain/number';
import { basisText, type SheetLine } from '@/features/figures/rules';
import { change, type Direction, percentOf } from '@/features/indicators/rules';

/** What the columns beside a planned figure say; texts as shown, «–» when there is nothing to compare with. */
export type PlanBeside = {
  /** The plan against the assigned share, in % (domain.md D3 «% KH» turned round: how much of what was assigned is planned). */
  ofShare: { text: string; tone?: 'miss' | 'ok' };
  /** The plan against last year's same quarter: counts in %, rates in points. */
  change: string;
};

/** The figures that are read beside the plan's cell. */
export function planReads({ indicator, lastYear, share }: SheetLine): { lastYear: string; share: string } {
  return { lastYear: formatNumber(lastYear, indicator.decimals), share: basisText(indicator, share) };
}

/** Worked out again after every key that changes the plan's cell. */
export function planBeside({ indicator, lastYear, share }: SheetLine, typed: string): PlanBeside {
  const read = readNumber(typed);
  const plan = read.ok && read.value !== null ? Number(read.value) : null;
  const assigned = share === null ? null : Number(share);
  const moved = change(indicator, plan, lastYear);
  return {
    ofShare: {
      text: formatNumber(percentOf(plan, assigned), 1),
      tone: fallsShort(indicator.direction, plan, assigned) ? 'miss' : undefined,
    },
    change: moved === null ? '–' : `${moved.by > 0 ? '+' : ''}${formatNumber(moved.by, 1)}`,
  };
}

function fallsShort(direction: Direction, plan: number | null, assigned: number | null): boolean {
  if (plan === null || assigned === null) return false;
  return direction === 'UP' ? plan < assigned : direction === 'DOWN' && plan > assigned;
}
