/** Where marks go. Pure: numbers in, places out; nothing here knows a colour or a word. */

export type Point = { x: number; y: number };

const rounded = (value: number) => Math.round(value * 100) / 100;
const clamp = (value: number, low: number, high: number) => Math.max(low, Math.min(high, value));

/**
 * Places `values` from left to right inside a box, top is the largest; a flat series lies on the middle.
 * null leaves a gap but keeps its place. `level` (the target) shares the scale and comes back as a height.
 * Lengths are in the box's own unit (px).
 */
export function placeLine(
  values: (number | null)[],
  level: number | null,
  box: { left: number; right: number; top: number; bottom: number },
): { points: (Point | null)[]; level: number | null } {
  const known = [...values, level].filter((value): value is number => value !== null);
  const low = Math.min(...known);
  const spread = Math.max(...known) - low;
  const height = (value: number) =>
    rounded(spread === 0 ? (box.top + box.bottom) / 2 : box.bottom - ((value - low) / spread) * (box.bottom - box.top));
  const step = values.length > 1 ? (box.right - box.left) / (values.length - 1) : 0;
  return {
    points: values.map((value, index) => (value === null ? null : { x: rounded(box.left + index * step), y: height(value) })),
    level: level === null ? null : height(level),
  };
}

/** An SVG path through the points; a missing point breaks the line. */
export function linePath(points: (Point | null)[]): string {
  return points.map((point, index) => (point ? `${points[index - 1] ? 'L' : 'M'}${point.x} ${point.y}` : '')).join('');
}

/**
 * A bar that starts at the plan in the middle of a scale of ±`scale` points. `percent` is percent of the plan, 100 = on plan.
 * `left` and `width` are percent of the track; `cut` when the value lies past the end of the scale.
 */
export function placeDeviation(percent: number, scale = 15): { left: number; width: number; short: boolean; cut: boolean } {
  const gap = percent - 100;
  const end = place(gap, scale);
  return { left: rounded(Math.min(50, end)), width: rounded(Math.abs(end - 50)), short: gap < 0, cut: Math.abs(gap) > scale };
}

/** Where a gap of `gap` points falls on a track of ±`scale`, in percent of the track, kept inside it. */
export function place(gap: number, scale: number): number {
  return rounded(50 + (clamp(gap, -scale, scale) / scale) * 50);
}

/** The part of the track a meter fills, in percent. The track ends a fifth past the larger of value and target, or at `end`. */
export function placeMeter(value: number, target?: number | null, end?: number): { filled: number; at: (other: number) => number } {
  const whole = end ?? (target ? Math.max(target, value / 1.15) * 1.2 : Math.max(value, 1));
  const at = (other: number) => rounded(clamp((other / whole) * 100, 0, 100));
  return { filled: at(value), at };
}

/**
 * Heights of bars above and below a common line, all on one scale, `height` px in all. Gaps past ±`limit` are cut there,
 * so that one odd unit does not flatten the others. Returns px: `line` from the top, and per gap its top and height.
 */
export function placeSkyline(gaps: number[], height: number, limit: number): { line: number; bars: { top: number; height: number }[] } {
  const kept = gaps.map((gap) => clamp(gap, -limit, limit));
  const above = Math.max(0, ...kept);
  const below = Math.max(0, ...kept.map((gap) => -gap));
  const scale = above + below === 0 ? 0 : height / (above + below);
  const line = rounded(above * scale);
  const bars = kept.map((gap) => {
    const length = Math.max(1.5, rounded(Math.abs(gap) * scale));
    return { top: gap < 0 ? line : rounded(line - length), height: length };
  });
  return { line, bars };
}

/** Heights over a common zero: the largest of all values takes `height` px. null and negative values have none. */
export function heightOver(values: (number | null | undefined)[], height: number): (value: number | null | undefined) => number {
  const largest = Math.max(0, ...values.map((value) => value ?? 0));
  return (value) => (largest === 0 ? 0 : rounded((Math.max(0, value ?? 0) / largest) * height));
}
