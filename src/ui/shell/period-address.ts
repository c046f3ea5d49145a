/** Where one stands: a year and the key of a period, as the address holds them. */
export type Standing = { year: number; period: string };

const YEAR_IN_PATH = /\/(20\d{2}|19\d{2})(?=\/|$)/;

/** Reads year and period from an address; a year in the path wins over one in the query, and its page shows that whole year. */
export function readAddress(path: string, query: string, fallback: Standing): Standing {
  const params = new URLSearchParams(query);
  const inPath = YEAR_IN_PATH.exec(path)?.[1];
  const year = Number(inPath ?? params.get('year') ?? fallback.year);
  return { year: Number.isInteger(year) ? year : fallback.year, period: params.get('period') ?? (inPath ? 'year' : fallback.period) };
}

/** The same address in another year or period. A page number belongs to the old list, so it goes. */
export function addressOf(path: string, query: string, to: Standing): string {
  const params = new URLSearchParams(query);
  const inPath = YEAR_IN_PATH.test(path);
  params.delete('page');
  params.delete('year');
  params.delete('period');
  if (!inPath) params.set('year', String(to.year));
  params.set('period', to.period);
  return `${path.replace(YEAR_IN_PATH, `/${to.year}`)}?${params}`;
}
