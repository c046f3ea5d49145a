import 'server-only';
import type { Actor } from '@/domain/actor';
import { periodFromSearch } from '@/domain/period';
import { jsonQuery } from '@/server/json-handler';
import { yearSummary } from './queries/year';
import { readingOf } from './rules/as-now';
import { summaryYear, type YearSummary } from './schema';

/**
 * `GET /api/v1/summary/{year}?period=q1…q4|h1|h2|m9|year&as=was|now`: what the page of the year shows, as JSON (schema.ts,
 * `yearSummary`), with the same permissions. 401 without a sign-in, 404 for a year that has no period.
 */
export const summaryHandler = jsonQuery('summary.read', summary);

function summary(actor: Actor, request: Request): Promise<YearSummary | null> {
  const { pathname, searchParams } = new URL(request.url);
  const year = summaryYear.safeParse(pathname.split('/').at(-1));
  if (!year.success) return Promise.resolve(null);
  const period = periodFromSearch(Object.fromEntries(searchParams), { year: year.data, quarter: null });
  return yearSummary(actor, year.data, period, new Date(), readingOf(searchParams.get('as')));
}
