import TriangleAlert from 'lucide-react/icons/triangle-alert';
import { Button } from '@/ui/button';
import { Icon } from '@/ui/icon';
import { fill, shortMoment } from '@/ui/sheet/phrase';
import type { Level } from '../schema';
import type { Moved } from './choices';

export type KeptWords = {
  pending: string;
  restored: string;
  notKept: string;
  forget: string;
  movedTitle: string;
  movedMine: string;
  movedTheirs: string;
  keepMine: string;
  takeTheirs: string;
  none: string;
};

type KeptProps = {
  pending: number;
  restoredAt: number | null;
  isKept: boolean;
  onForget(): void;
  moved: readonly (Moved & { name: string; isOpen: boolean; stateName: string })[];
  onSettle(id: number, keepMine: boolean): void;
  levels: Record<Level, string>;
  words: KeptWords;
};

/** What was chosen and not decided yet, and what somebody else changed meanwhile. */
export function KeptChoices({ pending, restoredAt, isKept, onForget, moved, onSettle, levels, words }: KeptProps) {
  const name = (level: Level | null) => (level === null ? words.none : levels[level]);
  return (
    <div className="no-print">
      <p role="status" className="small muted">
        {pending > 0 && fill(isKept ? words.pending : words.notKept, { count: pending })}
        {pending > 0 && restoredAt !== null && ` ${fill(words.restored, { when: shortMoment(restoredAt, Date.now()) })}`}{' '}
        {pending > 0 && (
          <Button size="small" variant="bare" onClick={onForget}>
            {words.forget}
          </Button>
        )}
      </p>
      {moved.length > 0 && (
        <section id="moved-rows" tabIndex={-1} aria-label={words.movedTitle} className="bg-warn-wash my-2 px-3 py-2">
          <p role="alert" className="warn">
            <Icon of={TriangleAlert} size="s" /> <b>{words.movedTitle}</b>
          </p>
          <ul className="list small">
            {moved.map(({ id, name: cell, mine, theirs, isOpen, stateName }) => (
              <li key={id} className="row wrap">
                <span className="grow">
                  {fill(mine === null ? words.movedTheirs : words.movedMine, {
                    name: cell,
                    mine: name(mine),
                    theirs: name(theirs),
                    state: stateName,
                  })}
                </span>
                {mine !== null && isOpen && (
                  <Button size="small" onClick={() => onSettle(id, true)}>
                    {fill(words.keepMine, { level: name(mine) })}
                  </Button>
                )}
                <Button size="small" onClick={() => onSettle(id, false)}>
                  {fill(words.takeTheirs, { level: name(theirs) })}
                </Button>
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}
