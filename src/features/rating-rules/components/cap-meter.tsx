import OctagonAlert from 'lucide-react/icons/octagon-alert';
import { formatNumber } from '@/domain/number';
import { Icon } from '@/ui/icon';
import type { CapExplained } from '../rules/cap';
import { type CapWords, sayCap } from './cap-words';

/** Members are hundreds: no slots then. */
const MOST_SLOTS = 60;

/** A limited number of places: one slot each, the limit a wall, what is over it hatched; and the arithmetic behind it. */
export function CapMeter({ words, cap, label }: { words: CapWords; cap: CapExplained; label: string }) {
  const said = sayCap(words, cap, label);
  const slots = Array.from({ length: Math.max(cap.limit, cap.excellent) }, (_, place) => place);
  const slot = (place: number) => (place >= cap.limit ? 'over' : place < cap.excellent ? 'on' : undefined);
  const tone = cap.isOver ? 'bad' : cap.left === 0 ? 'warn' : 'muted';
  return (
    <div className="flex flex-wrap items-center gap-x-5 gap-y-2">
      <p className="text-head muted" aria-hidden="true">
        <b className={`text-figure ${cap.isOver ? 'bad' : 'text-ink'}`}>{formatNumber(cap.excellent)}</b> / {formatNumber(cap.limit)}
      </p>
      <div>
        {slots.length <= MOST_SLOTS && (
          <div className="cap wrap mb-1" aria-hidden="true">
            {slots.slice(0, cap.limit).map((place) => (
              <i key={place} className={slot(place)} />
            ))}
            <b />
            {slots.slice(cap.limit).map((place) => (
              <i key={place} className={slot(place)} />
            ))}
          </div>
        )}
        <p>
          <b>{said.line}</b>
        </p>
        <p className="small muted">
          <b className={tone}>
            {tone !== 'muted' && <Icon of={OctagonAlert} size="s" />} {said.state}
          </b>
          {' · '}
          {said.exact}
        </p>
        {said.other && <p className="small muted">{said.other}</p>}
      </div>
    </div>
  );
}
