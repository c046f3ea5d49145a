import ChevronLeft from 'lucide-react/icons/chevron-left';
import ChevronRight from 'lucide-react/icons/chevron-right';
import type { ReactNode } from 'react';
import { LinkButton } from '../button';

type PaginationProps = {
  label: string;
  /** «1–50 trong 193». */
  range: ReactNode;
  previous?: string;
  next?: string;
  words: { previous: string; next: string };
};

/** Two directions and the range; nothing at all when one page holds everything. */
export function Pagination({ label, range, previous, next, words }: PaginationProps) {
  if (!previous && !next) return null;
  return (
    <nav className="pages" aria-label={label}>
      {previous && (
        <LinkButton size="small" href={previous} icon={ChevronLeft}>
          {words.previous}
        </LinkButton>
      )}
      <span className="muted">{range}</span>
      {next && (
        <LinkButton size="small" href={next} iconAfter={ChevronRight}>
          {words.next}
        </LinkButton>
      )}
    </nav>
  );
}
