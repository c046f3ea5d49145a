import type { ReactNode } from 'react';

export type TimelineItem = {
  key: string;
  what: ReactNode;
  /** As shown: «14:05 hôm nay». */
  when: string;
  /** The same for machines: ISO 8601. */
  dateTime?: string;
  /** The latest, or the step that is open now. */
  current?: boolean;
  tone?: 'warn';
};

/** What happened to one record, latest first. */
export function Timeline({ items, label }: { items: TimelineItem[]; label?: string }) {
  return (
    <ol className="tl" aria-label={label}>
      {items.map(({ key, what, when, dateTime, current, tone }) => (
        <li key={key} className={[current && 'on', tone && `${tone}-dot`].filter(Boolean).join(' ') || undefined}>
          {what}
          <time dateTime={dateTime}>{when}</time>
        </li>
      ))}
    </ol>
  );
}
