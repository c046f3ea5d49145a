import { aDepartment, anActor, anIndicator, aQuarter, asSystem, assign, freshDb } from '@tests/support/db';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Actor, SYSTEM } from '@/domain/actor';
import { toColumn } from '@/domain/date';
import { closeAccount } from '@/features/accounts/commands';
import { saveFigures } from '@/features/figures/commands';
import { approve, returnSubmission } from '@/features/review/commands';
import { submit, withdraw } from '@/features/submissions/commands';
import { addTask } from '@/features/tasks/commands';
import type { Db } from '@/server/db';
import { markAllRead, markRead, nudge, resendMail, sendDue } from './commands';
import { owedTasks, ownReminders, unreadCount } from './queries';

let db: Db;
let planning: Actor;
let reporter: Actor;
let head: Actor;
let departmentId: number;
let periodId: number;
let indicatorId: number;
let year = 2030;

beforeAll(async () => {
  db = await freshDb();
  planning = await anActor(db, 'PLANNING');
});

/** Each test has a year of its own: its Quý III, reports due Tuesday 5 October or what day it is, locked on the 20th. */
beforeEach(async () => {
  year += 1;
  departmentId = (await aDepartment(db)).id;
  [reporter, head] = [await anActor(db, 'REPORTER', departmentId), await anActor(db, 'DEPARTMENT_HEAD', departmentId)];
  indicatorId = (await anIndicator(db)).id;
  const report = { opensOn: `${year}-09-01`, dueOn: `${year}-10-05`, lockOn: `${year}-10-20` };
  const plan = { opensOn: `${year}-04-01`, dueOn: `${year}-04-05`, lockOn: `${year}-04-06` };
  periodId = (await aQuarter(db, year, 3, { plan, report })).id;
  await assign(db, departmentId, [indicatorId]);
});

const at = (day: string, time = '09:00') => new Date(`${year}-${day}T${time}:00+07:00`);
const by = (actor: Actor, day: string, time?: string) => ({ db, actor, now: at(day, time) });
const clock = (day: string, time?: string) => sendDue.execute(by(SYSTEM, day, time), {});
const mine = async (actor: Actor) => (await ownReminders(actor, { page: 1, only: null })).rows.map(({ kind, facts }) => ({ kind, facts }));
const kinds = async (actor: Actor) => (await mine(actor)).map(({ kind }) => kind);
const file = () => `${departmentId}/${periodId}/REPORT`;
const place = () => ({ departmentId, periodId, kind: 'REPORT' as const });

async function handIn(day: string, version = 0) {
  await saveFigures.execute(by(reporter, day), {
    departmentId,
    periodId,
    measure: 'ACTUAL',
    cells: [{ indicatorId, text: '12', version }],
  });
  return submit.execute(by(reporter, day), place());
}
/** The round that a reviewer would be looking at. */
const shown = async (submissionId: number) => {
  const { rowVersion, roundNo, rounds } = await db.submission.findUniqueOrThrow({
    where: { id: submissionId },
    include: { rounds: { orderBy: { roundNo: 'desc' }, take: 1 } },
  });
  return { submissionId, version: rowVersion, roundNo, sha256: rounds[0]?.sha256 ?? '' };
};

describe('the clock', () => {
  it('reminds before seven of nothing, and after it once, however often it strikes', async () => {
    await clock('10-05', '06:30');
    expect(await kinds(reporter)).not.toContain('ON_DUE');
    await clock('10-05', '07:00');
    await Promise.all([clock('10-05', '07:10'), clock('10-05', '07:10'), clock('10-05', '07:10')]);
    await clock('10-05', '18:00');
    expect((await mine(reporter)).filter(({ kind }) => kind !== 'BEFORE_DUE')).toEqual([
      {
        kind: 'ON_DUE',
        facts: expect.objectContaining({ about: 'FILE', file: 'REPORT', year, quarter: 3, dueOn: `${year}-10-05`, days: 0 }),
      },
    ]);
    expect(await kinds(head)).toEqual([]);
  });

  it('is silent once the file is in, and what it had said is read', async () => {
    await clock('10-05');
    expect(await unreadCount(reporter)).toBe(1);
    await handIn('10-05');
    await clock('10-05', '10:00');
    expect(await unreadCount(reporter)).toBe(0);
    await clock('10-06');
    expect(await kinds(reporter)).toEqual(['ON_DUE']);
  });

  it('tells the author of a return at once, with the round of it', async () => {
    const { submissionId } = await handIn('10-02');
    const pins = [{ indicatorId, reason: 'Số phiếu đợt 2' }];
    const sendBack = async (day: string, time: string) =>
      returnSubmission.execute(by(planning, day, time), {
        ...(await shown(submissionId)),
        reason: 'Kiểm tra lại',
        pins,
      });
    await sendBack('10-03', '10:00');
    await clock('10-03', '10:10');
    expect(await kinds(reporter)).toEqual(['RETURNED']);
    await handIn('10-03', 1);
    await sendBack('10-03', '15:00');
    await clock('10-03', '15:10');
    expect(await kinds(reporter)).toEqual(['RETURNED', 'RETURNED']);
    await handIn('10-03', 2);
    await approve.execute(by(planning, '10-04'), await shown(submissionId));
    await clock('10-08');
    expect(await kinds(reporter)).toEqual(['RETURNED', 'RETURNED']);
  });

  it('says nothing more to a head who has decided, whatever waits elsewhere', async () => {
    await asSystem(db, (tx) =>
      tx.setting.upsert({
        where: { key_validFrom: { key: 'review', validFrom: toColumn('2020-01-01') } },
        create: { key: 'review', validFrom: toColumn('2020-01-01'), value: { head: true, director: false } },
        update: { value: { head: true, director: false } },
      }),
    );
    const { submissionId } = await handIn('09-20');
    // three days on, or the working day after
    for (const day of ['09-23', '09-24', '09-25']) await clock(day);
    expect(await kinds(head)).toEqual(['REVIEW_WAITING']);
    expect(await unreadCount(head)).toBe(1);
    await approve.execute(by(head, '09-25', '10:00'), await shown(submissionId));
    await clock('09-25', '10:10');
    // planning still has it to decide
    expect(await db.submission.findUniqueOrThrow({ where: { id: submissionId } })).toMatchObject({ state: 'SUBMITTED', step: 'PLANNING' });
    expect(await unreadCount(head)).toBe(0);
    await asSystem(db, (tx) => tx.setting.updateMany({ where: { key: 'review' }, data: { value: { head: false, director: false } } }));
  });

  it('goes on asking for a file that came back and was handed in and taken back since, and tells of the return once', async () => {
    const { submissionId } = await handIn('10-01');
    const pins = [{ indicatorId, reason: 'Số phiếu đợt 2' }];
    await returnSubmission.execute(by(planning, '10-02', '10:00'), { ...(await shown(submissionId)), reason: 'Kiểm tra lại', pins });
    await clock('10-02', '10:10');
    await handIn('10-02', 1);
    const { version } = await shown(submissionId);
    await withdraw.execute(by(reporter, '10-02', '15:00'), { submissionId, version });
    await clock('10-02', '15:10');
    expect(await kinds(reporter)).toEqual(['RETURNED']);
    await clock('10-05', '15:10');
    expect(await kinds(reporter)).toEqual(['RETURNED', 'RETURNED']);
  });

  it('asks for a task that is due after its quarter, though the quarter’s report is in; and within an extension', async () => {
    const { id: areaId } = await db.area.findFirstOrThrow();
    const add = (title: string, dueOn: string) =>
      addTask.execute(by(reporter, '09-10'), { departmentId, periodId, areaId, title, dueOn: `${year}-${dueOn}`, isUnplanned: 'on' });
    await add('Kéo dài', '11-30');
    await add('Trong quý', '09-28');
    const owed = async (day: string) =>
      (await owedTasks(db, `${year}-09-01`, `${year}-12-31`, at(day))).flatMap(({ titles, departmentId: of }) =>
        of === departmentId ? titles : [],
      );
    expect(await owed('10-10')).toEqual(['Trong quý', 'Kéo dài']);
    // past the lock of all others, within this department's own
    await asSystem(db, (tx) =>
      tx.deadlineExtension.create({
        data: {
          ...{ departmentId, periodId, kind: 'REPORT', state: 'GRANTED', reason: 'Thiếu người', requestedById: reporter.id },
          ...{ decidedById: planning.id, decidedAt: at('10-15'), newDueAt: at('10-28'), newLockAt: at('10-30') },
        },
      }),
    );
    expect(await owed('10-24')).toEqual(['Trong quý', 'Kéo dài']);
    const { submissionId } = await handIn('10-26');
    // while it is read nothing can be said of either
    expect(await owed('10-26')).toEqual([]);
    await approve.execute(by(planning, '10-27'), await shown(submissionId));
    expect(await owed('11-28')).toEqual(['Kéo dài']);
  });

  it('is nobody’s to strike but the system’s', async () => {
    await expect(sendDue.execute(by(planning, '10-05'), {})).rejects.toThrow('notFound');
  });

  it('keeps no letter for who has no address, and one for who has', async () => {
    await asSystem(db, (tx) => tx.account.update({ where: { id: reporter.id }, data: { email: 'hien@benhvien.example' } }));
    for (const day of ['10-08', '10-10']) await clock(day);
    const states = await db.reminder.findMany({
      where: { accountId: { in: [reporter.id, head.id] }, kind: { not: 'DIGEST' } },
      select: { accountId: true, emailState: true },
    });
    expect(states.filter(({ accountId }) => accountId === reporter.id).map(({ emailState }) => emailState)).toEqual(['PENDING']);
    expect(states.filter(({ accountId }) => accountId === head.id).map(({ emailState }) => emailState)).toEqual(['SKIPPED']);
  });
});

describe('Nhắc ngay', () => {
  const remind = (day: string, word = '', files = [file()]) => nudge.execute(by(planning, day), { files, word });

  it('reaches reporter and head with the word, once a day', async () => {
    expect(await remind('10-01', 'Ban Giám đốc họp giao ban sáng thứ Sáu.')).toEqual({ people: 2, reminders: 2 });
    expect(await mine(head)).toEqual([
      {
        kind: 'CUSTOM',
        facts: expect.objectContaining({ by: planning.displayName, word: 'Ban Giám đốc họp giao ban sáng thứ Sáu.', days: 4 }),
      },
    ]);
    await expect(remind('10-01')).rejects.toThrow('reminders.refused.nudgedToday');
    expect(await remind('10-02')).toEqual({ people: 2, reminders: 2 });
  });

  it('of many at once leaves out those who were reminded today, and what is handed in', async () => {
    const other = await aDepartment(db);
    await assign(db, other.id, [indicatorId]);
    const theirs = await anActor(db, 'REPORTER', other.id);
    await remind('10-01');
    expect(await remind('10-01', '', [file(), `${other.id}/${periodId}/REPORT`])).toEqual({ people: 1, reminders: 1 });
    expect(await kinds(theirs)).toEqual(['CUSTOM']);
    await handIn('10-02');
    await expect(remind('10-02')).rejects.toThrow('reminders.refused.nothingOpen');
  });

  it('by two planners at the same moment is one reminder', async () => {
    const other = await anActor(db, 'PLANNING');
    const both = await Promise.allSettled([remind('10-01'), nudge.execute(by(other, '10-01'), { files: [file()], word: '' })]);
    expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await kinds(reporter)).toEqual(['CUSTOM']);
  });

  it('is refused before entry begins, after the lock, without anybody to remind, and of what is no file', async () => {
    await expect(remind('08-01')).rejects.toThrow('reminders.refused.nothingOpen');
    await expect(remind('10-25')).rejects.toThrow('reminders.refused.nothingOpen');
    await expect(remind('10-01', '', ['1/2/OTHER'])).rejects.toThrow('common.refused.invalid');
    await expect(remind('10-01', '', [])).rejects.toThrow('common.refused.invalid');
    const admin = await anActor(db, 'ADMIN');
    for (const accountId of [reporter.id, head.id]) await closeAccount.execute(by(admin, '09-30'), { accountId, version: 1 });
    await expect(remind('10-01')).rejects.toThrow('reminders.refused.nobody');
  });

  it('is the planning office’s', async () => {
    await expect(nudge.execute(by(head, '10-01'), { files: [file()], word: '' })).rejects.toThrow('notFound');
  });
});

describe('reading', () => {
  it('is each person’s own', async () => {
    await clock('10-05');
    const [row] = (await ownReminders(reporter, { page: 1, only: 'unread' })).rows;
    const reminderId = row?.id ?? 0;
    await expect(markRead.execute(by(head, '10-05'), { reminderId })).rejects.toThrow('notFound');
    expect(await markRead.execute(by(reporter, '10-05'), { reminderId })).toEqual({ marked: 1 });
    expect(await markRead.execute(by(reporter, '10-05'), { reminderId })).toEqual({ marked: 0 });
    expect(await unreadCount(reporter)).toBe(0);
  });

  it('all at once leaves other people’s as they are', async () => {
    await clock('10-10');
    await nudge.execute(by(planning, '10-10'), { files: [file()], word: '' });
    const theirs = await unreadCount(reporter);
    expect(await unreadCount(head)).toBe(2);
    expect(await markAllRead.execute(by(head, '10-08'), {})).toEqual({ marked: 2 });
    expect(await unreadCount(head)).toBe(0);
    expect(theirs).toBeGreaterThan(0);
    expect(await unreadCount(reporter)).toBe(theirs);
  });
});

it('nothing to send again is told', async () => {
  const admin = await anActor(db, 'ADMIN');
  await expect(resendMail.execute(by(admin, '10-05'), {})).rejects.toThrow('reminders.refused.nothingToSend');
  await expect(resendMail.execute(by(admin, '10-05'), { reminderId: 999_999 })).rejects.toThrow('notFound');
});

it('a reminder of an older program is still shown', async () => {
  await asSystem(db, (tx) =>
    tx.reminder.create({
      data: {
        kind: 'MENTION',
        subjectType: 'TASK',
        subjectKey: '1',
        accountId: reporter.id,
        dueOn: toColumn('2026-10-05'),
        facts: { old: 1 },
      },
    }),
  );
  expect(await mine(reporter)).toEqual([{ kind: 'MENTION', facts: null }]);
});
