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
export function LivePeriodRuler({ years, periods, whole, fallback, words }: LivePeriodRulerProps) {
  const path = usePathname() ?? '/';
  const query = useSearchParams()?.toString() ?? '';
  const here = readAddress(path, query, fallback);
  const shown = periods.filter(({ only }) => only === undefined || only.some((place) => path.startsWith(place)));
  const current = shown.some(({ key }) => key === here.period) ? here.period : whole;
  const go = (year: number, period: string) => addressOf(path, query, { year, period });
  const index = years.findIndex(({ year }) => year === here.year);
  const step = (by: number) => {
    const to = index < 0 ? undefined : years[index + by];
    return to && { href: go(to.year, here.period), label: `${words.year} ${to.year}` };
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
