import { type ReactNode, useId } from 'react';

type SectionProps = {
  /** A finding where there is one, else the plain fact. */
  title: ReactNode;
  /** At the right of the heading: unit, source, a link to all of them. */
  aside?: ReactNode;
  level?: 2 | 3;
  id?: string;
  children: ReactNode;
};

/** A rule above, a heading, and what belongs to it. Lines divide; nothing is boxed. */
export function Section({ title, aside, level = 2, id, children }: SectionProps) {
  const headingId = useId();
  const Heading = level === 2 ? 'h2' : 'h3';
  return (
    <section className="sec" id={id} aria-labelledby={headingId}>
      <header>
        <Heading id={headingId}>{title}</Heading>
        {aside && <div className="source">{aside}</div>}
      </header>
      {children}
    </section>
  );
}
