'use client';

import { usePathname, useSearchParams } from 'next/navigation';
import { addressOf, readAddress } from './period-address';
import { PeriodRuler, type PeriodRulerProps } from './period-ruler';

type LivePeriodRulerProps = {
  /** Every year one may stand in, oldest first, with what is locked and what runs in it (keys of `periods`). */
  years: { year: number; locked: string[]; open: string[] }[];
  /** `key` is what stands in the address. */
  periods: {
    key: string;
    label: string;
    /** Only on pages whose address begins so; elsewhere such a period reads as `whole`. */
    only?: string[];
  }[];
  /** Pages that know years outside `years` too: their arrows go on, year by year, as far as these. */
  further?: { only: string[]; first: number; last: number };
  /** The key of the whole year. */
  whole: string;
  /** Where one stands when the address does not say. */
  fallback: { year: number; period: string };
  words: PeriodRulerProps['words'] & {
    /** «Năm», said before a year by its arrow. */
    year: string;
  };
};

/**
 * The ruler for a layout: it reads year and period from the address (`?year=2026&period=q3`, or a year in the path such as
 * `/summary/2026`) and keeps everything else in it, because a layout is not drawn again when the address changes.
 */
export function LivePeriodRuler({ years, periods, further, whole, fallback, words }: LivePeriodRulerProps) {
  const path = usePathname() ?? '/';
  const query = useSearchParams()?.toString() ?? '';
  const here = readAddress(path, query, fallback);
  const shown = periods.filter(({ only }) => only === undefined || only.some((place) => path.startsWith(place)));
  const current = shown.some(({ key }) => key === here.period) ? here.period : whole;
  const go = (year: number, period: string) => addressOf(path, query, { year, period });
  const index = years.findIndex(({ year }) => year === here.year);
  const goesOn = further?.only.some((place) => path.startsWith(place));
  const neighbour = (by: 1 | -1) => {
    const to = index < 0 ? undefined : years[index + by]?.year;
    const next = here.year + by;
    return to ?? (goesOn && further && next >= further.first && next <= further.last ? next : undefined);
  };
  const step = (by: 1 | -1) => {
    const to = neighbour(by);
    return to === undefined ? undefined : { href: go(to, here.period), label: `${words.year} ${to}` };
  };
  const now = years[index];
  return (
    <PeriodRuler
      year={{ label: String(here.year), previous: step(-1), next: step(1) }}
      periods={shown.map(({ key, label }) => ({
        key,
        label,
        href: go(here.year, key),
        current: key === current,
        state: now?.locked.includes(key) ? 'locked' : now?.open.includes(key) ? 'open' : undefined,
      }))}
      words={words}
    />
  );
}
