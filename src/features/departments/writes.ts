import 'server-only';
import type { Actor } from '@/domain/actor';
import { isSameAuthority } from '@/domain/authority';
import { type Day, dayOfColumn, formatDay, toColumn } from '@/domain/date';
import { InvalidInput, Refusal } from '@/domain/errors';
import { assignAll } from '@/features/indicators/writes';
import type { Prisma, Tx } from '@/server/db';
import { changedBy, type Stamp } from '@/server/versioned';
import {
  assertChangeable,
  assertCodeFree,
  assertNameFree,
  childrenOf,
  latest,
  type Organisation,
  parentAfterEnding,
  parentFor,
  type Unit,
  type UnitVersion,
} from './rules';
import type { LineageKind, NewDecision, NewUnit } from './schema';

type Kind = Prisma.DecisionUncheckedCreateInput['kind'];

/**
 * The decision that a change rests on: `decisionId` of one recorded before and of the same kind, or a new one, made here.
 * Null when neither is given. Of the kind PARTY it is Party content. Refuses an unknown id, and a number that was recorded already of one day
 * and one authority (nobody named is the hospital), beside its field.
 */
export async function decisionFor(
  tx: Tx,
  kind: Kind,
  { decisionId, decision }: { decisionId: number | null; decision: NewDecision | null },
  { effectiveOn, actor, now }: { effectiveOn: Day; actor: Actor; now: Date },
): Promise<number | null> {
  const isParty = kind === 'PARTY';
  if (decisionId !== null) {
    const known = await tx.decision.findFirst({ where: { id: decisionId, kind, isParty, voidedAt: null }, select: { id: true } });
    if (!known) throw new InvalidInput([{ path: 'decisionId', key: 'common.field.notAChoice', params: {} }]);
    return known.id;
  }
  if (!decision) return null;
  const { number, authority } = decision;
  const signedOn = decision.signedOn === null ? null : toColumn(decision.signedOn);
  if (number !== null) {
    // of two who record one paper at once the second waits here, and then sees it
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext(current_schema() || '.decision ' || ${number}))`;
    const twins = await tx.decision.findMany({ where: { number, signedOn, isParty, voidedAt: null }, select: { authority: true } });
    const hospital = twins.length > 0 ? await hospitalOn(tx, signedOn ?? toColumn(effectiveOn)) : '';
    if (twins.some((twin) => isSameAuthority(twin.authority, authority, hospital)))
      throw new InvalidInput([{ path: 'decision.number', key: 'departments.refused.decisionExists', params: { number } }]);
  }
  const [made = null] = await recordDecisions(tx, kind, [{ ...decision, effectiveOn }], { actor, now });
  return made;
}

/** What the hospital is called on a day, or was first. */
async function hospitalOn(tx: Tx, day: Date): Promise<string> {
  const names = await tx.departmentVersion.findMany({ where: { parentId: null, kind: 'HOSPITAL' }, orderBy: { validFrom: 'desc' } });
  return (names.find(({ validFrom }) => validFrom <= day) ?? names.at(-1))?.name ?? 'Bệnh viện';
}

/**
 * Records decisions that are not on record yet, in one statement; of one that is, the database says so (constraint `decision_once`). Answers
 * their ids in the order given. A thousand at most.
 */
export async function recordDecisions(
  tx: Tx,
  kind: Kind,
  decisions: readonly (NewDecision & { effectiveOn: Day | null })[],
  { actor, now }: Stamp,
): Promise<number[]> {
  if (decisions.length === 0) return [];
  const day = (text: Day | null) => (text === null ? null : toColumn(text));
  const made = await tx.decision.createManyAndReturn({
    data: decisions.map(({ number, authority, signer, subject, signedOn, effectiveOn }) => ({
      ...{ kind, isParty: kind === 'PARTY', number, signedOn: day(signedOn), authority, signer, subject },
      ...{ effectiveOn: day(effectiveOn), updatedAt: now, updatedById: actor.id },
    })),
    select: { id: true },
  });
  return made.map(({ id }) => id);
}

/**
 * The whole organisation, read for a change. Changes to it wait for each other until commit (they are few, and each looks
 * at all departments: names, codes, parents), so what is read here cannot move before it is written.
 */
export async function readOrganisation(tx: Tx): Promise<Organisation> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext(current_schema() || '.department'))`;
  const rows = await tx.department.findMany({
    select: {
      id: true,
      code: true,
      establishedOn: true,
      dissolvedOn: true,
      rowVersion: true,
      versions: {
        select: { name: true, shortName: true, kind: true, parentId: true, functions: true, validFrom: true, validTo: true },
        orderBy: { validFrom: 'asc' },
      },
    },
  });
  const day = (column: Date | null) => (column === null ? null : dayOfColumn(column));
  return rows.map((row) => ({
    ...row,
    establishedOn: dayOfColumn(row.establishedOn),
    dissolvedOn: day(row.dissolvedOn),
    versions: row.versions.map((version) => ({ ...version, validFrom: dayOfColumn(version.validFrom), validTo: day(version.validTo) })),
  }));
}

/** One change of the organisation: who, when, from which day (typed into which field), by which decision. */
export type Change = { tx: Tx; actor: Actor; now: Date; organisation: Organisation; day: Day; dayField: string; decisionId: number | null };

const stamp = ({ actor, now }: Change) => ({ updatedAt: now, updatedById: actor.id });

/** Founds departments, each checked against the organisation and against the ones founded beside it. `at` leads to the form's fields. */
export async function found(change: Change, units: { unit: NewUnit; at: string }[]): Promise<{ id: number; code: string }[]> {
  const { tx, day } = change;
  let organisation = change.organisation;
  const founded = units.map(({ unit, at }, place) => {
    assertCodeFree(organisation, unit.code, `${at}code`);
    assertNameFree(organisation, unit.name, day, `${at}name`);
    const { code, name, shortName, kind, functions } = unit;
    const version = {
      name,
      shortName,
      kind,
      functions,
      parentId: parentFor(organisation, unit, day, `${at}parentId`),
      validFrom: day,
      validTo: null,
    };
    // stands in without an id yet, so that the next one cannot take the same code or name
    organisation = [...organisation, { id: -1 - place, code, establishedOn: day, dissolvedOn: null, rowVersion: 1, versions: [version] }];
    return { code, version };
  });
  const made = await tx.department.createManyAndReturn({
    data: founded.map(({ code }) => ({ code, establishedOn: toColumn(day), ...stamp(change) })),
    select: { id: true, code: true },
  });
  const idOf = new Map(made.map(({ id, code }) => [code, id]));
  const rows = founded.map(({ code, version }) => {
    const id = idOf.get(code);
    if (id === undefined) throw new Error(`department ${code} was not made`);
    return { id, code, version };
  });
  await begin(change, rows);
  return rows.map(({ id, code }) => ({ id, code }));
}

type Renewed = { id: number; version: Omit<UnitVersion, 'validFrom' | 'validTo'> };

async function begin({ tx, day, decisionId }: Change, rows: Renewed[]): Promise<void> {
  await tx.departmentVersion.createMany({
    data: rows.map(({ id, version: { name, shortName, kind, parentId, functions } }) => ({
      ...{ departmentId: id, name, shortName, kind, parentId, functions, decisionId },
      validFrom: toColumn(day),
    })),
  });
}

async function closeNames({ tx, day }: Change, ids: number[]): Promise<void> {
  await tx.departmentVersion.updateMany({ where: { departmentId: { in: ids }, validTo: null }, data: { validTo: toColumn(day) } });
}

/** Lets the open version end and a new one begin on the day of the change. */
export async function renew(change: Change, rows: Renewed[]): Promise<void> {
  if (rows.length === 0) return;
  const ids = rows.map(({ id }) => id);
  await closeNames(change, ids);
  await begin(change, rows);
  await change.tx.department.updateMany({ where: { id: { in: ids } }, data: changedBy(change) });
}

/** Ends departments on the day of the change. Their names are free from then on. */
export async function end(change: Change, units: readonly Unit[]): Promise<void> {
  const ids = units.map(({ id }) => id);
  await assertNothingLater(change, ids);
  await closeNames(change, ids);
  await change.tx.department.updateMany({
    where: { id: { in: ids } },
    data: { dissolvedOn: toColumn(change.day), ...changedBy(change) },
  });
}

/**
 * Why departments cannot stop existing on a day, from what other registers say. Plans already filed stay as they are, they
 * are history; but a result (thực hiện) of a period that begins later would belong to nobody.
 */
async function assertNothingLater({ tx, day }: Change, ids: number[]): Promise<void> {
  const [later] = await tx.$queryRaw<{ name: string; why: 'figures' | 'successor'; since: Day }[]>`
    WITH later AS (
      SELECT f.department_id AS id, 'figures' AS why, min(p.starts_on) AS since FROM figure f JOIN period p ON p.id = f.period_id
      WHERE f.department_id = ANY (${ids}::int[]) AND p.starts_on >= ${day}::date AND f.measure <> 'PLAN' AND (f.value IS NOT NULL OR f.draft_text IS NOT NULL)
      GROUP BY f.department_id
      UNION ALL
      SELECT l.to_id, 'successor', max(l.effective_on) FROM department_lineage l
      WHERE l.to_id = ANY (${ids}::int[]) AND l.effective_on >= ${day}::date GROUP BY l.to_id
    )
    SELECT v.name, later.why, later.since::text AS since
    FROM later JOIN department_version v ON v.department_id = later.id AND v.valid_to IS NULL LIMIT 1`;
  if (!later) return;
  const key = later.why === 'figures' ? 'departments.refused.figuresLater' : 'departments.refused.successorLater';
  throw new Refusal(key, { name: later.name, day: formatDay(later.since) });
}

/** Who takes what ended departments leave: tasks one by one, all the others, and whether the successor reports what they reported. */
export type HandingOver = { taskLeadId: number | null; taskLeads: Record<string, number | null>; takesIndicators: boolean };

/**
 * What ended departments leave behind passes to the successor: departments that stood below them, and unfinished tasks due on
 * or after the day (a task is led by a department that exists when it is due), unless another lead is named. What nobody takes is a
 * refusal. With `takesIndicators` the successor reports from the day on what they reported.
 */
export async function handOver(change: Change, ended: readonly Unit[], successorId: number | null, handing: HandingOver): Promise<void> {
  const { day, dayField, organisation } = change;
  const ids = new Set(ended.map(({ id }) => id));
  const below = childrenOf(organisation, ids);
  const tasks = {
    leadDepartmentId: { in: [...ids] },
    voidedAt: null,
    state: { notIn: ['DONE' as const, 'CANCELLED' as const] },
    dueOn: { gte: toColumn(day) },
  };
  await handOverTasks(change, tasks, successorId, handing);
  if (successorId === null) {
    if (below.length > 0)
      throw new Refusal('departments.refused.hasChildren', { names: below.map((unit) => latest(unit).name).join(', ') });
    return;
  }
  if (handing.takesIndicators) await handOverIndicators(change, [...ids], successorId);
  for (const child of below) assertChangeable(child, day, dayField);
  await renew(
    change,
    below.map((child) => ({
      id: child.id,
      version: { ...latest(child), parentId: parentAfterEnding(organisation, child, ids, successorId) },
    })),
  );
}

async function handOverTasks(
  { tx, day, actor, now }: Change,
  where: Prisma.TaskWhereInput,
  successorId: number | null,
  { taskLeadId, taskLeads }: HandingOver,
): Promise<void> {
  const open = await tx.task.findMany({ where, select: { id: true }, orderBy: { id: 'asc' } });
  const led = open.flatMap(({ id }) => {
    const leadId = taskLeads[`t${id}`] ?? taskLeadId ?? successorId;
    return leadId === null ? [] : [{ id, leadId }];
  });
  if (led.length < open.length)
    throw new Refusal('departments.refused.leadsTasks', { count: open.length - led.length, day: formatDay(day) });
  if (led.length === 0) return;
  await tx.$executeRaw`
    UPDATE task t SET lead_department_id = x.lead_id, row_version = t.row_version + 1, updated_at = ${now}::timestamptz, updated_by_id = ${actor.id}
    FROM unnest(${led.map(({ id }) => id)}::int[], ${led.map(({ leadId }) => leadId)}::int[]) AS x (id, lead_id) WHERE t.id = x.id`;
}

/** The successor reports what the ended departments reported until then, each indicator that is still used; required if it was for one of them. */
async function handOverIndicators({ tx, day }: Change, endedIds: number[], successorId: number): Promise<void> {
  const rows = await tx.$queryRaw<{ indicatorId: number; required: boolean }[]>`
    SELECT a.indicator_id AS "indicatorId", bool_or(a.required) AS required FROM indicator_assignment a JOIN indicator i ON i.id = a.indicator_id
    WHERE a.department_id = ANY (${endedIds}::int[]) AND a.valid_from < ${day}::date AND (a.valid_to IS NULL OR a.valid_to > ${day}::date)
      AND (i.to_year IS NULL OR i.to_year >= extract(year FROM ${day}::date))
      AND NOT EXISTS (SELECT FROM indicator_assignment h WHERE h.department_id = ${successorId} AND h.indicator_id = a.indicator_id AND (h.valid_to IS NULL OR h.valid_to > ${day}::date))
    GROUP BY 1`;
  if (rows.length > 0)
    await assignAll(
      tx,
      rows.map(({ indicatorId, required }) => ({ indicatorId, required, departmentIds: [successorId] })),
      day,
    );
}

type Lineage = { fromId: number; toId: number; kind: LineageKind; isPrincipal: boolean };

/** Who came from whom, by the decision of the change. */
export async function noteLineage({ tx, day, decisionId }: Change, rows: Lineage[]): Promise<void> {
  if (decisionId === null) throw new Error('lineage needs a decision');
  await tx.departmentLineage.createMany({ data: rows.map((row) => ({ ...row, effectiveOn: toColumn(day), decisionId })) });
}
