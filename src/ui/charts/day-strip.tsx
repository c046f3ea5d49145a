const DAYS = 16;

type DayStripProps = {
  /** `YYYY-MM-DD`; the strip starts one day before it. */
  today: string;
  todayLabel: string;
  /** What falls due, at most one label per day. */
  marks: { day: string; label: string; urgent?: boolean }[];
  /** The same in words. */
  label: string;
};

const utc = (day: string) => new Date(`${day}T00:00:00Z`).getTime();

/** Whether a day lies on the strip that starts one day before today. */
export function reachesStrip(day: string, today: string): boolean {
  const index = Math.round((utc(day) - utc(today)) / 86_400_000) + 1;
  return index >= 0 && index < DAYS;
}

/** What is due in the next two weeks, as a line of days. */
export function DayStrip({ today, todayLabel, marks, label }: DayStripProps) {
  const start = utc(today) - 86_400_000;
  const share = 100 / DAYS;
  const at = (index: number) => `${(index + 0.5) * share}%`;
  const placed = marks
    .map((mark) => ({ ...mark, index: Math.round((utc(mark.day) - start) / 86_400_000) }))
    .filter(({ index }) => index >= 0 && index < DAYS);
  return (
    <svg className="chart no-phone" width="100%" height={74} role="img" aria-label={label}>
      <line x1="0" x2="100%" y1={38} y2={38} stroke="var(--color-rule)" />
      {Array.from({ length: DAYS }, (_, index) => {
        const date = new Date(start + index * 86_400_000).getUTCDate();
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a fixed run of days.
          <g key={index}>
            <line x1={at(index)} x2={at(index)} y1={38} y2={43} stroke="var(--color-rule)" />
            <text x={at(index)} y={62} textAnchor="middle" className={placed.some((mark) => mark.index === index) ? 't-ink' : undefined}>
              {String(date).padStart(2, '0')}
            </text>
          </g>
        );
      })}
      <line x1={at(1)} x2={at(1)} y1={22} y2={38} stroke="var(--color-primary)" strokeWidth={2} />
      <text x={at(1)} y={15} textAnchor="middle" className="t-pri">
        {todayLabel}
      </text>
      {placed.map(({ day, label: text, urgent, index }) => (
        <g key={day}>
          <circle
            cx={at(index)}
            cy={38}
            r={6}
            fill={urgent ? 'var(--color-warn)' : 'var(--color-paper)'}
            stroke={urgent ? 'var(--color-warn)' : 'var(--color-ink)'}
            strokeWidth={2}
          />
          <text x={at(index)} y={22} textAnchor={index > DAYS - 3 ? 'end' : index < 2 ? 'start' : 'middle'} className="t-ink">
            {text}
          </text>
        </g>
      ))}
    </svg>
  );
}
