import { formatEntry, formatNumber, formatPercent } from '@/domain/number';
import { fill } from '@/ui/sheet/phrase';
import type { CapBase, CapExplained, CapReading, Rounding } from '../rules/cap';

/** The meter's sentences, with their places still open, so that they can be filled while somebody types. */
export type CapWords = {
  line: string;
  exact: string;
  other: string;
  over: string;
  passed: string;
  full: string;
  left: string;
  unit: string;
  base: Record<CapBase, string>;
  rounding: Record<Rounding, string>;
};

/** «Hoàn thành xuất sắc 8 / tối đa 8 (20 % của 42 chi bộ hoàn thành tốt trở lên)», how it was worked out, and the other reading. */
export function sayCap(
  words: CapWords,
  cap: CapExplained,
  label: string,
): { line: string; state: string; exact: string; other: string | null } {
  const of = (reading: CapReading) => ({
    // «Hoàn thành xuất sắc 8», as people say it; an older name stays whole
    label: label.replace(/ nhiệm vụ$/, ''),
    excellent: formatNumber(cap.excellent),
    left: formatNumber(cap.left),
    allowed: formatNumber(cap.allowed),
    limit: formatNumber(reading.limit),
    percent: formatPercent(cap.percent, 0),
    count: formatNumber(reading.of),
    exact: formatEntry(reading.exact),
    unit: words.unit,
    base: words.base[reading.base],
    rounding: words.rounding[cap.rounding],
  });
  const own = of(cap);
  return {
    line: fill(words.line, own),
    state: fill(stateOf(words, cap), own),
    exact: fill(words.exact, own),
    other: cap.other && fill(words.other, of(cap.other)),
  };
}

function stateOf(words: CapWords, { isOver, excellent, limit, left }: CapExplained): string {
  if (isOver) return words.over;
  if (excellent > limit) return words.passed;
  return left === 0 ? words.full : words.left;
}
