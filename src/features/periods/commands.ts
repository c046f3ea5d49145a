import 'server-only';
import type { Actor } from '@/domain/actor';
import { addDays, type Day, dayOf, daysBetween, endOfDay, formatDay, toColumn } from '@/domain/date';
import { InvalidInput, Refusal } from '@/domain/errors';
import { isQuarter, roman } from '@/domain/period';
import type { MessageKey } from '@/i18n/messages';
import { defineCommand } from '@/server/command';
import type { Tx } from '@/server/db';
import { asSeen, changedBy } from '@/server/versioned';
import { calendarOfYear, deadlineOf } from './queries';
import { daysOfPeriod, extensionProblem, momentsOf, periodsInYear, rescheduleProblem, wantedDueDay } from './rules';
import {
  createPeriodInput,
  type DeadlineKind,
  decideExtensionInput,
  grantExtensionInput,
  holidayInput,
  openInput,
  requestExtensionInput,
  rescheduleInput,
} from './schema';
import { ensureYear } from './writes';

const refusals: Record<string, MessageKey> = {
  period_one_calendar: 'periods.refused.otherCalendar',
  period_kind_calendar_year_index_key: 'periods.refused.exists',
  period_no_overlap: 'periods.refused.overlap',
  period_range: 'periods.field.endBeforeStart',
  period_index: 'periods.refused.index',
  period_deadline_pkey: 'periods.refused.openedNow',
  period_deadline_order: 'periods.refused.order',
  deadline_extension_one_open: 'periods.refused.requestWaiting',
  deadline_extension_state: 'periods.refused.decided',
  deadline_extension_reason: 'common.field.required',
};

/** Mở kỳ: the quarter's deadlines for plan and report; its year's periods are made where they are missing. */
export const openPeriod = defineCommand({
  name: 'period.open',
  input: openInput,
  permission: 'period.manage',
  refusals,
  load: async (tx, { year, quarter }) => ({
    departmentId: null,
    opened: await tx.periodDeadline.count({ where: { period: { kind: 'QUARTER', year, index: quarter } } }),
  }),
  async run({ tx, input: { year, quarter, plan, report }, before: { opened }, actor, now }) {
    if (opened > 0 && isQuarter(quarter)) throw new Refusal('periods.refused.opened', { quarter: roman(quarter), year });
    await ensureYear(tx, year, dayOf(now));
    const { id } = await tx.period.findFirstOrThrow({ where: { kind: 'QUARTER', year, index: quarter }, select: { id: true } });
    const stamp = { periodId: id, updatedAt: now, updatedById: actor.id };
    await tx.periodDeadline.createMany({
      data: [
        { kind: 'PLAN', ...momentsOf(plan), ...stamp },
        { kind: 'REPORT', ...momentsOf(report), ...stamp },
      ],
    });
    return { periodId: id, year, quarter };
  },
});

/** Đổi hạn: new days for all departments. A kind that is locked stays locked; one department may still get an extension. */
export const reschedulePeriod = defineCommand({
  name: 'period.reschedule',
  input: rescheduleInput,
  permission: 'period.manage',
  refusals,
  async load(tx, { periodId, kind }) {
    const deadline = await tx.periodDeadline.findUnique({ where: { periodId_kind: { periodId, kind } } });
    return deadline && { departmentId: null, deadline };
  },
  async run({ tx, input: { periodId, kind, rowVersion, ...days }, before: { deadline }, actor, now }) {
    const moments = momentsOf(days);
    const problem = rescheduleProblem(deadline, moments, now);
    if (problem) {
      const params = { lockOn: formatDay(dayOf(deadline.lockAt)), opensOn: formatDay(dayOf(deadline.opensAt)) };
      if (problem.path === '') throw new Refusal(problem.key, params);
      throw new InvalidInput([{ path: problem.path, key: problem.key, params }]);
    }
    const saved = await tx.periodDeadline.update({
      where: { periodId_kind: { periodId, kind }, rowVersion },
      data: { ...moments, ...changedBy({ actor, now }) },
      select: { rowVersion: true },
    });
    return { periodId, kind, rowVersion: saved.rowVersion };
  },
});

/** A period of any kind: month, half, nine months, year, five years, term. All that lie within a year are of the year's one calendar. */
export const createPeriod = defineCommand({
  name: 'period.create',
  input: createPeriodInput,
  permission: 'period.manage',
  refusals,
  load: async () => ({}),
  async run({ tx, input: { kind, year, index, startsOn, endsOn, ...input }, now }) {
    const most = periodsInYear(kind);
    if (index > most) throw new InvalidInput([{ path: 'index', key: 'common.field.tooBig', params: { maximum: most } }]);
    const ofYear = await calendarOfYear(tx, year, dayOf(now));
    const isOfYear = kind !== 'FIVE_YEARS' && kind !== 'TERM';
    const calendar = input.calendar ?? (isOfYear ? ofYear : 'CALENDAR');
    const isBegun = isOfYear && (await tx.period.count({ where: { year, kind: { notIn: ['FIVE_YEARS', 'TERM'] } } })) > 0;
    if (isBegun && calendar !== ofYear)
      throw new InvalidInput([{ path: 'calendar', key: `periods.field.otherCalendar.${ofYear}`, params: { year: String(year) } }]);
    const days = kind === 'TERM' ? termDays(startsOn, endsOn) : daysOfPeriod({ kind, year, index, calendar });
    const made = await tx.period.create({
      data: { kind, year, index, calendar, startsOn: toColumn(days.startsOn), endsOn: toColumn(days.endsOn) },
      select: { id: true },
    });
    return { periodId: made.id, ...days };
  },
});

/** The schema has asked for both days; a term cannot be computed. */
function termDays(startsOn: Day | null, endsOn: Day | null): { startsOn: Day; endsOn: Day } {
  if (startsOn === null || endsOn === null) throw new InvalidInput([{ path: 'startsOn', key: 'common.field.required', params: {} }]);
  return { startsOn, endsOn };
}

/** Ngày nghỉ, one or several in a row. They only move what is proposed, never a deadline that is set. */
export const addHoliday = defineCommand({
  name: 'holiday.add',
  input: holidayInput,
  permission: 'period.manage',
  load: async () => ({}),
  async run({ tx, input: { day, lastDay, name } }) {
    const count = daysBetween(day, lastDay ?? day) + 1;
    const days = Array.from({ length: count }, (_, place) => addDays(day, place));
    await tx.$executeRaw`
      INSERT INTO holiday (day, name) SELECT d, ${name} FROM unnest(${days}::date[]) d ON CONFLICT (day) DO UPDATE SET name = excluded.name`;
    return { days };
  },
});

type Whose = { departmentId: number; periodId: number; kind: DeadlineKind };

/** The department, the period's deadline and what binds the department now; null when one of them is not there. */
async function loadPlace(tx: Tx, place: Whose) {
  const [department, deadline] = [
    await tx.department.findUnique({ where: { id: place.departmentId }, select: { establishedOn: true, dissolvedOn: true } }),
    await tx.periodDeadline.findUnique({
      where: { periodId_kind: { periodId: place.periodId, kind: place.kind } },
      select: { opensAt: true, dueAt: true, lockAt: true, period: { select: { startsOn: true, endsOn: true } } },
    }),
  ];
  if (!department || !deadline) return null;
  const { establishedOn, dissolvedOn } = department;
  const isAbsent = establishedOn > deadline.period.endsOn || (dissolvedOn !== null && dissolvedOn <= deadline.period.startsOn);
  return { departmentId: place.departmentId, isAbsent, deadline: (await deadlineOf(tx, place)) ?? { ...deadline, extended: false } };
}

/** Xin gia hạn, by the department: so many days more, and why. After the lock too, since only planning can help then. */
export const requestExtension = defineCommand({
  name: 'extension.request',
  input: requestExtensionInput,
  permission: 'extension.request',
  refusals,
  load: loadPlace,
  async run({ tx, input: { departmentId, periodId, kind, days, reason }, before: { isAbsent, deadline }, actor, now }) {
    if (isAbsent) throw new Refusal('periods.refused.departmentAbsent');
    const newDueAt = endOfDay(wantedDueDay(deadline, days, now));
    const made = await tx.deadlineExtension.create({
      data: { departmentId, periodId, kind, reason, newDueAt, requestedById: actor.id, updatedAt: now, updatedById: actor.id },
      select: { id: true, rowVersion: true },
    });
    return { extensionId: made.id, rowVersion: made.rowVersion, dueOn: dayOf(newDueAt) };
  },
});

function assertExtends(deadline: Parameters<typeof extensionProblem>[0], { dueOn, lockOn }: { dueOn: Day; lockOn: Day }, now: Date) {
  const wanted = { dueAt: endOfDay(dueOn), lockAt: endOfDay(lockOn) };
  const problem = extensionProblem(deadline, wanted, now);
  const params = { dueOn: formatDay(dayOf(deadline.dueAt)), lockOn: formatDay(dayOf(deadline.lockAt)) };
  if (problem) throw new InvalidInput([{ path: problem.path, key: problem.key, params }]);
  return { newDueAt: wanted.dueAt, newLockAt: wanted.lockAt };
}

type Decision = { state: 'GRANTED' | 'REFUSED'; decisionReason: string | null; newDueAt?: Date; newLockAt?: Date };

async function decide(tx: Tx, where: { id: number; rowVersion: number }, decision: Decision, actor: Actor, now: Date) {
  return tx.deadlineExtension.update({
    where,
    data: { ...decision, decidedById: actor.id, decidedAt: now, ...changedBy({ actor, now }) },
    select: { id: true, state: true },
  });
}

/** Quyết định gia hạn: granted with new days, or refused with a reason. Of two people deciding at once the second is told. */
export const decideExtension = defineCommand({
  name: 'extension.decide',
  input: decideExtensionInput,
  permission: 'extension.decide',
  refusals,
  async load(tx, { extensionId }) {
    const extension = await tx.deadlineExtension.findUnique({
      where: { id: extensionId },
      select: { departmentId: true, periodId: true, kind: true, state: true },
    });
    const deadline = extension && (await deadlineOf(tx, extension));
    return extension && deadline && { departmentId: extension.departmentId, state: extension.state, deadline };
  },
  async run({ tx, input, before: { state, deadline }, actor, now }) {
    if (state !== 'REQUESTED') throw new Refusal('periods.refused.decided');
    const where = asSeen(input.extensionId, input.rowVersion);
    const decision: Decision =
      input.verdict === 'GRANTED'
        ? { state: 'GRANTED', decisionReason: input.reason || null, ...assertExtends(deadline, input, now) }
        : { state: 'REFUSED', decisionReason: input.reason };
    const decided = await decide(tx, where, decision, actor, now);
    return { extensionId: decided.id, state: decided.state };
  },
});

/**
 * Gia hạn by planning itself, with its reason; also after the lock, for a file that is being opened again.
 * A request of the department that waits is answered by it.
 */
export const grantExtension = defineCommand({
  name: 'extension.grant',
  input: grantExtensionInput,
  permission: 'extension.decide',
  refusals,
  load: loadPlace,
  async run({ tx, input: { departmentId, periodId, kind, reason, ...days }, before: { isAbsent, deadline }, actor, now }) {
    if (isAbsent) throw new Refusal('periods.refused.departmentAbsent');
    const moments = assertExtends(deadline, days, now);
    const waiting = await tx.deadlineExtension.findFirst({
      where: { departmentId, periodId, kind, state: 'REQUESTED' },
      select: { id: true, rowVersion: true },
    });
    if (waiting) {
      const decided = await decide(tx, waiting, { state: 'GRANTED', decisionReason: reason, ...moments }, actor, now);
      return { extensionId: decided.id };
    }
    const made = await tx.deadlineExtension.create({
      data: {
        ...{ departmentId, periodId, kind, reason, ...moments, state: 'GRANTED', requestedById: actor.id },
        ...{ decidedById: actor.id, decidedAt: now, decisionReason: reason, updatedAt: now, updatedById: actor.id },
      },
      select: { id: true },
    });
    return { extensionId: made.id };
  },
});
