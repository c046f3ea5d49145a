import Menu from 'lucide-react/icons/menu';
import { Icon } from '../icon';
import { Drawer } from './drawer';
import { NavLink } from './nav-link';
import { Count, type NavItem } from './rail';

export type BottomBarProps = {
  /** Names the bar for screen readers. */
  label: string;
  /** Three, with short labels. */
  items: NavItem[];
  /** Everything else, behind the fourth place. */
  more: { label: string; title: string; close: string; sections: NavItem[][] };
};

/** A phone's navigation: three places and «more». */
export function BottomBar({ label, items, more }: BottomBarProps) {
  return (
    <nav className="tabs-bottom" aria-label={label}>
      {items.map((item) => (
        <NavLink key={item.href} href={item.href} under={item.under} current={item.current}>
          {item.icon}
          {item.label}
        </NavLink>
      ))}
      <Drawer
        title={more.title}
        close={more.close}
        trigger={
          <>
            <Icon of={Menu} />
            {more.label}
          </>
        }
      >
        {more.sections.map((section) => (
          <ul key={section[0]?.href}>
            {section.map((item) => (
              <li key={item.href}>
                <NavLink href={item.href} under={item.under} current={item.current}>
                  {item.icon}
                  {item.label}
                  <Count {...item} />
                </NavLink>
              </li>
            ))}
          </ul>
        ))}
      </Drawer>
    </nav>
  );
}
