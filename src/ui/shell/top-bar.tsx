import Bell from 'lucide-react/icons/bell';
import CircleQuestionMark from 'lucide-react/icons/circle-question-mark';
import type { ReactNode } from 'react';
import { LinkButton } from '../button';
import { Icon } from '../icon';
import { Link } from '../link';

export type TopBarProps = {
  /** A `PeriodRuler` or `LivePeriodRuler`. */
  ruler: ReactNode;
  /** A `SearchButton`. */
  search?: ReactNode;
  /** `label` says the number too: «Thông báo, 3 mới». */
  bell?: { href: string; label: string; count?: number };
  help?: { href: string; label: string };
  /** Anything else, before the search. */
  children?: ReactNode;
};

/** Period at the left; search, bell and help at the right, in the same place on every page. */
export function TopBar({ ruler, search, bell, help, children }: TopBarProps) {
  return (
    <header className="bar">
      {ruler}
      <span className="grow" />
      {children}
      {search}
      {bell && (
        <Link className="btn icon" href={bell.href} aria-label={bell.label} title={bell.label}>
          <Icon of={Bell} />
          {bell.count ? (
            <span className="bell-count" aria-hidden="true">
              {bell.count > 99 ? '99+' : bell.count}
            </span>
          ) : null}
        </Link>
      )}
      {help && (
        <span className="no-phone">
          <LinkButton variant="icon" icon={CircleQuestionMark} href={help.href} label={help.label} />
        </span>
      )}
    </header>
  );
}
