import Info from 'lucide-react/icons/info';
import type { ReactNode } from 'react';
import { Icon } from './icon';

/** A standing notice across the top of every page, such as «Bản dùng thử, số liệu mẫu». Goes into the shell's `banner`. */
export function Banner({ label, children }: { label: string; children: ReactNode }) {
  return (
    <aside className="banner" aria-label={label}>
      <Icon of={Info} size="s" />
      <span>{children}</span>
    </aside>
  );
}
