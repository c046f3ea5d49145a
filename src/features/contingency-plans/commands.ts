import 'server-only';
import type { Actor } from '@/domain/actor';
import { dayOf, toColumn } from '@/domain/date';
import { NotFound, problemAt, Refusal } from '@/domain/errors';
import { can } from '@/domain/policy';
import { decisionFor } from '@/features/departments/writes';
import { insertTasks, quarterHolding, taskRefusals } from '@/features/tasks/writes';
import { defineCommand } from '@/server/command';
import type { Tx } from '@/server/db';
import { asSeen, changedBy } from '@/server/versioned';
import {
  callOffDrillInput,
  drawUpInput,
  mendInput,
  type PlanContent,
  recordDrillInput,
  retireInput,
  reviseInput,
  scheduleDrillInput,
} from './schema';

const refusals = { drill_once: 'contingencyPlans.refused.sameDay' } as const;

/** Draws up a contingency plan (phương án), of the whole hospital or of one department. */
export const drawUpPlan = defineCommand({
  name: 'contingency.drawUp',
  input: drawUpInput,
  permission: 'contingency.manage',
  load: async (tx, { departmentId }) => (await isDepartment(tx, departmentId)) && { departmentId },
  run: async ({ tx, input, actor, now }) => {
    const { id } = await tx.contingencyPlan.create({
      data: { ...(await columns(tx, input, actor, now)), updatedAt: now, updatedById: actor.id },
      select: { id: true },
    });
    return { id };
  },
});

/** Revises a plan that is not retired; its earlier wording stays in the history. A new decision takes the place of the old one. */
export const revisePlan = defineCommand({
  name: 'contingency.revise',
  input: reviseInput,
  permission: 'contingency.manage',
  load: loadPlan,
  run: async ({ tx, input, before, actor, now }) => {
    if (before.retiredOn !== null) throw new Refusal('contingencyPlans.refused.retired');
    // to hand a plan to a department one must be able to write there
    if (!(await isDepartment(tx, input.departmentId)) || !can(actor, 'contingency.manage', input)) throw new NotFound();
    const { decisionId, ...content } = await columns(tx, input, actor, now);
    await tx.contingencyPlan.update({
      where: asSeen(input.planId, input.version),
      data: {
        ...content,
        ...(decisionId !== null && { decisionId }),
        ...changedBy({ actor, now }),
      },
    });
    return { id: input.planId };
  },
});

/** Retires a plan from a day on, with the reason; it stays on record. */
export const retirePlan = defineCommand({
  name: 'contingency.retire',
  input: retireInput,
  permission: 'contingency.manage',
  load: loadPlan,
  run: async ({ tx, input: { planId, version, retiredOn, reason }, before, actor, now }) => {
    if (before.retiredOn !== null) throw new Refusal('contingencyPlans.refused.retired');
    if (toColumn(retiredOn) < before.validFrom) throw problemAt('retiredOn', 'contingencyPlans.refused.retiredBefore');
    await tx.contingencyPlan.update({
      where: asSeen(planId, version),
      data: {
        retiredOn: toColumn(retiredOn),
        retireReason: reason,
        ...changedBy({ actor, now }),
      },
    });
    return { id: planId };
  },
});

/** Schedules a drill of a plan on a day on which it is in force. */
export const scheduleDrill = defineCommand({
  name: 'contingency.scheduleDrill',
  input: scheduleDrillInput,
  permission: 'contingency.manage',
  load: loadPlan,
  run: async ({ tx, input: { planId, scheduledOn, scenario }, before, actor, now }) => {
    const day = toColumn(scheduledOn);
    if (before.retiredOn !== null) throw new Refusal('contingencyPlans.refused.retired');
    if (day < before.validFrom || (before.validTo !== null && day > before.validTo))
      throw problemAt('scheduledOn', 'contingencyPlans.refused.notInForce');
    const { id } = await tx.drill.create({
      data: { contingencyPlanId: planId, scheduledOn: day, scenario, updatedAt: now, updatedById: actor.id },
      select: { id: true },
    });
    return { id };
  },
  refusals,
});

/** Calls a scheduled drill off, with the reason. What was held stays. */
export const callOffDrill = defineCommand({
  name: 'contingency.callOffDrill',
  input: callOffDrillInput,
  permission: 'contingency.manage',
  load: loadDrill,
  run: async ({ tx, input: { drillId, version, reason }, before, actor, now }) => {
    if (before.heldOn !== null) throw new Refusal('contingencyPlans.refused.held');
    await tx.drill.update({
      where: asSeen(drillId, version),
      data: {
        ...{ voidedAt: now, voidedById: actor.id, voidReason: reason },
        ...changedBy({ actor, now }),
      },
    });
    return { id: drillId };
  },
});

/** Records what a drill showed: when it was held, how many took part, what was found, what to mend. Said again, it corrects the record. */
export const recordDrill = defineCommand({
  name: 'contingency.recordDrill',
  input: recordDrillInput,
  permission: 'contingency.manage',
  load: loadDrill,
  run: async ({ tx, input: { drillId, version, heldOn, participants, result, lessons }, actor, now }) => {
    if (heldOn > dayOf(now)) throw problemAt('heldOn', 'contingencyPlans.refused.heldInFuture');
    await tx.drill.update({
      where: asSeen(drillId, version),
      data: {
        ...{ heldOn: toColumn(heldOn), participants, result, lessons },
        ...changedBy({ actor, now }),
      },
    });
    return { id: drillId };
  },
});

/** Makes what a drill showed a task: an unplanned one of the quarter in which it is due, led by one department. */
export const mendByTask = defineCommand({
  name: 'contingency.mendByTask',
  input: mendInput,
  permission: 'contingency.manage',
  load: loadDrill,
  run: async ({ tx, input: { drillId, departmentId, ...content }, before, actor, now }) => {
    if (before.heldOn === null) throw new Refusal('contingencyPlans.refused.notHeld');
    // a department gives tasks to itself only; planning to any
    if (!can(actor, 'task.manage', { departmentId })) throw problemAt('departmentId', 'contingencyPlans.refused.otherLead');
    const periodId = await quarterHolding(tx, content.dueOn);
    const task = {
      ...content,
      ...{ detail: null, quantity: null, quantityUnit: null, startsOn: null, supportingIds: [], partners: null },
      ...{ directingPersonId: null, isPriority: false, isUnplanned: true, recurrence: null },
    };
    const [id] = await insertTasks(tx, { departmentId, periodId }, [task], { actor, now, origin: { source: 'CONTINGENCY', drillId } });
    if (id === undefined) throw new Error('nothing was made');
    return { id };
  },
  refusals: taskRefusals,
});

async function isDepartment(tx: Tx, departmentId: number | null): Promise<true | null> {
  if (departmentId === null) return true;
  return (await tx.department.count({ where: { id: departmentId } })) > 0 ? true : null;
}

async function loadPlan(tx: Tx, { planId }: { planId: number }) {
  return tx.contingencyPlan.findUnique({
    where: { id: planId, voidedAt: null },
    select: { departmentId: true, validFrom: true, validTo: true, retiredOn: true },
  });
}

async function loadDrill(tx: Tx, { drillId }: { drillId: number }) {
  const drill = await tx.drill.findUnique({
    where: { id: drillId, voidedAt: null, contingencyPlan: { voidedAt: null } },
    select: { heldOn: true, contingencyPlan: { select: { departmentId: true } } },
  });
  return drill && { heldOn: drill.heldOn, departmentId: drill.contingencyPlan.departmentId };
}

async function columns(tx: Tx, { kind, title, departmentId, body, validFrom, validTo, decision }: PlanContent, actor: Actor, now: Date) {
  const decisionId = await decisionFor(tx, 'PLAN', { decisionId: null, decision }, { effectiveOn: validFrom, actor, now });
  return {
    ...{ kind, title, departmentId, body, decisionId },
    validFrom: toColumn(validFrom),
    validTo: validTo ? toColumn(validTo) : null,
  };
}
