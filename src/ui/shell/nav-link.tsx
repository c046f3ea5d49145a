'use client';

import { usePathname } from 'next/navigation';
import type { ReactNode } from 'react';
import { Link } from '../link';

type NavLinkProps = {
  href: string;
  /** Where the pages lie that belong to it; `href` itself without. */
  under?: string;
  /** Says it outright; without it the address decides: the link is current on its own page and on the pages below it. */
  current?: boolean;
  className?: string;
  children: ReactNode;
};

/** A link that knows whether it is where one stands. In the browser, because a layout is not drawn again when the page changes. */
export function NavLink({ href, under, current, className, children }: NavLinkProps) {
  const here = usePathname();
  const path = under ?? href.split(/[?#]/)[0] ?? href;
  const isCurrent = current ?? (here !== null && (here === path || (path !== '/' && here.startsWith(`${path}/`))));
  return (
    <Link href={href} className={className} aria-current={isCurrent ? 'page' : undefined}>
      {children}
    </Link>
  );
}
