/**
 * Divides a whole number by weights into whole parts that add up to it (largest remainder; of equal remainders the earlier part).
 * Weights that are all zero give the whole to nobody.
 */
export function largestRemainder(total: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((one, other) => one + other, 0);
  if (sum <= 0) return weights.map(() => 0);
  const exact = weights.map((weight) => (total * weight) / sum);
  const parts = exact.map(Math.floor);
  const left = total - parts.reduce((one, other) => one + other, 0);
  const order = exact
    .map((value, place) => ({ place, lost: value - Math.floor(value) }))
    .sort((one, other) => other.lost - one.lost || one.place - other.place);
  for (const { place } of order.slice(0, left)) parts[place] = (parts[place] ?? 0) + 1;
  return parts;
}
