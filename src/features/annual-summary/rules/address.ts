type Search = Record<string, string | string[] | undefined>;

/** What a reader of the review has chosen: which quarters, quarter by quarter or not, the chart, the order of departments, as was or as now. */
const KEPT = ['period', 'view', 'chart', 'sort', 'as'] as const;

/**
 * An address of the review (`/summary/2026…`) with everything chosen so far: a link changes what it is about and keeps the rest. In
 * `change` undefined takes a choice back, and more than the five may be asked for. `place` is «#departments».
 */
export function reviewAddress(path: string, search: Search, change: Record<string, string | undefined> = {}, place = ''): string {
  const kept = Object.fromEntries(KEPT.map((key) => [key, search[key]]));
  const query = Object.entries({ ...kept, ...change }).flatMap(([key, value]) =>
    typeof value === 'string' && value !== '' ? [`${key}=${encodeURIComponent(value)}`] : [],
  );
  return `${path}${query.length > 0 ? `?${query.join('&')}` : ''}${place}`;
}
