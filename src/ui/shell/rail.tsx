import CircleUserRound from 'lucide-react/icons/circle-user-round';
import type { ReactNode } from 'react';
import { Icon } from '../icon';
import { Link } from '../link';
import { BrandMark } from './brand-mark';
import { NavLink } from './nav-link';

export type NavItem = {
  href: string;
  /** Where its pages lie, when `href` leads to one of several: `/summary` of `/summary/2026`. */
  under?: string;
  label: string;
  /** `<Icon of={…} />`. */
  icon: ReactNode;
  /** How many things wait there. */
  count?: number;
  /** What the number counts, for screen readers: «3 việc». */
  countLabel?: string;
  current?: boolean;
};

export type RailProps = {
  /** The product's name, and where it leads. */
  brand: { href: string; label: string };
  /** Names the list for screen readers. */
  label: string;
  /** One list per section, a hairline between them. */
  sections: NavItem[][];
  /** Who is signed in and where they work; leads to their account. */
  person: { href: string; name: string; place: string };
};

/** The left rail: 208 px with words, 56 px with icons. Which of the two is decided by the shell and by the screen inside it. */
export function Rail({ brand, label, sections, person }: RailProps) {
  return (
    <nav className="rail" aria-label={label}>
      <div className="rail-in">
        <Link className="brand" href={brand.href}>
          <BrandMark />
          <span className="t">{brand.label}</span>
        </Link>
        <div className="rail-list">
          {sections.map((items) => (
            <ul key={items[0]?.href}>
              {items.map((item) => (
                <li key={item.href}>
                  <NavLink href={item.href} under={item.under} current={item.current}>
                    {item.icon}
                    <span className="t">{item.label}</span>
                    <Count {...item} />
                  </NavLink>
                </li>
              ))}
            </ul>
          ))}
        </div>
        <Link className="foot" href={person.href}>
          <Icon of={CircleUserRound} size="l" />
          <span className="t">
            <b>{person.name}</b>
            <span className="muted">{person.place}</span>
          </span>
        </Link>
      </div>
    </nav>
  );
}

/** The number beside a link; nothing when nothing waits. */
export function Count({ count, countLabel }: Pick<NavItem, 'count' | 'countLabel'>) {
  if (!count) return null;
  return (
    <span className="count">
      {countLabel ? (
        <>
          <span aria-hidden="true">{count}</span>
          <span className="sr">{countLabel}</span>
        </>
      ) : (
        count
      )}
    </span>
  );
}
