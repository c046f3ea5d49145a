import type { Motion } from './cell-state';
import type { QueuePhase } from './queue';

const FLASH_MS = 2_000;

type Waiting = { phase: QueuePhase; waiting: Set<string>; isHeld(id: string): boolean };

/** What is happening to each cell right now: on its way, kept here, or saved a moment ago. */
export function createMotions(touch: (id: string) => void, together: (work: () => void) => void) {
  const motions = new Map<string, Motion>();
  function drop(id: string): void {
    motions.delete(id);
    touch(id);
  }
  return {
    of: (id: string): Motion | null => motions.get(id) ?? null,
    mark({ phase, waiting, isHeld }: Waiting): void {
      const isStuck = phase === 'offline' || phase === 'signedOut';
      for (const [id, motion] of motions) if (motion !== 'saved' && !waiting.has(id)) drop(id);
      for (const id of waiting) {
        const motion = isStuck || isHeld(id) ? 'kept' : 'saving';
        if (motions.get(id) !== motion) touch(id);
        motions.set(id, motion);
      }
    },
    /** A check for two seconds. */
    flash(ids: string[]): void {
      for (const id of ids) motions.set(id, 'saved');
      const fade = () => {
        for (const id of ids) if (motions.get(id) === 'saved') drop(id);
      };
      setTimeout(() => together(fade), FLASH_MS);
    },
  };
}
