import 'server-only';
import { createHash } from 'node:crypto';
import type { Actor } from '@/domain/actor';
import { can } from '@/domain/policy';
import { canonicalJson } from '@/features/submissions/rules';
import { type Snapshot, snapshotShape } from '@/features/submissions/schema';
import { db } from '@/server/db';
import type { ComparedRounds } from '../schema';

/** A round as it was handed in. `isIntact`: what is stored still has the hash that it was sealed with. `snapshot` is null when no program of ours can read it. */
export type FrozenRound = { roundNo: number; sha256: string; isIntact: boolean; snapshot: Snapshot | null; by: string; at: Date };

type Rounds = {
  /** Every round of the file, oldest first. */
  all: { roundNo: number; sha256: string; by: string; at: Date }[];
  /** The two that are compared; `from` null is no round but the plan and last year. */
  from: FrozenRound | null;
  to: FrozenRound;
};

/**
 * The rounds of a file and the two that the address asks for; without a word the latest against the one before it. Null when nothing was
 * handed in or the actor may not read it. Two statements.
 */
export async function comparedRounds(
  actor: Actor,
  departmentId: number,
  submissionId: number,
  asked: ComparedRounds,
): Promise<Rounds | null> {
  if (!can(actor, 'submission.read', { departmentId })) return null;
  const rows = await db().submissionRound.findMany({
    where: { submissionId, submission: { departmentId } },
    orderBy: { roundNo: 'asc' },
    select: { roundNo: true, sha256: true, submittedAt: true, submittedBy: { select: { displayName: true } } },
  });
  const all = rows.map(({ roundNo, sha256, submittedAt, submittedBy }) => ({
    roundNo,
    sha256,
    by: submittedBy.displayName,
    at: submittedAt,
  }));
  const last = all.at(-1);
  if (!last) return null;
  const to = all.find(({ roundNo }) => roundNo === asked.to) ?? last;
  const before = all.filter(({ roundNo }) => roundNo < to.roundNo);
  const from =
    asked.from === 0 ? undefined : (all.find(({ roundNo }) => roundNo === asked.from && roundNo !== to.roundNo) ?? before.at(-1));
  const wanted = [to.roundNo, ...(from ? [from.roundNo] : [])];
  const snapshots = await db().submissionRound.findMany({
    where: { submissionId, roundNo: { in: wanted } },
    select: { roundNo: true, snapshot: true },
  });
  const frozen = (round: (typeof all)[number]): FrozenRound => ({
    ...round,
    ...readRound(snapshots.find(({ roundNo }) => roundNo === round.roundNo)?.snapshot, round.sha256),
  });
  return { all, from: from ? frozen(from) : null, to: frozen(to) };
}

/** Reads a stored round and holds it against its seal. */
export function readRound(stored: unknown, sha256: string): { snapshot: Snapshot | null; isIntact: boolean } {
  const read = snapshotShape.safeParse(stored);
  const isIntact = createHash('sha256').update(canonicalJson(stored)).digest('hex') === sha256;
  return { snapshot: read.success ? read.data : null, isIntact };
}
