import { aDepartment, anActor, anIndicator, aQuarter, asSystem, assign, freshDb } from '@tests/support/db';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Actor } from '@/domain/actor';
import { annotateFigure, saveFigures } from '@/features/figures/commands';
import { submit, withdraw } from '@/features/submissions/commands';
import { screenOf } from '@/features/submissions/queries/file';
import type { Db } from '@/server/db';
import { approve, returnSubmission } from './commands';
import { hasInbox, inbox, waitingCount } from './queries/inbox';
import { comparedRounds } from './queries/rounds';

let db: Db;
let departmentId: number;
let periodId: number;
let quarterYear = 2030;
let indicatorId: number;
let head: Actor;
let reporter: Actor;
let planning: Actor;
let director: Actor;
const now = new Date('2026-10-05T07:05:00Z');

beforeAll(async () => {
  db = await freshDb();
  [planning, director] = [await anActor(db, 'PLANNING'), await anActor(db, 'DIRECTOR')];
});

beforeEach(async () => {
  departmentId = (await aDepartment(db)).id;
  [reporter, head] = [await anActor(db, 'REPORTER', departmentId), await anActor(db, 'DEPARTMENT_HEAD', departmentId)];
  indicatorId = (await anIndicator(db)).id;
  periodId = (await aQuarter(db, ++quarterYear, 3)).id;
  await assign(db, departmentId, [indicatorId]);
  await steps({});
});

/** The review settings as they hold from the first day on. */
const steps = ({ head = false, director = false }) =>
  asSystem(db, (tx) =>
    tx.setting.upsert({
      where: { key_validFrom: { key: 'review', validFrom: new Date('2020-01-01') } },
      create: { key: 'review', validFrom: new Date('2020-01-01'), value: { head, director } },
      update: { value: { head, director } },
    }),
  );
const by = (actor: Actor, at = now) => ({ db, actor, now: at });
const place = () => ({ departmentId, periodId, kind: 'REPORT' as const });
const type = async (text: string) => {
  const known = await db.figure.findFirst({ where: { departmentId, periodId, indicatorId } });
  const cells = [{ indicatorId, text, version: known?.rowVersion ?? 0 }];
  return saveFigures.execute(by(reporter), { departmentId, periodId, measure: 'ACTUAL', cells });
};
const row = () => db.submission.findUniqueOrThrow({ where: { departmentId_periodId_kind: place() } });
const handIn = async (text = '88', actor = reporter) => {
  await type(text);
  return submit.execute(by(actor), place());
};
/** What a decision names, as the page shows it now. */
const shown = async () => {
  const { id, rowVersion, roundNo } = await row();
  const { sha256 } = await db.submissionRound.findUniqueOrThrow({ where: { submissionId_roundNo: { submissionId: id, roundNo } } });
  return { submissionId: id, version: rowVersion, roundNo, sha256 };
};
const pins = () => [{ indicatorId, reason: 'Số phiếu đợt 2' }];
const approveAs = async (actor: Actor) => approve.execute(by(actor), await shown());
const returnAs = async (actor: Actor) => returnSubmission.execute(by(actor), { ...(await shown()), reason: 'Kiểm tra lại', pins: pins() });
const withdrawAs = async (actor: Actor) => {
  const { submissionId, version } = await shown();
  return withdraw.execute(by(actor), { submissionId, version });
};
const verdicts = async () =>
  (await db.review.findMany({ where: { submission: place() }, orderBy: { id: 'asc' } })).map(({ step, verdict }) => `${step} ${verdict}`);

describe('the road of a file', () => {
  it('leads to planning alone while no other step is switched on', async () => {
    expect(await handIn()).toMatchObject({ steps: ['PLANNING'], skips: [] });
    await expect(approveAs(head)).rejects.toThrow('review.refused.waitsForPlanning');
    await expect(approveAs(director)).rejects.toThrow('review.refused.waitsForPlanning');
    expect(await approveAs(planning)).toMatchObject({ next: null });
    expect(await row()).toMatchObject({ state: 'APPROVED', step: null, decidedById: planning.id });
  });

  it('passes the head, planning and the director in turn', async () => {
    await steps({ head: true, director: true });
    expect(await handIn()).toMatchObject({ steps: ['HEAD', 'PLANNING', 'DIRECTOR'] });
    await expect(approveAs(planning)).rejects.toThrow('review.refused.waitsForHead');
    expect(await approveAs(head)).toMatchObject({ next: 'PLANNING' });
    expect(await row()).toMatchObject({ state: 'SUBMITTED', step: 'PLANNING', decidedById: null });
    await expect(approveAs(head)).rejects.toThrow('review.refused.waitsForPlanning');
    expect(await approveAs(planning)).toMatchObject({ next: 'DIRECTOR' });
    await expect(approveAs(planning)).rejects.toThrow('review.refused.waitsForDirector');
    expect(await approveAs(director)).toMatchObject({ next: null });
    expect(await row()).toMatchObject({ state: 'APPROVED', decidedById: director.id });
    expect(await verdicts()).toEqual(['HEAD APPROVED', 'PLANNING APPROVED', 'DIRECTOR APPROVED']);
  });

  it.each(['HEAD', 'PLANNING', 'DIRECTOR'] as const)('goes back to the department from the step %s, and begins again', async (step) => {
    await steps({ head: true, director: true });
    await handIn();
    if (step !== 'HEAD') await approveAs(head);
    if (step === 'DIRECTOR') await approveAs(planning);
    await returnAs({ HEAD: head, PLANNING: planning, DIRECTOR: director }[step]);
    expect(await row()).toMatchObject({ state: 'RETURNED', step: null });
    expect(await db.review.findFirst({ where: { submission: place(), verdict: 'RETURNED' } })).toMatchObject({ step, roundNo: 1 });
    await handIn('91');
    expect(await row()).toMatchObject({ state: 'SUBMITTED', step: 'HEAD', roundNo: 2 });
  });

  it("skips the head's step when the head hands in, and says so", async () => {
    await steps({ head: true });
    expect(await handIn('88', head)).toMatchObject({ steps: ['PLANNING'], skips: ['HEAD_SUBMITS'] });
    expect(await db.submissionRound.findFirst({ where: { submission: place() } })).toMatchObject({ skips: ['HEAD_SUBMITS'] });
  });

  it('skips a step that nobody but the submitter could decide', async () => {
    await steps({ head: true });
    const close = (id: number) =>
      asSystem(db, (tx) => tx.roleGrant.updateMany({ where: { accountId: id }, data: { validTo: new Date('2026-10-05') } }));
    await close(head.id);
    expect(await handIn()).toMatchObject({ steps: ['PLANNING'], skips: ['NO_HEAD'] });
    await returnAs(planning);
    const deputy = await anActor(db, 'DEPARTMENT_HEAD', departmentId);
    await asSystem(db, (tx) => tx.account.update({ where: { id: deputy.id }, data: { state: 'CLOSED' } }));
    expect(await handIn('90')).toMatchObject({ skips: ['NO_HEAD'] });
    await returnAs(planning);
    await anActor(db, 'DEPARTMENT_HEAD', departmentId);
    expect(await handIn('91')).toMatchObject({ steps: ['HEAD', 'PLANNING'], skips: [] });
  });

  it('is fixed when the file is handed in: switching a step strands nothing', async () => {
    await steps({ head: true });
    await handIn();
    await steps({});
    expect(await approveAs(head)).toMatchObject({ next: 'PLANNING' });
    expect(await approveAs(planning)).toMatchObject({ next: null });
    periodId = (await aQuarter(db, ++quarterYear, 3)).id;
    await handIn();
    await steps({ director: true });
    expect(await approveAs(planning)).toMatchObject({ next: null });
    expect(await row()).toMatchObject({ state: 'APPROVED' });
  });
});

describe('four eyes', () => {
  const withRole = (actor: Actor, role: 'PLANNING' | 'DIRECTOR'): Actor => ({
    ...actor,
    grants: [...actor.grants, { role, departmentId: null }],
  });

  it('hold at every step, for returning too', async () => {
    await steps({ head: true, director: true });
    const reporterAndHead: Actor = { ...reporter, grants: [...reporter.grants, { role: 'DEPARTMENT_HEAD', departmentId }] };
    await handIn();
    await expect(approveAs(reporterAndHead)).rejects.toThrow('review.refused.fourEyes');
    await approveAs(head);
    await expect(approveAs(withRole(reporter, 'PLANNING'))).rejects.toThrow('review.refused.fourEyes');
    await expect(returnAs(withRole(reporter, 'PLANNING'))).rejects.toThrow('review.refused.fourEyes');
    await approveAs(planning);
    await expect(approveAs(withRole(reporter, 'DIRECTOR'))).rejects.toThrow('review.refused.fourEyes');
    await approveAs(director);
    expect(await row()).toMatchObject({ state: 'APPROVED' });
  });

  it('are two people at two steps that follow each other', async () => {
    await steps({ head: true });
    const both: Actor = { ...head, grants: [...head.grants, { role: 'PLANNING', departmentId: null }] };
    await handIn();
    const { id: submissionId } = await row();
    expect((await inbox(both)).find((file) => file.submissionId === submissionId)).toMatchObject({ step: 'HEAD', isSecond: false });
    await approveAs(both);
    await expect(approveAs(both)).rejects.toThrow('review.refused.twoSteps');
    expect((await inbox(both)).find((file) => file.submissionId === submissionId)).toMatchObject({ step: 'PLANNING', isSecond: true });
    expect((await inbox(planning)).find((file) => file.submissionId === submissionId)).toMatchObject({ isSecond: false });
    // past the command the database says the same
    await expect(
      asSystem(db, (tx) =>
        tx.review.create({ data: { submissionId, roundNo: 1, step: 'PLANNING', verdict: 'APPROVED', byId: both.id, at: now } }),
      ),
    ).rejects.toThrow(/review_two_steps/);
    await returnAs(both);
    await handIn('90');
    await approveAs(both);
    await approveAs(planning);
    expect(await row()).toMatchObject({ state: 'APPROVED' });
    expect(await db.review.count({ where: { submissionId, isAlone: true } })).toBe(0);
  });

  it('are one person where nobody else could decide, and the decision says so', async () => {
    await steps({ head: true });
    const both: Actor = { ...head, grants: [...head.grants, { role: 'PLANNING', departmentId: null }] };
    const staff = await db.roleGrant.findMany({ where: { role: 'PLANNING', validTo: null }, select: { id: true } });
    const end = (validTo: Date | null) =>
      asSystem(db, (tx) => tx.roleGrant.updateMany({ where: { id: { in: staff.map(({ id }) => id) } }, data: { validTo } }));
    await handIn();
    await approveAs(both);
    await end(new Date('2026-10-05'));
    expect(await approveAs(both)).toMatchObject({ next: null });
    await end(null);
    const { id: submissionId } = await row();
    expect(await db.review.findMany({ where: { submissionId }, orderBy: { id: 'asc' } })).toMatchObject([
      { step: 'HEAD', isAlone: false },
      { step: 'PLANNING', isAlone: true },
    ]);
  });

  it("is a head's only at home", async () => {
    await steps({ head: true });
    const foreign = await anActor(db, 'DEPARTMENT_HEAD', (await aDepartment(db)).id);
    await handIn();
    await expect(approveAs(foreign)).rejects.toThrow('common.refused.notFound');
  });
});

describe('what is decided about', () => {
  it('is the round that was read, by number, hash and version', async () => {
    await handIn();
    const read = await shown();
    await expect(approve.execute(by(planning), { ...read, roundNo: 2 })).rejects.toThrow('review.refused.decidedAlready');
    await expect(approve.execute(by(planning), { ...read, sha256: '0'.repeat(64) })).rejects.toThrow('review.refused.decidedAlready');
    await expect(approve.execute(by(planning), { ...read, version: read.version + 1 })).rejects.toThrow('review.refused.decidedAlready');
    await expect(approve.execute(by(planning), { ...read, sha256: 'a1b2c3' })).rejects.toThrow('common.refused.invalid');
    await withdrawAs(reporter);
    await handIn('91');
    // the tab still shows round 1
    await expect(approve.execute(by(planning), read)).rejects.toThrow('review.refused.decidedAlready');
    await expect(returnSubmission.execute(by(planning), { ...read, reason: 'x', pins: pins() })).rejects.toThrow('decidedAlready');
    expect(await row()).toMatchObject({ state: 'SUBMITTED', roundNo: 2 });
  });

  it('is what the reviewer is shown, whatever was done to the live rows', async () => {
    const { submissionId, sha256 } = await handIn('88');
    const screen = () => screenOf(planning, code, { year: quarterYear, quarter: 3 }, 'REPORT', now);
    const { code } = await db.department.findUniqueOrThrow({ where: { id: departmentId } });
    const live = await screen();
    expect(live).toMatchObject({ isIntact: true, lines: [{ actual: { value: '88' } }] });
    // no command does this: past the guards, by leaving the state and coming back to it
    await asSystem(db, async (tx) => {
      await tx.submission.update({ where: { id: submissionId }, data: { state: 'RETURNED', step: null, strengths: 'Sau khi nộp' } });
      await tx.figure.updateMany({ where: { departmentId, periodId, indicatorId }, data: { value: 99, remark: 'Sau khi nộp' } });
      await tx.submission.update({ where: { id: submissionId }, data: { state: 'SUBMITTED', step: 'PLANNING' } });
    });
    expect(await screen()).toMatchObject({
      detail: { sections: { strengths: null } },
      lines: [{ actual: { value: '88', text: '88', remark: null } }],
    });
    expect(await comparedRounds(planning, departmentId, submissionId, { from: undefined, to: undefined })).toMatchObject({
      from: null,
      to: {
        roundNo: 1,
        sha256,
        isIntact: true,
        snapshot: { figures: [{ indicatorId, value: '88', remark: null, by: reporter.displayName }] },
      },
    });
  });

  it('keeps remarks and marks of every round', async () => {
    const { submissionId } = await handIn('88');
    await returnAs(planning);
    const cell = { departmentId, periodId, measure: 'ACTUAL' as const, indicatorId };
    await annotateFigure.execute(by(reporter), { ...cell, remark: 'Thêm hai buồng khám.', base: '' });
    await handIn('91');
    const rounds = await comparedRounds(planning, departmentId, submissionId, { from: undefined, to: undefined });
    expect(rounds).toMatchObject({
      from: { roundNo: 1, isIntact: true, snapshot: { figures: [{ value: '88', remark: null }] } },
      to: { roundNo: 2, isIntact: true, snapshot: { figures: [{ value: '91', remark: 'Thêm hai buồng khám.' }] } },
    });
    expect(await comparedRounds(planning, departmentId, submissionId, { from: 0, to: 1 })).toMatchObject({
      from: null,
      to: { roundNo: 1 },
    });
    expect(await comparedRounds(planning, departmentId, submissionId, { from: 2, to: 1 })).toMatchObject({
      from: { roundNo: 2 },
      to: { roundNo: 1 },
    });
    const stranger = await anActor(db, 'REPORTER', (await aDepartment(db)).id);
    expect(await comparedRounds(stranger, departmentId, submissionId, { from: undefined, to: undefined })).toBeNull();
  });

  it('of a round from before remarks were kept is still read and still has its seal', async () => {
    const { submissionId } = await handIn('88');
    await returnAs(planning);
    await asSystem(db, async (tx) => {
      const old = {
        figures: [{ indicatorId, code: 'A', name: 'A', unit: 'lượt', decimals: 0, value: '70' }],
        tasks: [],
        sections: { causes: null },
      };
      const { canonicalJson } = await import('@/features/submissions/rules');
      const { createHash } = await import('node:crypto');
      const sealed = createHash('sha256').update(canonicalJson(old)).digest('hex');
      await tx.submissionRound.create({
        data: { submissionId, roundNo: 7, snapshot: old, sha256: sealed, submittedById: reporter.id, submittedAt: now },
      });
      await tx.submissionRound.create({
        data: { submissionId, roundNo: 8, snapshot: old, sha256: '0'.repeat(64), submittedById: reporter.id, submittedAt: now },
      });
    });
    expect(await comparedRounds(planning, departmentId, submissionId, { from: 8, to: 7 })).toMatchObject({
      from: { isIntact: false },
      to: { isIntact: true, snapshot: { figures: [{ value: '70' }] } },
    });
  });
});

describe('taking back', () => {
  it('is the submitter’s while nobody has decided, and begins a new round', async () => {
    await handIn();
    await expect(withdrawAs(head)).rejects.toThrow('submissions.refused.withdrawOwn');
    expect(await withdrawAs(reporter)).toMatchObject({ state: 'DRAFT' });
    expect(await verdicts()).toEqual(['PLANNING WITHDRAWN']);
    expect(await handIn('91')).toMatchObject({ roundNo: 2 });
    expect(await approveAs(planning)).toMatchObject({ next: null });
  });

  it('is over once somebody has approved', async () => {
    await steps({ head: true });
    await handIn();
    await approveAs(head);
    await expect(withdrawAs(reporter)).rejects.toThrow('submissions.refused.withdrawDecided');
    expect(await row()).toMatchObject({ state: 'SUBMITTED', step: 'PLANNING' });
    await returnAs(planning);
    await expect(withdrawAs(reporter)).rejects.toThrow('review.refused.decidedAlready');
  });

  it('of a corrected file opens its pins again', async () => {
    await handIn();
    await returnAs(planning);
    await handIn('91');
    expect(await db.reviewPin.count({ where: { review: { submission: place() }, resolvedAt: null } })).toBe(0);
    expect(await withdrawAs(reporter)).toMatchObject({ state: 'RETURNED' });
    expect(await db.reviewPin.count({ where: { review: { submission: place() }, resolvedAt: null } })).toBe(1);
    await handIn('92');
    expect(await withdrawAs(reporter)).toMatchObject({ state: 'RETURNED' });
  });

  it('is refused when the calendar would not let it come in again', async () => {
    periodId = (await aQuarter(db, ++quarterYear, 1, { report: { opensOn: '2026-03-20', dueOn: '2026-10-05', lockOn: '2026-10-06' } })).id;
    await handIn();
    const { submissionId, version } = await shown();
    const late = withdraw.execute(by(reporter, new Date('2026-10-08T01:00:00Z')), { submissionId, version });
    await expect(late).rejects.toThrow('submissions.refused.withdrawLocked');
  });
});

describe('two at once', () => {
  const settled = (answers: PromiseSettledResult<unknown>[]) => answers.map(({ status }) => status).sort();

  it('of two reviewers of one step the second is told', async () => {
    await steps({ head: true });
    const deputy = await anActor(db, 'DEPARTMENT_HEAD', departmentId);
    await handIn();
    const read = await shown();
    const answers = await Promise.allSettled([approve.execute(by(head), read), approve.execute(by(deputy), read)]);
    expect(settled(answers)).toEqual(['fulfilled', 'rejected']);
    expect(answers.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { key: 'review.refused.decidedAlready' } });
    expect(await row()).toMatchObject({ state: 'SUBMITTED', step: 'PLANNING' });
    expect(await verdicts()).toEqual(['HEAD APPROVED']);
  });

  it('of an approval and a withdrawal one holds, and the file says which', async () => {
    const outcomes = new Set<string>();
    for (let round = 0; round < 6; round++) {
      await handIn(String(80 + round));
      const read = await shown();
      const { submissionId, version } = read;
      const both = [() => approve.execute(by(planning), read), () => withdraw.execute(by(reporter), { submissionId, version })];
      const answers = await Promise.allSettled((round % 2 ? both : both.reverse()).map((act) => act()));
      expect(settled(answers)).toEqual(['fulfilled', 'rejected']);
      const { state } = await row();
      expect((await verdicts()).at(-1)).toBe(state === 'APPROVED' ? 'PLANNING APPROVED' : 'PLANNING WITHDRAWN');
      outcomes.add(state);
      if (state === 'APPROVED') periodId = (await aQuarter(db, ++quarterYear, 3)).id;
    }
    expect([...outcomes].every((state) => state === 'APPROVED' || state === 'DRAFT')).toBe(true);
  });

  it('of the same press twice there is one approval and one answer', async () => {
    await handIn();
    const read = await shown();
    const key = crypto.randomUUID();
    const answers = await Promise.all([1, 2].map(() => approve.execute({ ...by(planning), idempotencyKey: key }, read)));
    expect(answers[0]).toEqual(answers[1]);
    expect(await verdicts()).toEqual(['PLANNING APPROVED']);
  });
});

describe('the inbox', () => {
  const mine = async (actor: Actor) => (await inbox(actor)).filter(({ departmentCode }) => departmentCode === code);
  let code = '';
  beforeEach(async () => {
    ({ code } = await db.department.findUniqueOrThrow({ where: { id: departmentId } }));
  });

  it('holds for each what waits for them, and for nobody else', async () => {
    await steps({ head: true, director: true });
    await handIn();
    const foreign = await anActor(db, 'DEPARTMENT_HEAD', (await aDepartment(db)).id);
    const who = async () => ({
      head: (await mine(head)).length,
      planning: (await mine(planning)).length,
      director: (await mine(director)).length,
      others: (await mine(foreign)).length + (await mine(reporter)).length,
    });
    expect(await who()).toEqual({ head: 1, planning: 0, director: 0, others: 0 });
    expect([await waitingCount(head), await waitingCount(foreign), await waitingCount(reporter)]).toEqual([1, 0, 0]);
    await approveAs(head);
    expect(await who()).toEqual({ head: 0, planning: 1, director: 0, others: 0 });
    await approveAs(planning);
    expect(await who()).toEqual({ head: 0, planning: 0, director: 1, others: 0 });
    await approveAs(director);
    expect(await who()).toEqual({ head: 0, planning: 0, director: 0, others: 0 });
  });

  it('says what is unusual, and since when it waits at this step', async () => {
    await steps({ head: true });
    const optional = (await anIndicator(db)).id;
    await assign(db, departmentId, [optional], false);
    await handIn();
    await returnAs(head);
    await annotateFigure.execute(by(reporter), {
      departmentId,
      periodId,
      measure: 'ACTUAL',
      indicatorId,
      remark: 'Xem giúp',
      base: '',
      isFlagged: true,
    });
    await handIn('90');
    const passed = new Date('2026-10-07T02:00:00Z');
    expect(await mine(head)).toMatchObject([
      { step: 'HEAD', returned: 1, flagged: 1, empty: 1, isLate: false, outliers: 0, roundNo: 2, waitingSince: now },
    ]);
    await approve.execute(by(head, passed), await shown());
    expect(await mine(planning)).toMatchObject([{ step: 'PLANNING', waitingSince: passed, ...(await shown()) }]);
  });

  it('calls late what was first handed in after its day', async () => {
    periodId = (await aQuarter(db, ++quarterYear, 1, { report: { opensOn: '2026-03-20', dueOn: '2026-10-04', lockOn: '2026-10-20' } })).id;
    await handIn();
    expect(await mine(planning)).toMatchObject([{ isLate: true }]);
  });

  it('is a place of those who decide', async () => {
    await steps({});
    expect([await hasInbox(planning), await hasInbox(head), await hasInbox(director), await hasInbox(reporter)]).toEqual([
      true,
      false,
      false,
      false,
    ]);
    await steps({ head: true });
    expect([await hasInbox(head), await hasInbox(director)]).toEqual([true, false]);
    await handIn();
    await steps({});
    // switched off, but something still waits
    expect(await hasInbox(head)).toBe(true);
  });
});
