/** Points of one member for one criterion; canonical decimals, null where nobody has scored. */
export type Points = { itemId: number; memberId: number; self: string | null; verified: string | null };
/** Points towards the sheet's maximum; a bonus above it; a penalty taken off (domain.md C4). */
export const ITEM_KINDS = ['POINTS', 'BONUS', 'PENALTY'] as const;
export type ItemKind = (typeof ITEM_KINDS)[number];
export type ScoredItem = { id: number; kind: ItemKind };
export type Standing = {
  memberId: number;
  self: number | null;
  verified: number | null;
  /** What of the verified total is bonus; null without a bonus criterion, or while one is not scored. */
  bonus: number | null;
  left: number;
  rank: number | null;
  isTied: boolean;
};

const hundredths = (points: string): number => Math.round(Number(points) * 100);

/** The kind of a criterion as its two columns say it. */
export const kindOf = ({ isBonus, isPenalty }: { isBonus: boolean; isPenalty: boolean }): ItemKind =>
  isPenalty ? 'PENALTY' : isBonus ? 'BONUS' : 'POINTS';

/** What the criteria of one kind hold together, exact to two decimals: of POINTS the sheet's maximum, to which a bonus does not add. */
export const mostOf = (items: readonly { kind: ItemKind; maxPoints: string }[], kind: ItemKind): number =>
  items.filter((item) => item.kind === kind).reduce((sum, { maxPoints }) => sum + hundredths(maxPoints), 0) / 100;

/** Criteria of one heading stand together, where the first of them stands; those without a heading keep their places. */
export function byHeading<Item extends { heading: string | null }>(items: readonly Item[]): Item[] {
  const place = ({ heading }: Item, at: number) => (heading === null ? at : items.findIndex((one) => one.heading === heading));
  return items
    .map((item, at) => ({ item, at, first: place(item, at) }))
    .sort((one, other) => one.first - other.first || one.at - other.at)
    .map(({ item }) => item);
}

/**
 * Points of a member over all criteria: what is earned, bonus too, less the penalties, exact to two decimals. Null when there is no criterion
 * or one of them, a penalty too, was not scored: what is missing is unknown, not zero.
 */
export function totalOf(items: readonly ScoredItem[], pointsOf: (itemId: number) => string | null): number | null {
  let sum = 0;
  for (const { id, kind } of items) {
    const points = pointsOf(id);
    if (points === null) return null;
    sum += kind === 'PENALTY' ? -hundredths(points) : hundredths(points);
  }
  return items.length === 0 ? null : sum / 100;
}

/**
 * Who stands where: by verified total, the highest first; a tie goes to whoever has more ballots (phiếu suy tôn). Where ballots do not tell
 * them apart (as many, or nobody's known) members share a rank and the next ones are left out: 1, 2, 2, 4. Without a known total no rank.
 */
export function rankings(
  items: readonly ScoredItem[],
  members: readonly { id: number; ballots: number | null }[],
  points: readonly Points[],
): Standing[] {
  const cell = new Map(points.map((one) => [`${one.itemId}/${one.memberId}`, one]));
  const known = members.map(({ id, ballots }) => {
    const of = (itemId: number) => cell.get(`${itemId}/${id}`);
    return {
      ...{ memberId: id, ballots },
      self: totalOf(items, (itemId) => of(itemId)?.self ?? null),
      verified: totalOf(items, (itemId) => of(itemId)?.verified ?? null),
      bonus: totalOf(
        items.filter(({ kind }) => kind === 'BONUS'),
        (itemId) => of(itemId)?.verified ?? null,
      ),
      left: items.filter((item) => (of(item.id)?.verified ?? null) === null).length,
    };
  });
  // ballots break a tie only where everybody in it has them
  const byVotes = (one: (typeof known)[number], other: (typeof known)[number]) =>
    known.some(({ verified, ballots }) => verified === one.verified && ballots === null) ? 0 : (other.ballots ?? 0) - (one.ballots ?? 0);
  const before = (one: (typeof known)[number], other: (typeof known)[number]) =>
    other.verified !== null &&
    one.verified !== null &&
    (other.verified > one.verified || (other.verified === one.verified && byVotes(one, other) > 0));
  const rankOf = (one: (typeof known)[number]) => (one.verified === null ? null : 1 + known.filter((other) => before(one, other)).length);
  const ranks = known.map(rankOf);
  return known.map(({ ballots: _, ...standing }, at) => {
    const rank = ranks[at] ?? null;
    return { ...standing, rank, isTied: rank !== null && ranks.filter((other) => other === rank).length > 1 };
  });
}

export const BLOC_ROLES = ['CHAIR', 'DEPUTY', 'MEMBER'] as const;
export type BlocRole = (typeof BLOC_ROLES)[number];

/** Who leads next year: the deputy takes over; without one, the member after the chair in the bloc's order, and after the last the first. */
export function nextChair(members: readonly { id: number; role: BlocRole }[]): number | null {
  const deputy = members.find(({ role }) => role === 'DEPUTY');
  if (deputy) return deputy.id;
  const chair = members.findIndex(({ role }) => role === 'CHAIR');
  return members[(chair + 1) % Math.max(1, members.length)]?.id ?? null;
}
