import 'server-only';

/** Who changes a record, and when. */
export type Stamp = { actor: { id: number }; now: Date };

/**
 * A record as the person was looking at it, for the `where` of its update. Of two people who change it at once the second finds nothing
 * there and is told so: the pipeline makes Prisma's P2025 «somebody has changed this meanwhile» (command.ts).
 */
export const asSeen = (id: number, rowVersion: number) => ({ id, rowVersion });

/** What every change of a record writes beside its own columns: the next version, who, when. */
export const changedBy = ({ actor, now }: Stamp) => ({ rowVersion: { increment: 1 }, updatedAt: now, updatedById: actor.id });
