import { Link } from '@/ui/link';
import { Section } from '@/ui/page/section';
import type { NavItem } from '@/ui/shell/rail';

/** The parts that a role may open, for those whose work has no due dates yet. */
export function Places({ title, items }: { title: string; items: NavItem[] }) {
  return (
    <Section title={title}>
      <ul className="list lines">
        {items.map(({ href, label, icon }) => (
          <li key={href}>
            <Link className="row plain" href={href}>
              {icon}
              {label}
            </Link>
          </li>
        ))}
      </ul>
    </Section>
  );
}
