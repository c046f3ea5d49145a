import OctagonAlert from 'lucide-react/icons/octagon-alert';
import { formatNumber } from '@/domain/number';
import { Icon } from '@/ui/icon';
import { fill } from '@/ui/sheet/phrase';
import type { CapReading } from '../rules';

export type CapWords = {
  label: string;
  most: string;
  free: string;
  full: string;
  over: string;
  reading: string;
  other: string;
  bases: Record<CapReading['base'], string>;
};

/** So many places, the wall, and what stands beyond it: «8 / tối đa 8». */
export function CapMeter({ reading, count, allowed, words }: { reading: CapReading; count: number; allowed: number; words: CapWords }) {
  const { percent, limit, exact, other } = reading;
  const over = Math.max(0, count - limit);
  const values = { count, limit, percent, left: limit - count };
  const tone = count > allowed ? 'bad' : count >= limit ? 'warn' : 'muted';
  return (
    <div
      className={`flex flex-wrap items-center gap-x-5 gap-y-2 border-l-[3px] border-double pl-5 ${tone === 'bad' ? 'border-bad' : 'border-ink'}`}
    >
      <div>
        <p className="text-head muted">
          <b className={`text-figure ${tone === 'bad' ? 'bad' : 'text-ink'}`}>{count}</b> {fill(words.most, values)}
        </p>
        <p className={`small ${tone}`} aria-live="polite">
          {tone !== 'muted' && <Icon of={OctagonAlert} size="s" />}{' '}
          <b>{fill(tone === 'bad' ? words.over : count >= limit ? words.full : words.free, values)}</b>
        </p>
      </div>
      <div>
        <div className="cap" role="img" aria-label={fill(words.label, values)}>
          {limit <= MOST_SLOTS && places(limit).map((place) => <i key={place} className={place <= count ? 'on' : undefined} />)}
          <b />
          {places(Math.min(over, MOST_SLOTS)).map((place) => (
            <i key={place} className="over" />
          ))}
        </div>
        <p className="small muted">
          {fill(words.reading, {
            percent,
            base: fill(words.bases[reading.base], { count: reading.count }),
            exact: formatNumber(exact, 1),
            limit,
          })}
        </p>
        {other && (
          <p className="small muted">
            {fill(words.other, { base: fill(words.bases[other.base], { count: other.count }), exact: formatNumber(other.exact, 1) })}
          </p>
        )}
      </div>
    </div>
  );
}

/** Members are hundreds: no slots then. */
const MOST_SLOTS = 20;

const places = (count: number) => Array.from({ length: count }, (_, index) => index + 1);
