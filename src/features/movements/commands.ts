import 'server-only';
import type { Actor } from '@/domain/actor';
import { type Day, dayOf, dayOfColumn, formatDay, toColumn } from '@/domain/date';
import { problemAt, Refusal } from '@/domain/errors';
import { decisionFor } from '@/features/departments/writes';
import { defineCommand } from '@/server/command';
import type { Tx } from '@/server/db';
import { asSeen, changedBy, type Stamp } from '@/server/versioned';
import { daysOf, keeps } from './rules';
import {
  launchInput,
  type MovementContent,
  recordUnitInput,
  reviewInput,
  reviseInput,
  takePartInput,
  voidInput,
  withdrawReviewInput,
} from './schema';

const refusals = { movement_range: 'movements.field.endsBefore', decision_once: 'departments.refused.decisionExistsNow' } as const;

/** Launches an emulation movement, or records one that was launched. The union launches its own only. */
export const launchMovement = defineCommand({
  name: 'movement.launch',
  input: launchInput,
  permission: 'movement.manage',
  load: async () => ({}),
  run: async ({ tx, input, actor, now }) => {
    if (!keeps(actor, input.scope)) throw problemAt('scope', 'movements.field.ownOnly');
    const { id } = await tx.movement.create({
      data: { ...(await columns(tx, input, { actor, now })), updatedAt: now, updatedById: actor.id },
      select: { id: true },
    });
    return { id };
  },
  refusals,
});

/** Changes what is said of a movement; it begins no later than its first review. A new decision takes the place of the old one. */
export const reviseMovement = defineCommand({
  name: 'movement.revise',
  input: reviseInput,
  permission: 'movement.manage',
  load: loadMovement,
  run: async ({ tx, input, actor, now }) => {
    if (!keeps(actor, input.scope)) throw problemAt('scope', 'movements.field.ownOnly');
    const { _min: first } = await tx.movementReview.aggregate({
      where: { movementId: input.movementId, voidedAt: null },
      _min: { heldOn: true },
    });
    if (first.heldOn !== null && input.startsOn !== null && first.heldOn < toColumn(input.startsOn))
      throw problemAt('startsOn', 'movements.field.afterReview', { day: formatDay(dayOfColumn(first.heldOn)) });
    const { decisionId, ...content } = await columns(tx, input, { actor, now });
    await tx.movement.update({
      where: asSeen(input.movementId, input.version),
      data: { ...content, ...(decisionId !== null && { decisionId }), ...changedBy({ actor, now }) },
    });
    return { id: input.movementId };
  },
  refusals,
});

/**
 * Says which departments take part: those named, each of which was there in the movement's time; another that took part no longer does, and
 * what was recorded of it is kept for its return.
 */
export const takePart = defineCommand({
  name: 'movement.takePart',
  input: takePartInput,
  permission: 'movement.manage',
  load: loadMovement,
  run: async ({ tx, input: { movementId, version, departmentIds }, before, actor, now }) => {
    const ids = [...new Set(departmentIds)];
    if ((await tx.department.count({ where: { id: { in: ids } } })) < ids.length)
      throw problemAt('departmentIds', 'common.field.notAChoice');
    await assertThere(tx, movementId, ids, daysOf(before, dayOf(now)));
    await tx.movement.update({ where: asSeen(movementId, version), data: changedBy({ actor, now }) });
    await tx.$executeRaw`
      INSERT INTO movement_unit (movement_id, department_id) SELECT ${movementId}::int, x FROM unnest(${ids}::int[]) x
      ON CONFLICT (movement_id, department_id) DO UPDATE SET voided_at = NULL WHERE movement_unit.voided_at IS NOT NULL`;
    await tx.movementUnit.updateMany({ where: { movementId, voidedAt: null, departmentId: { notIn: ids } }, data: { voidedAt: now } });
    return { id: movementId, units: ids.length };
  },
});

/** What a department has done in a movement, and whether it was commended. */
export const recordUnit = defineCommand({
  name: 'movement.recordUnit',
  input: recordUnitInput,
  permission: 'movement.manage',
  load: loadMovement,
  run: async ({ tx, input: { movementId, version, departmentId, result, isCommended }, actor, now }) => {
    await tx.movement.update({ where: asSeen(movementId, version), data: changedBy({ actor, now }) });
    const { count } = await tx.movementUnit.updateMany({
      where: { movementId, departmentId, voidedAt: null },
      data: { result, isCommended },
    });
    if (count === 0) throw new Refusal('movements.refused.notTakingPart');
    return { id: movementId };
  },
});

/** Records an interim or a final review (sơ kết, tổng kết). */
export const reviewMovement = defineCommand({
  name: 'movement.review',
  input: reviewInput,
  permission: 'movement.manage',
  load: loadMovement,
  run: async ({ tx, input: { movementId, version, stage, heldOn, result }, before, actor, now }) => {
    if (heldOn > dayOf(now)) throw problemAt('heldOn', 'movements.field.heldInFuture');
    if (before.startsOn !== null && heldOn < before.startsOn) throw problemAt('heldOn', 'movements.field.heldBefore');
    await tx.movement.update({ where: asSeen(movementId, version), data: changedBy({ actor, now }) });
    const { id } = await tx.movementReview.create({ data: { movementId, stage, heldOn: toColumn(heldOn), result }, select: { id: true } });
    return { id };
  },
});

/** Takes back a review that was recorded wrongly. */
export const withdrawReview = defineCommand({
  name: 'movement.withdrawReview',
  input: withdrawReviewInput,
  permission: 'movement.manage',
  load: loadMovement,
  run: async ({ tx, input: { movementId, version, reviewId }, actor, now }) => {
    await tx.movement.update({ where: asSeen(movementId, version), data: changedBy({ actor, now }) });
    const { count } = await tx.movementReview.updateMany({ where: { id: reviewId, movementId, voidedAt: null }, data: { voidedAt: now } });
    if (count === 0) throw new Refusal('common.refused.conflict');
    return { id: movementId };
  },
});

/** Takes a movement out of the register that should not be there; it stays in the history with the reason. */
export const voidMovement = defineCommand({
  name: 'movement.void',
  input: voidInput,
  permission: 'movement.manage',
  load: loadMovement,
  run: async ({ tx, input: { movementId, version, reason }, actor, now }) => {
    await tx.movement.update({
      where: asSeen(movementId, version),
      data: { voidedAt: now, voidedById: actor.id, voidReason: reason, ...changedBy({ actor, now }) },
    });
    return { id: movementId };
  },
});

/** One that this actor keeps: another is as if it were not there. */
async function loadMovement(tx: Tx, { movementId }: { movementId: number }, actor: Actor) {
  const found = await tx.movement.findUnique({
    where: { id: movementId, voidedAt: null },
    select: { scope: true, startsOn: true, endsOn: true },
  });
  if (!found || !keeps(actor, found.scope)) return null;
  const day = (column: Date | null) => column && dayOfColumn(column);
  return { departmentId: null, startsOn: day(found.startsOn), endsOn: day(found.endsOn) };
}

/** Refused for a department that was not there on any of the days; one that takes part already stays. */
async function assertThere(tx: Tx, movementId: number, ids: number[], { startsOn, endsOn }: { startsOn: Day; endsOn: Day }): Promise<void> {
  const [absent] = await tx.$queryRaw<{ name: string }[]>`
    SELECT v.name FROM department d
      CROSS JOIN LATERAL (SELECT x.name FROM department_version x WHERE x.department_id = d.id ORDER BY x.valid_from DESC LIMIT 1) v
    WHERE d.id = ANY (${ids}::int[]) AND (d.established_on > ${endsOn}::date OR d.dissolved_on <= ${startsOn}::date)
      AND NOT EXISTS (SELECT FROM movement_unit u WHERE u.movement_id = ${movementId} AND u.department_id = d.id AND u.voided_at IS NULL)
    ORDER BY v.name COLLATE "vi-x-icu" LIMIT 1`;
  if (absent) throw problemAt('departmentIds', 'movements.field.notThen', { name: absent.name });
}

async function columns(tx: Tx, content: MovementContent, { actor, now }: Stamp & { actor: Actor }) {
  const { name, scope, launchedBy, startsOn, endsOn, criteria, result, decision } = content;
  const decisionId = await decisionFor(tx, 'PLAN', { decisionId: null, decision }, { effectiveOn: startsOn ?? dayOf(now), actor, now });
  return {
    ...{ name, scope, launchedBy, criteria, result, decisionId },
    startsOn: startsOn && toColumn(startsOn),
    endsOn: endsOn && toColumn(endsOn),
  };
}
