import type { Change, Conflict, Save, SaveAnswer, Saved } from './model';

const QUIET_MS = 600;
/** Someone who never pauses is saved all the same. */
const LONGEST_WAIT_MS = 3_000;
const ANSWER_MS = 20_000;
const FIRST_RETRY_MS = 2_000;
const LONGEST_RETRY_MS = 30_000;
const BATCH = 1_000;

export type QueuePhase = 'idle' | 'waiting' | 'sending' | 'offline' | 'signedOut';
type QueueEvents = {
  saved(saved: Saved[], sent: Map<string, Change>): void;
  conflicts(conflicts: Conflict[]): void;
  refused(message: string, problems: { id: string; message: string }[]): void;
  /** The phase, or what waits, changed. */
  changed(): void;
};

/**
 * Sends changes: gathered until typing pauses, one request at a time. A request without an answer is repeated with the same
 * changes under the same key, so that a save whose answer was lost is not done twice. Refused changes are held until `retry`,
 * or until the cell is typed again. Without `save` they wait until someone else has sent them (`withdraw`).
 */
export function createQueue(save: Save | null, newKey: () => string, on: QueueEvents) {
  const pending = new Map<string, Change>();
  const held = new Map<string, Change>();
  let flight: { key: string; changes: Map<string, Change> } | null = null;
  let phase: QueuePhase = 'idle';
  let failures = 0;
  let attempts = 0;
  let waitingSince = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let stopped = false;
  let settlers: ((saved: boolean) => void)[] = [];

  function enter(next: QueuePhase): void {
    phase = next;
    on.changed();
    if (next === 'waiting' || next === 'sending') return;
    const [done, settled] = [next === 'idle' && held.size === 0, settlers];
    settlers = [];
    for (const settle of settled) settle(done);
  }

  function after(ms: number, run: () => void): void {
    clearTimeout(timer);
    timer = setTimeout(run, ms);
  }

  function next(): void {
    clearTimeout(timer);
    if (flight) return;
    if (pending.size === 0) {
      enter('idle');
      return;
    }
    const changes = new Map([...pending].slice(0, BATCH));
    for (const id of changes.keys()) pending.delete(id);
    flight = { key: newKey(), changes };
    attempt();
  }

  function attempt(): void {
    if (!save) return;
    if (!flight) {
      next();
      return;
    }
    const { key, changes } = flight;
    const mine = ++attempts;
    const answered = (then: () => void) => {
      if (mine !== attempts) return;
      attempts++;
      clearTimeout(timer);
      then();
    };
    enter('sending');
    after(ANSWER_MS, () => answered(lost));
    // A save that throws before it promises is a save without an answer.
    Promise.resolve()
      .then(() => save([...changes.values()], key))
      .then(
        (answer) => answered(() => take(answer, changes)),
        () => answered(lost),
      );
  }

  function lost(): void {
    if (!stopped) after(Math.min(FIRST_RETRY_MS * 2 ** failures, LONGEST_RETRY_MS), attempt);
    failures++;
    enter('offline');
  }

  function take(answer: SaveAnswer, sent: Map<string, Change>): void {
    failures = 0;
    if (answer.kind === 'refused' && answer.signedOut) {
      enter('signedOut');
      return;
    }
    flight = null;
    if (answer.kind === 'refused') {
      const blamed = new Set(answer.problems?.map(({ id }) => id).filter((id) => sent.has(id)));
      for (const [id, change] of sent) {
        // Only the blamed cells stay behind; without a name all do, or the same refusal would come again and again.
        if (pending.has(id)) continue;
        (blamed.size === 0 || blamed.has(id) ? held : pending).set(id, change);
      }
      on.refused(answer.message, answer.problems ?? []);
      next();
      return;
    }
    const versions = new Map(answer.saved.map(({ id, version }) => [id, version]));
    const conflicting = new Set(answer.conflicts.map(({ id }) => id));
    for (const [id, change] of sent) {
      const newer = pending.get(id);
      const version = versions.get(id);
      if (conflicting.has(id)) pending.delete(id);
      else if (version === undefined) {
        pending.delete(id);
        held.set(id, newer ?? change);
      } else if (newer) pending.set(id, { ...newer, version });
    }
    on.saved(answer.saved, sent);
    if (answer.conflicts.length > 0) on.conflicts(answer.conflicts);
    next();
  }

  return {
    phase: () => phase,
    /** Cells the server has not confirmed. */
    waiting: () => new Set([...pending.keys(), ...(flight?.changes.keys() ?? []), ...held.keys()]),
    held: () => held.size,
    isHeld: (id: string) => held.has(id),
    has: (id: string) => pending.has(id) || held.has(id) || (flight?.changes.has(id) ?? false),
    /** The text of the request that is on its way. */
    sentText: (id: string) => flight?.changes.get(id)?.text,
    put(changes: Change[]): void {
      if (changes.length === 0) return;
      for (const change of changes) {
        held.delete(change.id);
        pending.set(change.id, change);
      }
      if (!save || (phase !== 'idle' && phase !== 'waiting')) {
        on.changed();
        return;
      }
      if (phase === 'idle') waitingSince = Date.now();
      after(Math.max(0, Math.min(QUIET_MS, waitingSince + LONGEST_WAIT_MS - Date.now())), next);
      enter('waiting');
    },
    /** Takes a cell back that was not sent yet; false when it is already on its way. */
    withdraw(id: string): boolean {
      pending.delete(id);
      held.delete(id);
      if (pending.size === 0 && phase === 'waiting') next();
      return !flight?.changes.has(id);
    },
    /** Now, instead of after a pause. */
    flush(): Promise<boolean> {
      if (phase === 'waiting') next();
      if (phase === 'sending') return new Promise((settle) => settlers.push(settle));
      return Promise.resolve(phase === 'idle' && held.size === 0);
    },
    /** After `stop` nothing is repeated any more: drafts hold what was not answered. */
    start(): void {
      stopped = false;
    },
    stop(): void {
      stopped = true;
    },
    /** The network or the person is back: repeats at once what has no answer yet. */
    retry(): void {
      if (phase !== 'offline' && phase !== 'signedOut') return;
      failures = 0;
      attempt();
    },
    /** Sends refused changes once more. */
    release(): void {
      for (const [id, change] of held) pending.set(id, change);
      held.clear();
      if (phase === 'idle' || phase === 'waiting') next();
    },
  };
}
