import { aDepartment, anActor, anIndicator, aQuarter, asSystem, assign, freshDb } from '@tests/support/db';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Actor, SYSTEM } from '@/domain/actor';
import { annotateFigure, saveFigures } from '@/features/figures/commands';
import { approve, returnSubmission } from '@/features/review/commands';
import { inbox } from '@/features/review/queries/inbox';
import { addTask } from '@/features/tasks/commands';
import type { Db } from '@/server/db';
import { lockDue, reopen, saveSection, submit } from './commands';

let db: Db;
let departmentId: number;
let periodId: number;
let indicatorId: number;
let reporter: Actor;
let planning: Actor;
const now = new Date('2026-10-02T07:05:00Z');
const year = { next: 2030 };

beforeAll(async () => {
  db = await freshDb();
  planning = await anActor(db, 'PLANNING');
});

beforeEach(async () => {
  departmentId = (await aDepartment(db)).id;
  reporter = await anActor(db, 'REPORTER', departmentId);
  indicatorId = (await anIndicator(db)).id;
  periodId = (await aQuarter(db, year.next++, 3)).id;
  await assign(db, departmentId, [indicatorId]);
});

const place = () => ({ departmentId, periodId, kind: 'REPORT' as const });
const by = (actor: Actor, at = now) => ({ db, actor, now: at });
const type = (text: string, version = 0, actor = reporter) =>
  saveFigures.execute(by(actor), { departmentId, periodId, measure: 'ACTUAL', cells: [{ indicatorId, text, version }] });
const handIn = async () => {
  await type('88');
  return submit.execute(by(reporter), place());
};
const row = () => db.submission.findUniqueOrThrow({ where: { departmentId_periodId_kind: place() } });
const versionNow = async () => (await row()).rowVersion;
/** What a decision names: the file as it stands, and its latest round. */
const reviewed = async (submissionId: number) => {
  const { roundNo, sha256 } = await db.submissionRound.findFirstOrThrow({ where: { submissionId }, orderBy: { roundNo: 'desc' } });
  return { submissionId, version: await versionNow(), roundNo, sha256 };
};
const sendBack = async (submissionId: number, actor = planning) =>
  returnSubmission.execute(by(actor), {
    ...(await reviewed(submissionId)),
    reason: 'Kiểm tra lại',
    pins: [{ indicatorId, reason: 'Số phiếu đợt 2' }],
  });

describe('the road of a report', () => {
  it('is handed in, returned with a pin, corrected, handed in again, approved, and closed', async () => {
    const { submissionId } = await handIn();
    expect(await row()).toMatchObject({ state: 'SUBMITTED', step: 'PLANNING', roundNo: 1 });
    await expect(type('90', 1)).rejects.toThrow('figures.refused.closed');

    await sendBack(submissionId);
    expect(await row()).toMatchObject({ state: 'RETURNED', step: null });
    expect(await db.reviewPin.findFirst({ where: { review: { submissionId } } })).toMatchObject({
      indicatorId,
      reason: 'Số phiếu đợt 2',
      resolvedAt: null,
    });

    await type('91,6'.replace(',6', ''), 1);
    await submit.execute(by(reporter), place());
    expect(await db.reviewPin.count({ where: { review: { submissionId }, resolvedAt: null } })).toBe(0);

    await approve.execute(by(planning), await reviewed(submissionId));
    expect(await row()).toMatchObject({ state: 'APPROVED', roundNo: 2, decidedById: planning.id });
    await expect(type('95', 2)).rejects.toThrow('figures.refused.closed');
    const rounds = await db.submissionRound.findMany({ where: { submissionId }, orderBy: { roundNo: 'asc' } });
    expect(rounds.map(({ snapshot }) => snapshot)).toMatchObject([{ figures: [{ value: '88' }] }, { figures: [{ value: '91' }] }]);
  });

  it('cannot be handed in with a large change since last year that nobody explains', async () => {
    const watched = (await anIndicator(db, undefined, { softChangePct: 20 })).id;
    await assign(db, departmentId, [watched]);
    const before = periodId;
    periodId = (await aQuarter(db, year.next++, 3)).id;
    const put = (period: number, text: string, version = 0, remark = '') =>
      saveFigures.execute(by(reporter), {
        ...{ departmentId, periodId: period, measure: 'ACTUAL' as const },
        cells: [{ indicatorId: watched, text, version, remark }],
      });
    await put(before, '3003');
    await type('88');
    await put(periodId, '3724');
    await expect(submit.execute(by(reporter), place())).rejects.toMatchObject({
      problems: [{ path: `cell.${watched}`, key: 'submissions.refused.cellUnexplained', params: { percent: '+24,0' } }],
    });
    await annotateFigure.execute(by(reporter), {
      ...{ departmentId, periodId, measure: 'ACTUAL' as const, indicatorId: watched },
      ...{ remark: 'Thêm hai buồng khám từ tháng 8.', base: '' },
    });
    await submit.execute(by(reporter), place());
    expect(await inbox(planning)).toContainEqual(expect.objectContaining({ submissionId: (await row()).id, outliers: 1 }));
  });

  it('takes the remark that comes with a figure, and keeps it when none comes', async () => {
    await saveFigures.execute(by(reporter), {
      ...{ departmentId, periodId, measure: 'ACTUAL' },
      cells: [{ indicatorId, text: '88', version: 0, remark: 'Số sơ bộ.' }],
    });
    await type('89', 1);
    expect(await db.figure.findFirst({ where: { departmentId, periodId, indicatorId } })).toMatchObject({ remark: 'Số sơ bộ.' });
  });

  it('cannot be handed in with an empty or an unreadable required cell', async () => {
    await expect(submit.execute(by(reporter), place())).rejects.toMatchObject({
      problems: [{ path: `cell.${indicatorId}`, key: 'submissions.refused.cellEmpty' }],
    });
    await type('khoảng 20');
    await expect(submit.execute(by(reporter), place())).rejects.toMatchObject({
      problems: [{ key: 'submissions.refused.cellUnreadable' }],
    });
    expect(await db.submissionRound.count({ where: { submission: place() } })).toBe(0);
  });

  it('needs a reason pinned to something when returned', async () => {
    const { submissionId } = await handIn();
    const round = await reviewed(submissionId);
    await expect(returnSubmission.execute(by(planning), { ...round, reason: 'x', pins: [] })).rejects.toThrow('common.refused.invalid');
    await expect(returnSubmission.execute(by(planning), { ...round, reason: ' ', pins: [{ indicatorId, reason: 'y' }] })).rejects.toThrow(
      'common.refused.invalid',
    );
    await expect(
      returnSubmission.execute(by(planning), {
        ...round,
        reason: 'x',
        pins: [{ indicatorId, section: 'causes', reason: 'y' }],
      }),
    ).rejects.toMatchObject({ problems: [{ key: 'review.refused.pinTarget' }] });
  });

  it('lets one of two deciders win and tells the other', async () => {
    const { submissionId } = await handIn();
    const colleague = await anActor(db, 'PLANNING');
    const round = await reviewed(submissionId);
    const answers = await Promise.allSettled([
      approve.execute(by(planning), round),
      returnSubmission.execute(by(colleague), { ...round, reason: 'Xem lại', pins: [{ indicatorId, reason: 'Xem lại' }] }),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(answers.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { key: 'review.refused.decidedAlready' } });
    expect(await db.review.count({ where: { submissionId } })).toBe(1);
  });

  it('is handed in once when the button is pressed twice', async () => {
    await type('88');
    const idempotencyKey = crypto.randomUUID();
    const answers = await Promise.all([1, 2].map(() => submit.execute({ ...by(reporter), idempotencyKey }, place())));
    expect(answers[0]).toEqual(answers[1]);
    expect(await row()).toMatchObject({ roundNo: 1 });
  });

  it('opens again only with a reason, and only from a closed state', async () => {
    const { submissionId } = await handIn();
    await expect(reopen.execute(by(planning), { submissionId, version: await versionNow(), reason: 'Số liệu BHXH đổi' })).rejects.toThrow(
      'decidedAlready',
    );
    await approve.execute(by(planning), await reviewed(submissionId));
    await expect(reopen.execute(by(planning), { submissionId, version: await versionNow(), reason: '' })).rejects.toThrow(
      'common.refused.invalid',
    );
    await reopen.execute(by(planning), { submissionId, version: await versionNow(), reason: 'Số liệu BHXH đổi' });
    expect((await type('90', 1)).saved).toHaveLength(1);
  });

  it('is never approved by the person who handed it in', async () => {
    const both: Actor = { ...reporter, grants: [...reporter.grants, { role: 'PLANNING', departmentId: null }] };
    const { submissionId } = await handIn();
    await expect(approve.execute(by(both), await reviewed(submissionId))).rejects.toThrow('review.refused.fourEyes');
  });
});

describe('the calendar', () => {
  const quarter = (plan: string, lock: string) =>
    aQuarter(db, year.next++, 1, { report: { opensOn: '2026-03-20', dueOn: plan, lockOn: lock } });

  it('takes nothing before the period opens or after it is locked, but does when it is late', async () => {
    periodId = (await quarter('2026-04-05', '2026-04-20')).id;
    const at = (day: string) =>
      saveFigures.execute(by(reporter, new Date(`${day}T03:00:00Z`)), {
        departmentId,
        periodId,
        measure: 'ACTUAL',
        cells: [{ indicatorId, text: '1', version: 0 }],
      });
    await expect(at('2026-03-01')).rejects.toThrow('figures.refused.notOpen');
    expect((await at('2026-04-10')).saved).toHaveLength(1);
    await expect(at('2026-04-21')).rejects.toThrow('figures.refused.locked');
  });

  it('locks drafts and approved files at their lock date, and leaves to planning what waits or was returned', async () => {
    periodId = (await quarter('2026-04-05', '2026-04-20')).id;
    const early = { db, actor: reporter, now: new Date('2026-04-01T03:00:00Z') };
    await saveFigures.execute(early, { departmentId, periodId, measure: 'ACTUAL', cells: [{ indicatorId, text: '1', version: 0 }] });
    await lockDue.execute({ db, actor: SYSTEM, now: new Date('2026-04-20T16:00:00Z') }, {});
    expect(await row()).toMatchObject({ state: 'DRAFT' });
    await lockDue.execute({ db, actor: SYSTEM, now: new Date('2026-04-20T17:00:01Z') }, {});
    expect(await row()).toMatchObject({ state: 'LOCKED' });
    expect(await db.review.findFirst({ where: { submission: place() } })).toMatchObject({ verdict: 'LOCKED', byId: SYSTEM.id });
  });

  it('knows no department that did not exist in the period', async () => {
    const gone = await aDepartment(db, undefined, { dissolvedOn: '2020-01-01' });
    await assign(db, gone.id, [indicatorId]);
    await expect(
      saveFigures.execute(by(planning), {
        departmentId: gone.id,
        periodId,
        measure: 'ACTUAL',
        cells: [{ indicatorId, text: '1', version: 0 }],
      }),
    ).rejects.toThrow('figures.refused.departmentAbsent');
  });
});

describe('texts', () => {
  it('are saved against what the person saw', async () => {
    const save = (text: string, base: string) => saveSection.execute(by(reporter), { ...place(), section: 'limitations', text, base });
    expect(await save('Thiếu bác sĩ', '')).toEqual({ saved: true, text: 'Thiếu bác sĩ' });
    expect(await save('Thiếu 2 bác sĩ', 'Thiếu bác sĩ')).toEqual({ saved: true, text: 'Thiếu 2 bác sĩ' });
    expect(await save('Khác', 'Thiếu bác sĩ')).toEqual({ saved: false, text: 'Thiếu 2 bác sĩ' });
    expect(await save('Thiếu 2 bác sĩ', 'Thiếu bác sĩ')).toEqual({ saved: true, text: 'Thiếu 2 bác sĩ' });
  });
});

describe('a hand-in that is under way', () => {
  /** Begins some work while the file is being handed in by somebody else, whose transaction then commits. */
  const during = async (work: () => Promise<unknown>) => {
    await type('88');
    const { id } = await row();
    let begun: Promise<unknown> = Promise.resolve();
    await asSystem(db, async (tx) => {
      await tx.submission.update({
        where: { id },
        data: {
          state: 'SUBMITTED',
          step: 'PLANNING',
          roundNo: 1,
          submittedById: reporter.id,
          submittedAt: now,
          rowVersion: { increment: 1 },
        },
      });
      begun = work().then(
        () => 'went through',
        (error: Error) => error.message,
      );
      await new Promise((resolve) => setTimeout(resolve, 300));
    });
    return begun;
  };

  it('lets nobody hand in the same round again', async () => {
    const head = await anActor(db, 'DEPARTMENT_HEAD', departmentId);
    expect(await during(() => submit.execute(by(head), place()))).toBe('figures.refused.closed');
    expect(await row()).toMatchObject({ roundNo: 1, submittedById: reporter.id });
  });

  it('lets no text change after what was frozen', async () => {
    expect(await during(() => saveSection.execute(by(reporter), { ...place(), section: 'causes', text: 'Thiếu người', base: '' }))).toBe(
      'figures.refused.closed',
    );
    expect(await row()).toMatchObject({ causes: null });
  });

  it('lets no task in after what was frozen', async () => {
    const { id: areaId } = await db.area.findFirstOrThrow();
    const task = { departmentId, periodId, areaId, title: 'Tập huấn', dueOn: `${year.next - 1}-09-30`, isUnplanned: 'on' as const };
    expect(await during(() => addTask.execute(by(reporter), task))).toBe('figures.refused.closed');
    expect(await db.task.count({ where: { leadDepartmentId: departmentId } })).toBe(0);
  });
});

describe('a pin', () => {
  it('stands at something that the file itself holds', async () => {
    const { submissionId } = await handIn();
    const foreign = await anIndicator(db);
    const other = await aDepartment(db);
    const { id: areaId } = await db.area.findFirstOrThrow();
    const task = { departmentId: other.id, periodId, areaId, title: 'Tập huấn', dueOn: `${year.next - 1}-09-30` };
    const { id: taskId } = await addTask.execute(by(planning), task);
    const pinned = async (pin: { indicatorId?: number; taskId?: number }) =>
      returnSubmission.execute(by(planning), {
        ...(await reviewed(submissionId)),
        reason: 'Kiểm tra lại',
        pins: [
          { section: 'causes', reason: 'Chưa rõ' },
          { ...pin, reason: 'Sai' },
        ],
      });
    for (const pin of [{ indicatorId: foreign.id }, { taskId }, { indicatorId: 2_000_000_000 }])
      await expect(pinned(pin)).rejects.toMatchObject({ problems: [{ path: 'pins.1', key: 'common.field.notAChoice' }] });
    expect(await row()).toMatchObject({ state: 'SUBMITTED' });
    await pinned({ indicatorId });
    expect(await row()).toMatchObject({ state: 'RETURNED' });
  });
});
