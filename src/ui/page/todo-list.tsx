import type { LucideIcon } from 'lucide-react';
import Check from 'lucide-react/icons/check';
import type { ReactNode } from 'react';
import { LinkButton } from '../button';
import { Icon } from '../icon';

export type TodoItem = {
  key: string;
  icon: LucideIcon;
  tone?: 'warn' | 'bad';
  title: ReactNode;
  detail?: ReactNode;
  /** «Hạn 05/10». */
  due?: ReactNode;
  /** «còn 3 ngày». */
  left?: ReactNode;
  /** Verb first, with the number of things. */
  action: { href: string; label: string };
};

/** Work to do, nearest first. The first stands on white with the one primary button of the page. */
export function TodoList({ items, label }: { items: TodoItem[]; label: string }) {
  return (
    <ol className="todo" aria-label={label}>
      {items.map((item, index) => {
        const first = index === 0;
        return (
          <li key={item.key} className={[first && 'first', item.tone && `${item.tone}-edge`].filter(Boolean).join(' ') || undefined}>
            <span className={['ti', item.tone].filter(Boolean).join(' ')}>
              <Icon of={item.icon} size="l" />
            </span>
            <div className="grow">
              <h2>{item.title}</h2>
              {item.detail && <p className="small muted">{item.detail}</p>}
            </div>
            <p className="due">
              <b>{item.due}</b>
              <br />
              <span className={['small', item.tone ?? 'muted'].join(' ')}>{item.tone ? <b>{item.left}</b> : item.left}</span>
            </p>
            <LinkButton variant={first ? 'main' : 'plain'} href={item.action.href}>
              {item.action.label}
            </LinkButton>
          </li>
        );
      })}
    </ol>
  );
}

export type DoneItem = { key: string; what: ReactNode; when?: ReactNode };

export function DoneList({ items, label }: { items: DoneItem[]; label: string }) {
  return (
    <ul className="dones" aria-label={label}>
      {items.map(({ key, what, when }) => (
        <li key={key}>
          <Icon of={Check} tone="ok" />
          <span>{what}</span>
          {when && <span className="muted small">{when}</span>}
        </li>
      ))}
    </ul>
  );
}
