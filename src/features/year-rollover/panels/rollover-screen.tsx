import type { ReactNode } from 'react';
import { GridScreen } from '@/ui/shell/shell';

type Props = {
  head: ReactNode;
  /** The four steps, and what else chooses a list. */
  steps: ReactNode;
  children: ReactNode;
  /** The next act; it stays in sight however long the list is. */
  foot?: ReactNode;
};

/** One step of the wizard: what stands above stays, the list scrolls by itself, the next act stands at the foot. */
export function RolloverScreen({ head, steps, children, foot }: Props) {
  return (
    <GridScreen>
      <div className="work">
        {head}
        {steps}
        <div className="scroll-body">{children}</div>
        {foot && <div className="screen-foot">{foot}</div>}
      </div>
    </GridScreen>
  );
}
