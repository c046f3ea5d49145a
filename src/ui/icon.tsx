import type { LucideIcon } from 'lucide-react';

export type Tone = 'ok' | 'warn' | 'bad' | 'miss' | 'pri' | 'info' | 'muted';

type IconProps = {
  /** The glyph, imported one by one: `import Send from 'lucide-react/icons/send'`. */
  of: LucideIcon;
  /** s 14 px · m 16 px · l 20 px. */
  size?: 's' | 'm' | 'l';
  tone?: Tone;
  /** Said by screen readers; without it the icon is decoration beside a word. */
  label?: string;
};

export function Icon({ of: Glyph, size = 'm', tone, label }: IconProps) {
  const className = ['i', size !== 'm' && `i-${size}`, tone].filter(Boolean).join(' ');
  return (
    <>
      <Glyph className={className} aria-hidden="true" strokeWidth={1.9} />
      {label && <span className="sr">{label}</span>}
    </>
  );
}
