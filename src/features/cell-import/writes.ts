import 'server-only';
import type { Actor } from '@/domain/actor';
import { recordDecisions } from '@/features/departments/writes';
import { type Bodies, latestOf } from '@/features/party-bodies/rules';
import { found, linkAll, renewAll, touch } from '@/features/party-bodies/writes';
import type { Tx } from '@/server/db';
import type { Item } from './rules';

type Stamp = { actor: Actor; now: Date };
type Applying = Stamp & { tx: Tx; bodies: Bodies };

/**
 * Does what a plan says, by the same writes as the forms, each kind of change in the same few statements however many rows: decisions once
 * each, cells founded, cells changed, departments linked. The caller holds the organisation's lock and has planned on what it read under it.
 */
export async function applyPlan({ tx, bodies, actor, now }: Applying, items: readonly Item[]): Promise<void> {
  const decisionIds = await decisionsFor(tx, items, { actor, now });
  const since = ({ validFrom, decision }: Item) => ({
    day: validFrom,
    decisionId: decision === null ? null : (decisionIds.get(keyOf(decision)) ?? null),
  });
  const [first] = items;
  if (!first) return;
  await found(
    { tx, actor, now, bodies, dayField: 'validFrom', ...since(first) },
    items
      .filter(({ act }) => act === 'found')
      .map(({ code, name, secretaryId, deputyId, departmentIds, ...item }) => ({
        unit: { kind: 'CELL' as const, code, name, parentId: null, secretaryId, deputyId, departmentIds },
        at: '',
        ...since({ code, name, secretaryId, deputyId, departmentIds, ...item }),
      })),
  );
  const known = new Map(bodies.map((body) => [body.id, body]));
  const changed = items.flatMap((item) => {
    const body = item.act === 'change' && item.bodyId !== null ? known.get(item.bodyId) : undefined;
    return body ? [{ ...item, body, ...since(item) }] : [];
  });
  await renewAll(
    { tx, actor, now },
    changed
      .filter(({ isRenewed }) => isRenewed)
      .map(({ body, name, secretaryId, deputyId, day, decisionId }) => ({
        ...{ id: body.id, version: { ...latestOf(body), name, secretaryId, deputyId } },
        ...{ day, decisionId },
      })),
  );
  await touch(
    { tx, actor, now },
    changed.filter(({ isRenewed }) => !isRenewed).map(({ body }) => body.id),
  );
  await linkAll(
    tx,
    changed.map(({ body, day, departmentIds }) => ({ id: body.id, day, departmentIds, path: 'departments' })),
  );
}

type Decision = NonNullable<Item['decision']>;
const keyOf = (decision: Decision) => ('id' in decision ? `id ${decision.id}` : `${decision.number}|${decision.signedOn}`);

/** The ids of all decisions that the rows name, by their keys; the new ones are recorded, in force from the first day that a row says. */
async function decisionsFor(tx: Tx, items: readonly Item[], stamp: Stamp): Promise<Map<string, number>> {
  const ids = new Map<string, number>();
  const fresh = new Map<string, Parameters<typeof recordDecisions>[2][number]>();
  for (const { decision, validFrom } of items) {
    if (decision === null) continue;
    const key = keyOf(decision);
    if ('id' in decision) ids.set(key, decision.id);
    else if (!fresh.has(key)) fresh.set(key, { ...decision, authority: null, signer: null, effectiveOn: validFrom });
  }
  const made = await recordDecisions(tx, 'PARTY', [...fresh.values()], stamp);
  for (const [at, key] of [...fresh.keys()].entries()) ids.set(key, made[at] ?? 0);
  return ids;
}
