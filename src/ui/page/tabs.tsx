import type { ReactNode } from 'react';
import { Link } from '../link';

export type Tab = { href: string; label: ReactNode; count?: ReactNode; current?: boolean };

/** Parts of one record, or filters of one list, each with its own address. `counts`: the number comes first. */
export function Tabs({ label, tabs, counts }: { label: string; tabs: Tab[]; counts?: boolean }) {
  return (
    <nav className={counts ? 'tabs counts' : 'tabs'} aria-label={label}>
      {tabs.map((tab) => (
        <Link key={tab.href} href={tab.href} aria-current={tab.current ? 'page' : undefined} scroll={false}>
          {!counts && tab.label}
          {tab.count !== undefined && <span className="count">{tab.count}</span>}
          {counts && tab.label}
        </Link>
      ))}
    </nav>
  );
}
