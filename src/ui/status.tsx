import type { LucideIcon } from 'lucide-react';
import CalendarPlus from 'lucide-react/icons/calendar-plus';
import CircleCheck from 'lucide-react/icons/circle-check';
import CircleDashed from 'lucide-react/icons/circle-dashed';
import Clock from 'lucide-react/icons/clock';
import ClockAlert from 'lucide-react/icons/clock-alert';
import Hourglass from 'lucide-react/icons/hourglass';
import Lock from 'lucide-react/icons/lock';
import PencilLine from 'lucide-react/icons/pencil-line';
import Send from 'lucide-react/icons/send';
import Undo2 from 'lucide-react/icons/undo-2';
import type { ReactNode } from 'react';
import { Icon, type Tone } from './icon';

export type StatusKind =
  | 'none'
  | 'draft'
  | 'submitted'
  | 'returned'
  | 'approved'
  | 'late'
  | 'extended'
  | 'locked'
  /** lies with somebody else */
  | 'waiting'
  /** a date is near */
  | 'due';

const LOOK: Record<StatusKind, { icon: LucideIcon; tone?: Tone }> = {
  none: { icon: CircleDashed },
  draft: { icon: PencilLine },
  submitted: { icon: Send, tone: 'pri' },
  returned: { icon: Undo2, tone: 'warn' },
  approved: { icon: CircleCheck, tone: 'ok' },
  late: { icon: ClockAlert, tone: 'bad' },
  extended: { icon: CalendarPlus },
  locked: { icon: Lock },
  waiting: { icon: Hourglass, tone: 'pri' },
  due: { icon: Clock, tone: 'warn' },
};

type StatusProps = {
  kind: StatusKind;
  /** The word: never colour or icon alone. */
  children: ReactNode;
  /** Washed ground, when the chip stands outside a table. */
  fill?: boolean;
  /** Grey: what is normal stays quiet among many. */
  quiet?: boolean;
};

/** A chip for tables and lists: icon + word + colour. A page says its state in a `StatusSentence` instead. */
export function Status({ kind, children, fill, quiet }: StatusProps) {
  const { icon, tone } = LOOK[kind];
  return (
    <span className={['st', !quiet && tone, quiet && 'quiet', fill && 'fill'].filter(Boolean).join(' ')}>
      <Icon of={icon} />
      {children}
    </span>
  );
}

/** One sentence: where it is, who did it, when; then what is next and by what date. */
export function StatusSentence({ kind, lead, children }: { kind: StatusKind; lead: ReactNode; children?: ReactNode }) {
  const { icon, tone = 'muted' } = LOOK[kind];
  return (
    <p className="sentence">
      <Icon of={icon} tone={tone} />
      <span>
        <b>{lead}</b> {children}
      </span>
    </p>
  );
}
