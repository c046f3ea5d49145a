import 'server-only';
import type { Actor } from '@/domain/actor';
import type { Day } from '@/domain/date';
import { decisionFor } from '@/features/departments/writes';
import { type Bodies, latestOf } from '@/features/party-bodies/rules';
import { type Change, found, link, renew, touch } from '@/features/party-bodies/writes';
import type { Tx } from '@/server/db';
import type { Item } from './rules';

type Applying = { tx: Tx; bodies: Bodies; actor: Actor; now: Date };

/**
 * Does what a plan says, by the same writes as the forms: decisions once each, cells founded together by day and decision, the others
 * changed one by one. The caller holds the organisation's lock and has planned on what it read under it.
 */
export async function applyPlan({ tx, bodies, actor, now }: Applying, items: readonly Item[]): Promise<void> {
  const decisionIds = await decisionsFor(tx, items, { actor, now });
  const changeOf = ({ validFrom, decision }: Item): Change => ({
    ...{ tx, actor, now, bodies, day: validFrom, dayField: 'validFrom' },
    decisionId: decision === null ? null : (decisionIds.get(keyOf(decision)) ?? null),
  });
  for (const group of grouped(items.filter(({ act }) => act === 'found'))) {
    const units = group.map(({ code, name, secretaryId, deputyId, departmentIds }) => ({
      unit: { kind: 'CELL' as const, code, name, parentId: null, secretaryId, deputyId, departmentIds },
      at: '',
    }));
    await found(changeOf(group[0] as Item), units);
  }
  for (const item of items.filter(({ act }) => act === 'change')) {
    const { bodyId: id, name, secretaryId, deputyId, departmentIds, isRenewed } = item;
    const body = bodies.find((one) => one.id === id);
    if (!body) throw new Error('a planned change has its cell');
    const change = changeOf(item);
    if (isRenewed) await renew(change, { id: body.id, version: { ...latestOf(body), name, secretaryId, deputyId } });
    else await touch(change, [body.id]);
    await link(change, body.id, departmentIds, 'departments');
  }
}

type Decision = NonNullable<Item['decision']>;
const keyOf = (decision: Decision) => ('id' in decision ? `id ${decision.id}` : `${decision.number}|${decision.signedOn}`);

async function decisionsFor(tx: Tx, items: readonly Item[], stamp: { actor: Actor; now: Date }): Promise<Map<string, number>> {
  const ids = new Map<string, number>();
  for (const { decision, validFrom } of items) {
    if (decision === null || ids.has(keyOf(decision))) continue;
    const named =
      'id' in decision
        ? { decisionId: decision.id, decision: null }
        : { decisionId: null, decision: { ...decision, authority: null, signer: null } };
    const id = await decisionFor(tx, 'PARTY', named, { effectiveOn: validFrom, ...stamp });
    if (id !== null) ids.set(keyOf(decision), id);
  }
  return ids;
}

function grouped(items: readonly Item[]): Item[][] {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const key = `${item.validFrom satisfies Day} ${item.decision === null ? '' : keyOf(item.decision)}`;
    groups.set(key, [...(groups.get(key) ?? []), item]);
  }
  return [...groups.values()];
}
