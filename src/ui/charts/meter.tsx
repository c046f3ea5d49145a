import { placeMeter } from './geometry';

type MeterProps = {
  value: number;
  target?: number | null;
  previous?: number | null;
  /** Where the track ends; without it, a fifth past the target. */
  end?: number;
  /** auto: rust when short of the target. quiet: part filled, done, present (grey). */
  tone?: 'auto' | 'good' | 'short' | 'quiet';
  /** Said by screen readers. Leave out when the same numbers stand beside it. */
  label?: string;
  /** CSS width; fills its place without. */
  width?: string;
};

/** Filled bar = actual, ink tick = target, hollow circle = last year. */
export function Meter({ value, target, previous, end, tone = 'auto', label, width }: MeterProps) {
  const { filled, at } = placeMeter(value, target, end);
  const isShort = tone === 'short' || (tone === 'auto' && typeof target === 'number' && value < target);
  const className = ['meter', isShort && 'short', tone === 'quiet' && 'quiet', !width && 'grow'].filter(Boolean).join(' ');
  return (
    <span
      className={className}
      style={width ? { width, minWidth: 0 } : undefined}
      {...(label ? { role: 'img', 'aria-label': label } : { 'aria-hidden': true })}
    >
      <i style={{ width: `${filled}%` }} />
      {typeof previous === 'number' && <s style={{ left: `${at(previous)}%` }} />}
      {typeof target === 'number' && <b style={{ left: `${at(target)}%` }} />}
    </span>
  );
}
