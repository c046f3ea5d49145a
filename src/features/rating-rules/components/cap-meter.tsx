import type { CapExplained } from '../rules/cap';
import { type CapWords, sayCap } from './cap-words';

/** A limited number of places: one slot each, the limit a wall, what is over it hatched; and the arithmetic behind it. */
export function CapMeter({ words, cap, label }: { words: CapWords; cap: CapExplained; label: string }) {
  const said = sayCap(words, cap, label);
  const slots = Array.from({ length: Math.max(cap.limit, cap.excellent) }, (_, place) => place);
  const slot = (place: number) => (place >= cap.limit ? 'over' : place < cap.excellent ? 'on' : undefined);
  return (
    <div>
      {slots.length <= 60 && (
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
        <b className={cap.isOver ? 'bad' : undefined}>{said.state}</b>
        {' · '}
        {said.exact}
      </p>
      {said.other && <p className="small muted">{said.other}</p>}
    </div>
  );
}
