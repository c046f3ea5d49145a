/** How a whole is divided, as one strip; the counts stand beside it in words. */
export function Tape({ label, parts }: { label: string; parts: { key: string; count: number; tone: TapeTone }[] }) {
  return (
    <div className="tape" role="img" aria-label={label}>
      {parts
        .filter((part) => part.count > 0)
        .map(({ key, count, tone }) => (
          <i key={key} style={{ flex: count, background: `var(--color-${COLOUR[tone]})` }} />
        ))}
    </div>
  );
}

export type TapeTone = 'bad' | 'warn' | 'pri' | 'ok' | 'grey' | 'dark';
const COLOUR: Record<TapeTone, string> = { bad: 'bad', warn: 'warn', pri: 'primary', ok: 'ok', grey: 'control', dark: 'chart-6' };
