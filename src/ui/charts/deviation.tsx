import { place, placeDeviation } from './geometry';

type DeviationProps = {
  /** Percent of the plan, 100 = on plan; above is always the good side. null: nothing reported. */
  percent: number | null;
  /** The same for last year. */
  previous?: number | null;
  /** The scale reaches ±this many points. */
  scale?: number;
  /** The numbers in words: «+4,4 % so với kế hoạch; năm 2024 −0,7 %». */
  label: string;
};

/** Many values near 100 %: the plan is the line in the middle, short goes left, over goes right. */
export function Deviation({ percent, previous, scale = 15, label }: DeviationProps) {
  const bar = percent === null ? null : placeDeviation(percent, scale);
  return (
    <span className="dev" role="img" aria-label={label}>
      {bar && (
        <i
          className={[bar.short && 'short', bar.cut && 'cut'].filter(Boolean).join(' ') || undefined}
          style={{ left: `${bar.left}%`, width: `${bar.width}%` }}
        />
      )}
      <b />
      {typeof previous === 'number' && <s style={{ left: `${place(previous - 100, scale)}%` }} />}
    </span>
  );
}

/** What the marks of a deviation column mean, for the head of its section. */
export function DeviationLegend({ words }: { words: { deviation: string; plan: string; previous: string; scale: string } }) {
  return (
    <span className="legend no-phone">
      <span>
        <i className="mark-bar" />
        {words.deviation}
      </span>
      <span>
        <i className="mark-tick" />
        {words.plan}
      </span>
      <span>
        <i className="mark-dot" />
        {words.previous}
      </span>
      <span>{words.scale}</span>
    </span>
  );
}
