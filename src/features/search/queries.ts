import 'server-only';
import type { Actor } from '@/domain/actor';
import { reach } from '@/domain/policy';
import { containing, wordsOf } from '@/domain/text';
import { db } from '@/server/db';

export type IndicatorHit = { code: string; name: string; unit: string };

/** Indicators whose code or name holds all the words, without marks or case; those of the year first. */
export async function searchIndicators(actor: Actor, query: string, year: number, limit = 12): Promise<IndicatorHit[]> {
  const words = wordsOf(query);
  if (words.length === 0 || !reach(actor, 'indicator.read')) return [];
  return db().$queryRaw<IndicatorHit[]>`
    SELECT i.code, i.name, i.unit FROM indicator i JOIN area a ON a.id = i.area_id
    WHERE i.search LIKE ALL (${words.map(containing)}::text[])
    ORDER BY i.search LIKE ${containing(words.join(' '))} DESC, coalesce(i.to_year, ${year}) >= ${year} DESC, i.is_headline DESC, a.sort_order, i.sort_order, i.id LIMIT ${limit}`;
}
