import 'server-only';
import { type Actor, ownDepartments } from '@/domain/actor';
import { dayOfColumn, toColumn } from '@/domain/date';
import { type FieldProblem, InvalidInput, NotFound, problemAt, Refusal } from '@/domain/errors';
import { openForWriting, reportStanding } from '@/features/submissions/writes';
import type { Db, Prisma, Tx } from '@/server/db';
import { dateProblems, partnerNames } from './rules';
import type { NewTask, TaskContent } from './schema';

export type Place = { departmentId: number; periodId: number };
type Origin = { source: Prisma.TaskUncheckedCreateInput['source']; drillId?: number };

/** Sentences for what the database refuses about a task; spread into a command's `refusals`. */
export const taskRefusals = {
  task_lead_absent: 'tasks.refused.leadAbsent',
  task_due_year: 'tasks.refused.dueYear',
  task_dates: 'tasks.refused.dates',
  task_participant_once: 'tasks.refused.supportingTwice',
  task_state: 'tasks.refused.move',
} as const;

/**
 * New tasks in the order given, whose ids come back: planned ones while the plan is open, unplanned ones (nhiệm vụ phát sinh) until the
 * report is handed in. `origin` says where they come from when that is not the plan. Throws InvalidInput at the fields that cannot be.
 */
export async function insertTasks(
  tx: Tx,
  place: Place,
  tasks: readonly NewTask[],
  { actor, now, origin, path = () => '' }: { actor: Actor; now: Date; origin?: Origin; path?: (index: number) => string },
): Promise<number[]> {
  // always in the same order, so that two people adding tasks do not wait for each other
  if (tasks.some(({ isUnplanned }) => !isUnplanned)) await openForWriting(tx, { ...place, kind: 'PLAN' }, actor, now);
  if (tasks.some(({ isUnplanned }) => isUnplanned)) await assertReportOpen(tx, place, actor, now);
  await assertFits(tx, place, tasks, path);
  const made = await tx.task.createManyAndReturn({
    data: tasks.map(({ isUnplanned, ...content }) => ({
      periodId: place.periodId,
      leadDepartmentId: place.departmentId,
      isUnplanned,
      source: isUnplanned ? ('ADHOC' as const) : ('PLAN' as const),
      // given by somebody outside the department: not the department's to give up
      isAssigned: !ownDepartments(actor).includes(place.departmentId),
      ...origin,
      ...columns(content),
      originalDueOn: toColumn(content.dueOn),
      updatedAt: now,
      updatedById: actor.id,
    })),
    select: { id: true },
  });
  const ids = made.map(({ id }) => id).sort((one, other) => one - other);
  const participants = tasks.flatMap((content, index) => participantsOf(ids[index] ?? 0, content));
  if (participants.length > 0) await tx.taskParticipant.createMany({ data: participants });
  return ids;
}

/** An unplanned task comes and goes until its quarter's report is handed in. */
export async function assertReportOpen(tx: Tx, place: Place, actor: Actor, now: Date): Promise<void> {
  if ((await reportStanding(tx, place, actor, now)).kind !== 'writable') throw new Refusal('figures.refused.closed');
}

/**
 * Holds the report of a task's quarter while its evidence changes, and says since when it is closed: from then on files may still be added,
 * and are seen to be later, but none that lay before those who decided is taken away. While planning reads the report nothing moves.
 */
export async function evidenceClosedSince(tx: Tx, taskId: number, actor: Actor, now: Date): Promise<Date | null> {
  const task = await tx.task.findUnique({ where: { id: taskId }, select: { leadDepartmentId: true, periodId: true } });
  if (!task) throw new NotFound();
  const standing = await reportStanding(tx, { departmentId: task.leadDepartmentId, periodId: task.periodId }, actor, now);
  if (standing.kind === 'underReview') throw new Refusal('tasks.refused.underReview');
  return standing.kind === 'closed' ? standing.since : null;
}

/** Dates within the plan's year and the lead's life, a director who is known, supporters who are there. One statement, however many tasks. */
export async function assertFits(
  tx: Tx,
  { departmentId, periodId }: Place,
  tasks: readonly TaskContent[],
  path: (index: number) => string = () => '',
): Promise<void> {
  const [period, lead] = [
    await tx.period.findUnique({ where: { id: periodId }, select: { year: true, startsOn: true } }),
    await tx.department.findUnique({ where: { id: departmentId }, select: { establishedOn: true, dissolvedOn: true } }),
  ];
  if (!period || !lead) throw new NotFound();
  const bounds = {
    year: period.year,
    startsOn: dayOfColumn(period.startsOn),
    establishedOn: dayOfColumn(lead.establishedOn),
    dissolvedOn: lead.dissolvedOn && dayOfColumn(lead.dissolvedOn),
  };
  const wanted = {
    people: [...new Set(tasks.flatMap(({ directingPersonId }) => directingPersonId ?? []))],
    supporters: [...new Set(tasks.flatMap(({ supportingIds }) => supportingIds))],
  };
  const known = {
    people: await knownPeople(tx, wanted.people),
    supporters: await livingDepartments(tx, wanted.supporters, period.startsOn),
  };
  const problems = tasks.flatMap((task, index): FieldProblem[] => {
    const at = (field: string, key: FieldProblem['key']): FieldProblem[] => [{ path: path(index) + field, key, params: {} }];
    const { directingPersonId: person, supportingIds } = task;
    return [
      ...dateProblems(task, bounds).map((problem) => ({ ...problem, path: path(index) + problem.path })),
      ...(person !== null && !known.people.has(person) ? at('directingPersonId', 'common.field.notAChoice') : []),
      ...(supportingIds.includes(departmentId) ? at('supportingIds', 'tasks.refused.leadSupports') : []),
      ...(supportingIds.some((id) => !known.supporters.has(id)) ? at('supportingIds', 'tasks.refused.supporterAbsent') : []),
    ];
  });
  if (problems.length > 0) throw new InvalidInput(problems);
}

async function knownPeople(tx: Tx, ids: number[]): Promise<Set<number>> {
  if (ids.length === 0) return new Set();
  const rows = await tx.person.findMany({ where: { id: { in: ids }, voidedAt: null }, select: { id: true } });
  return new Set(rows.map(({ id }) => id));
}

async function livingDepartments(tx: Tx, ids: number[], day: Date): Promise<Set<number>> {
  if (ids.length === 0) return new Set();
  const rows = await tx.department.findMany({
    where: { id: { in: ids }, OR: [{ dissolvedOn: null }, { dissolvedOn: { gt: day } }] },
    select: { id: true },
  });
  return new Set(rows.map(({ id }) => id));
}

/**
 * The quarter that a task belongs to which names only its due date: the last of that year that begins by then, whatever days the year's
 * quarters have. Throws at `dueOn` when planning has not opened it.
 */
export async function quarterHolding(tx: Db | Tx, day: string): Promise<number> {
  const year = Number(day.slice(0, 4));
  const period = await tx.period.findFirst({
    where: { kind: 'QUARTER', year, startsOn: { lte: toColumn(day) } },
    orderBy: { startsOn: 'desc' },
    select: { id: true, index: true, endsOn: true },
  });
  // the year of a task is that of its due date: what is due after the 14th of December is still of the fourth quarter
  if (!period || (period.index < 4 && dayOfColumn(period.endsOn) < day)) throw problemAt('dueOn', 'tasks.refused.noQuarter');
  return period.id;
}

/** A task's content as its columns. */
export function columns(content: TaskContent) {
  const { areaId, title, detail, deliverable, quantity, quantityUnit, startsOn, dueOn, isPriority, directingPersonId, recurrence } =
    content;
  return {
    ...{ areaId, title, detail, deliverable, quantity, quantityUnit, isPriority, directingPersonId, recurrence },
    startsOn: startsOn ? toColumn(startsOn) : null,
    dueOn: toColumn(dueOn),
  };
}

/** Who supports a task: departments, each once, and partners from outside. */
export function participantsOf(taskId: number, { supportingIds, partners }: TaskContent) {
  return [
    ...[...new Set(supportingIds)].map((departmentId) => ({ taskId, departmentId })),
    ...partnerNames(partners).map((partnerName) => ({ taskId, partnerName })),
  ];
}
