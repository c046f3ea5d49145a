import Pin from 'lucide-react/icons/pin';
import type { ReactNode } from 'react';
import { Icon } from './icon';

type PinNoteProps = {
  /** Who and when: «Trả lại, 14:05 hôm nay». */
  title: ReactNode;
  /** The reason, as written. */
  children: ReactNode;
  signed?: ReactNode;
  /** Answered: kept, but quiet. */
  done?: boolean;
};

/** A reason pinned to a cell. */
export function PinNote({ title, children, signed, done }: PinNoteProps) {
  return (
    <div className={done ? 'pin done' : 'pin'}>
      <b>
        <Icon of={Pin} size="s" /> {title}
      </b>
      <p>{children}</p>
      {signed && <p className="small">{signed}</p>}
    </div>
  );
}
