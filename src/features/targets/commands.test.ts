import { beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '@/domain/actor';
import { InvalidInput, Refusal } from '@/domain/errors';
import { indicatorByCode } from '@/features/indicators/queries';
import type { Context } from '@/server/command';
import type { Db } from '@/server/db';
import { aDepartment, anActor, anIndicator, aQuarter, asSystem, assign, freshDb } from '../../../tests/support/db';
import { adjustTarget, assignTarget, assignTargets, discardDraft, editDraft, putInForce, splitTarget } from './commands';
import { shareMatrix, sharesOf } from './queries/shares';
import { targetsOfYear, targetVersions } from './queries/versions';

let db: Db;
let planning: Actor;
let context: Context;
let noi: number;
let nhi: number;
const decision = {
  number: '118/QĐ-BV',
  signedOn: '2031-06-20',
  authority: 'Bệnh viện',
  signer: 'Giám đốc',
  subject: 'Điều chỉnh chỉ tiêu',
};

beforeAll(async () => {
  db = await freshDb();
  planning = await anActor(db, 'PLANNING');
  context = { db, actor: planning, now: new Date('2031-01-05T02:00:00Z') };
  noi = (await aDepartment(db, 'NOI')).id;
  // established in Quý III of the year
  nhi = (await aDepartment(db, 'NHI', { establishedOn: '2031-07-13' })).id;
});

/** What somebody is told, by field; fails when nothing is refused. */
async function problemsOf(promise: Promise<unknown>): Promise<Record<string, string>> {
  const error = await promise.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (error instanceof InvalidInput) return Object.fromEntries(error.problems.map(({ path, key }) => [path, key]));
  if (error instanceof Refusal) return { '': error.key };
  throw error ?? new Error('nothing was refused');
}

const quarterId = async (quarter: number) =>
  (await db.period.findFirstOrThrow({ where: { kind: 'QUARTER', year: 2031, index: quarter } })).id;

describe('a target', () => {
  it('is assigned as a draft, split, put in force, and then does not move', async () => {
    const { id: indicatorId } = await anIndicator(db, 'OPD');
    const { targetId } = await assignTarget.execute(context, { indicatorId, year: 2031, value: '370.000' });
    expect(await sharesOf(db, noi, await quarterId(1))).toEqual(new Map());
    const shares = [
      { departmentId: noi, q1: '90.000', q2: '90.000', q3: '60.000', q4: '60.000' },
      { departmentId: nhi, q3: '35.000', q4: '30.000' },
    ];
    const split = { targetId, rowVersion: 1, shares };
    expect(await problemsOf(splitTarget.execute(context, { ...split, inForce: true }))).toEqual({
      unsplitReason: 'targets.field.split.short',
    });
    await splitTarget.execute(context, split);
    expect(await problemsOf(putInForce.execute(context, { targetId, rowVersion: 2 }))).toEqual({
      unsplitReason: 'targets.field.split.short',
    });
    expect(await problemsOf(splitTarget.execute(context, split))).toEqual({ '': 'common.refused.conflict' });
    // what is left out is taken back
    await splitTarget.execute(context, {
      targetId,
      rowVersion: 2,
      shares: [{ departmentId: noi, q1: 100_000, q2: 90_000, q3: 90_000, q4: 90_000 }],
      inForce: true,
    });
    expect(await sharesOf(db, noi, await quarterId(1))).toEqual(new Map([[indicatorId, '100000']]));
    expect(await sharesOf(db, nhi, await quarterId(3))).toEqual(new Map([[indicatorId, '0']]));
    expect(await targetsOfYear(planning, 2031)).toContainEqual(
      expect.objectContaining({
        indicatorId,
        split: 'full',
        draft: null,
        inForce: expect.objectContaining({ value: 370_000, versionNo: 1 }),
      }),
    );
    expect(await problemsOf(splitTarget.execute(context, { targetId, rowVersion: 3, shares }))).toEqual({ '': 'targets.refused.notDraft' });
    expect(await problemsOf(assignTarget.execute(context, { indicatorId, year: 2031, value: 1 }))).toEqual({
      '': 'targets.refused.assignedAlready',
    });
  });

  it('is adjusted by decision, with the former version kept', async () => {
    const { id: indicatorId } = await anIndicator(db, 'SURG');
    const shares = [{ departmentId: noi, q1: 100, q2: 100, q3: 100, q4: 100 }];
    await assignTarget.execute(context, { indicatorId, year: 2031, value: 400, shares, inForce: true });
    const adjustment = { indicatorId, year: 2031, value: 420, effectiveOn: '2031-07-01' };
    expect(await problemsOf(adjustTarget.execute(context, adjustment))).toEqual({ 'decision.subject': 'targets.field.decisionNeeded' });
    expect(await problemsOf(adjustTarget.execute(context, { ...adjustment, decision, effectiveOn: '2030-12-20' }))).toEqual({
      effectiveOn: 'targets.field.beforePresent',
    });
    for (const effectiveOn of ['2030-12-14', '2032-01-01'])
      expect(await problemsOf(adjustTarget.execute(context, { ...adjustment, decision, effectiveOn }))).toEqual({
        effectiveOn: 'targets.field.notInYear',
      });
    const { targetId, versionNo } = await adjustTarget.execute(context, { ...adjustment, decision });
    expect(versionNo).toBe(2);
    expect(await problemsOf(adjustTarget.execute(context, { ...adjustment, decision }))).toEqual({ '': 'targets.refused.draftExists' });
    // the draft starts from the shares in force, and does not count yet
    const [first, second] = await targetVersions(planning, indicatorId, 2031);
    expect([first?.total, second?.total, second?.split]).toEqual(['400', '400', 'differs']);
    expect((await sharesOf(db, noi, await quarterId(4))).get(indicatorId)).toBe('100');
    await splitTarget.execute(context, { targetId, rowVersion: 1, shares: [{ departmentId: noi, q1: 100, q2: 100, q3: 100, q4: 120 }] });
    await putInForce.execute(context, { targetId, rowVersion: 2 });
    const versions = await targetVersions(planning, indicatorId, 2031);
    expect(
      versions.map(({ versionNo, kind, state, value, total, decision }) => [versionNo, kind, state, value, total, decision?.number]),
    ).toEqual([
      [1, 'ASSIGNED', 'SUPERSEDED', '400', '400', undefined],
      [2, 'ADJUSTED', 'IN_FORCE', '420', '420', '118/QĐ-BV'],
    ]);
    expect((await sharesOf(db, noi, await quarterId(4))).get(indicatorId)).toBe('120');
    expect(await targetsOfYear(planning, 2031)).toContainEqual(
      expect.objectContaining({
        indicatorId,
        former: { versionNo: 1, value: 400 },
        inForce: expect.objectContaining({ value: 420, decisionNumber: '118/QĐ-BV' }),
      }),
    );
    expect((await indicatorByCode(planning, 'SURG'))?.rowVersion).toBe(1);
    // the same decision serves the next indicator
    const other = await anIndicator(db, 'PROC');
    await assignTarget.execute(context, {
      indicatorId: other.id,
      year: 2031,
      value: 7,
      inForce: true,
      unsplitReason: 'Giao chung',
      decision,
    });
    expect(await db.decision.count({ where: { number: '118/QĐ-BV' } })).toBe(1);
  });

  it('says at the cell what a share cannot be', async () => {
    const { id: indicatorId } = await anIndicator(db, 'BIRTH', { hardMax: 1000 });
    const give = (row: object, value: string | number = 10) =>
      problemsOf(assignTarget.execute(context, { indicatorId, year: 2031, value, shares: [{ departmentId: noi, ...row }] }));
    expect(await give({ q1: '1,5', q2: '-3', q3: '2.000', q4: 'nhiều' })).toEqual({ 'shares.0.q4': 'common.field.notANumber' });
    expect(await give({ q1: '1,5', q2: '-3', q3: '2.000' })).toEqual({
      'shares.0.q1': 'targets.field.tooPrecise',
      'shares.0.q2': 'common.field.tooSmall',
      'shares.0.q3': 'common.field.tooBig',
    });
    expect(await give({ departmentId: nhi, q2: 5, q3: 5 })).toEqual({ 'shares.0.q2': 'targets.field.departmentAbsent' });
    expect(await give({ departmentId: 999_999 })).toEqual({ 'shares.0.departmentId': 'common.field.notAChoice' });
    expect(await give({}, '')).toEqual({ value: 'common.field.required' });
    expect(await give({}, '1,5')).toEqual({ value: 'targets.field.tooPrecise' });
    expect(await db.target.count({ where: { indicatorId } })).toBe(0);
    expect(await problemsOf(assignTarget.execute(context, { indicatorId, year: 2010, value: 1 }))).toEqual({
      '': 'targets.refused.notInUse',
    });
  });

  it('of beds is checked by its last quarter, of a rate not at all', async () => {
    const beds = await anIndicator(db, 'BED_PLAN', { aggregation: 'LAST', direction: 'NONE' });
    const give = (q4: number) =>
      assignTarget.execute(context, {
        indicatorId: beds.id,
        year: 2031,
        value: 120,
        inForce: true,
        shares: [{ departmentId: noi, q1: 100, q2: 100, q3: 110, q4 }],
      });
    expect(await problemsOf(give(119))).toEqual({ unsplitReason: 'targets.field.split.short' });
    expect(await problemsOf(give(121))).toEqual({ unsplitReason: 'targets.field.split.over' });
    await give(120);
    const rate = await anIndicator(db, 'SAT', {
      aggregation: 'RATIO',
      numeratorId: beds.id,
      denominatorId: (await anIndicator(db)).id,
      decimals: 1,
    });
    await assignTarget.execute(context, {
      indicatorId: rate.id,
      year: 2031,
      value: '92,5',
      inForce: true,
      shares: [{ departmentId: noi, q1: 95, q2: 95 }],
    });
    const [version] = await targetVersions(planning, rate.id, 2031);
    expect(version).toMatchObject({ state: 'IN_FORCE', split: 'limits', unsplitReason: null });
  });

  it('may be corrected while it is a draft', async () => {
    const { id: indicatorId } = await anIndicator(db, 'DRAFT');
    const { targetId } = await assignTarget.execute(context, { indicatorId, year: 2031, value: 5 });
    await editDraft.execute(context, { targetId, rowVersion: 1, value: 6, effectiveOn: '2031-02-01', note: 'theo công văn Sở' });
    const [version] = await targetVersions(planning, indicatorId, 2031);
    expect(version).toMatchObject({ value: '6', effectiveOn: '2031-02-01', note: 'theo công văn Sở', state: 'DRAFT', split: 'none' });
    expect(await problemsOf(putInForce.execute(context, { targetId, rowVersion: 2 }))).toEqual({ unsplitReason: 'targets.field.notSplit' });
    await putInForce.execute(context, { targetId, rowVersion: 2, unsplitReason: 'Giao chung toàn viện' });
  });

  it('of two people putting versions in force, one wins', async () => {
    const { id: indicatorId } = await anIndicator(db, 'RACE');
    const { targetId } = await assignTarget.execute(context, { indicatorId, year: 2031, value: 5 });
    const both = await Promise.allSettled(
      [1, 2].map(() => putInForce.execute(context, { targetId, rowVersion: 1, unsplitReason: 'Giao chung' })),
    );
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    for (const one of both) if (one.status === 'rejected') expect(one.reason).toBeInstanceOf(Refusal);
  });
});

describe('an adjustment by decision', () => {
  const assigned = async () => {
    const { id: indicatorId } = await anIndicator(db);
    const shares = [{ departmentId: noi, q1: 100, q2: 100, q3: 100, q4: 100 }];
    await assignTarget.execute(context, { indicatorId, year: 2031, value: 400, shares, inForce: true });
    return indicatorId;
  };
  const adjust = (indicatorId: number, more: object = {}) =>
    adjustTarget.execute(context, { indicatorId, year: 2031, value: 420, effectiveOn: '2031-07-01', decision, ...more });
  const given = (q1: number | null, q2: number | null, q3: number, q4: number) => [{ departmentId: noi, q1, q2, q3, q4 }];

  it('leaves quarters that were over as they were', async () => {
    const indicatorId = await assigned();
    const { targetId } = await adjust(indicatorId);
    const split = (rows: ReturnType<typeof given>, rowVersion: number, inForce = false) =>
      splitTarget.execute(context, { targetId, rowVersion, shares: rows, inForce });
    expect(await problemsOf(split(given(90, 110, 110, 110), 1))).toEqual({
      'shares.0.q1': 'targets.field.quarterOver',
      'shares.0.q2': 'targets.field.quarterOver',
    });
    // blank there, and a department that the form leaves out, keep what they had
    await split([], 1);
    const [, draft] = await targetVersions(planning, indicatorId, 2031);
    expect(draft?.total).toBe('200');
    await split(given(null, null, 110, 110), 2, true);
    expect((await sharesOf(db, noi, await quarterId(1))).get(indicatorId)).toBe('100');
    expect((await sharesOf(db, noi, await quarterId(4))).get(indicatorId)).toBe('110');
  });

  it('may change them when the decision says so', async () => {
    const indicatorId = await assigned();
    const { targetId } = await adjust(indicatorId, { changesPast: true });
    await splitTarget.execute(context, { targetId, rowVersion: 1, shares: given(90, 110, 110, 110), inForce: true });
    expect((await targetVersions(planning, indicatorId, 2031)).map(({ changesPast }) => changesPast)).toEqual([false, true]);
    expect((await sharesOf(db, noi, await quarterId(1))).get(indicatorId)).toBe('90');
  });

  it('is not moved before the version that it adjusts', async () => {
    const { id: indicatorId } = await anIndicator(db);
    await assignTarget.execute(context, {
      ...{ indicatorId, year: 2031, value: 400, effectiveOn: '2031-02-01', inForce: true, unsplitReason: 'Giao chung' },
    });
    const { targetId } = await adjust(indicatorId);
    const edit = (effectiveOn: string) => problemsOf(editDraft.execute(context, { targetId, rowVersion: 1, effectiveOn }));
    expect(await edit('2031-01-15')).toEqual({ effectiveOn: 'targets.field.beforePresent' });
    // blank is the first day of the year
    expect(await edit('')).toEqual({ effectiveOn: 'targets.field.beforePresent' });
    await editDraft.execute(context, { targetId, rowVersion: 1, effectiveOn: '2031-02-01' });
  });

  it('takes no force with a past that was moved while its day was another, nor may a first target speak of the past', async () => {
    const indicatorId = await assigned();
    const { targetId } = await adjust(indicatorId, { effectiveOn: '2031-01-01' });
    await splitTarget.execute(context, { targetId, rowVersion: 1, shares: given(90, 110, 110, 110) });
    await editDraft.execute(context, { targetId, rowVersion: 2, effectiveOn: '2031-07-01' });
    expect(await problemsOf(putInForce.execute(context, { targetId, rowVersion: 3 }))).toEqual({ '': 'targets.refused.pastDiffers' });
    await editDraft.execute(context, { targetId, rowVersion: 3, effectiveOn: '2031-07-01', changesPast: 'on' });
    await putInForce.execute(context, { targetId, rowVersion: 4 });
    const first = await assignTarget.execute(context, { indicatorId: (await anIndicator(db)).id, year: 2031, value: 5 });
    expect(await problemsOf(editDraft.execute(context, { targetId: first.targetId, rowVersion: 1, changesPast: 'on' }))).toEqual({
      '': 'targets.refused.onlyAdjusted',
    });
  });

  it('of two people at once is begun once, and the other is told that a draft is there', async () => {
    const indicatorId = await assigned();
    const both = await Promise.allSettled([adjust(indicatorId), adjust(indicatorId, { value: 430 })]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    for (const one of both) if (one.status === 'rejected') expect(one.reason).toMatchObject({ key: 'targets.refused.draftExists' });
    expect(await db.target.count({ where: { indicatorId } })).toBe(2);
  });

  it('that is not wanted any more is discarded, and begins anew; nothing in force ever is', async () => {
    const { id: indicatorId } = await anIndicator(db);
    const first = await assignTarget.execute(context, {
      ...{ indicatorId, year: 2031, value: 400, inForce: true },
      shares: [{ departmentId: noi, q1: 100, q2: 100, q3: 100, q4: 100 }],
    });
    const { targetId } = await adjust(indicatorId);
    const { rowVersion } = await db.target.findUniqueOrThrow({ where: { id: targetId } });
    expect(await problemsOf(discardDraft.execute(context, { targetId, rowVersion: rowVersion + 1 }))).toEqual({
      '': 'common.refused.conflict',
    });
    await discardDraft.execute(context, { targetId, rowVersion });
    expect(await db.target.count({ where: { id: targetId } })).toBe(0);
    expect(await db.targetShare.count({ where: { targetId } })).toBe(0);
    const deleted = await db.$queryRaw`
      SELECT e.table_name AS "table", e.before->>'value' AS value, x.actor_id AS actor, x.command FROM audit_entry e JOIN audit_tx x ON x.id = e.audit_tx_id
      WHERE e.op = 'DELETE' AND e.table_name = 'target' AND e.row_key = ${String(targetId)}`;
    expect(deleted).toMatchObject([{ table: 'target', actor: planning.id, command: 'target.discardDraft' }]);
    expect(Number((deleted as { value: string }[])[0]?.value)).toBe(420);
    await expect(discardDraft.execute(context, { targetId, rowVersion })).rejects.toThrow('common.refused.notFound');
    expect(await adjust(indicatorId, { value: 430 })).toMatchObject({ versionNo: 2 });

    const counts = await db.target.findUniqueOrThrow({ where: { id: first.targetId } });
    expect(await problemsOf(discardDraft.execute(context, { targetId: first.targetId, rowVersion: counts.rowVersion }))).toEqual({
      '': 'targets.refused.notDraft',
    });
    // past the command the database takes nothing that counts
    const [past] = await asSystem(
      db,
      (tx) => tx.$queryRaw<{ gone: boolean }[]>`SELECT target_discard(${first.targetId}::int, ${counts.rowVersion}::int) AS gone`,
    );
    expect(past).toEqual({ gone: false });
  });

  it('is discarded or put in force, never both, when two people press at once', async () => {
    const { id: indicatorId } = await anIndicator(db);
    await assignTarget.execute(context, { indicatorId, year: 2031, value: 400, inForce: true, unsplitReason: 'Giao chung' });
    const { targetId } = await adjust(indicatorId);
    const { rowVersion } = await db.target.findUniqueOrThrow({ where: { id: targetId } });
    const both = await Promise.allSettled([
      discardDraft.execute(context, { targetId, rowVersion }),
      putInForce.execute(context, { targetId, rowVersion, unsplitReason: 'Giao chung' }),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await db.target.count({ where: { indicatorId, state: 'IN_FORCE' } })).toBe(1);
    expect(await db.target.count({ where: { indicatorId } })).toBe(both[0]?.status === 'fulfilled' ? 1 : 2);
  });

  it('is refused where there is nothing to adjust', async () => {
    const { id } = await anIndicator(db);
    expect(await problemsOf(adjust(id))).toEqual({ '': 'targets.refused.nothingInForce' });
  });
});

describe('many targets at once', () => {
  it('are split and in force in one act, or none is', async () => {
    const [one, two] = [await anIndicator(db, 'M1'), await anIndicator(db, 'M2')];
    const target = (indicatorId: number, value: number) => ({
      indicatorId,
      value,
      shares: [{ departmentId: noi, q1: 1, q2: 2, q3: 3, q4: 4 }],
    });
    const assignBoth = (second: number) =>
      assignTargets.execute(context, {
        year: 2031,
        decision: { ...decision, number: '01/QĐ-BV' },
        targets: [target(one.id, 10), target(two.id, second)],
      });
    expect(await problemsOf(assignBoth(11))).toEqual({ 'targets.1.unsplitReason': 'targets.field.split.short' });
    expect(await assignBoth(10)).toEqual({ year: 2031, assigned: 2 });
    expect([...(await sharesOf(db, noi, await quarterId(4)))]).toEqual(
      expect.arrayContaining([
        [one.id, '4'],
        [two.id, '4'],
      ]),
    );
    expect(await problemsOf(assignBoth(10))).toEqual({ '': 'targets.refused.assignedAlready' });
  });
});

describe('the matrix', () => {
  it('puts last year beside each cell, what a merged department did with its successor', async () => {
    const indicator = await anIndicator(db, 'MATRIX');
    const old = await aDepartment(db, 'CU', { dissolvedOn: '2031-01-01' });
    await assign(db, noi, [indicator.id]);
    await assign(db, nhi, [indicator.id]);
    const quarter = await aQuarter(db, 2030, 4);
    await asSystem(db, async (tx) => {
      const by = await tx.decision.create({ data: { kind: 'ORGANISATION', subject: 'Nhập khoa' } });
      await tx.departmentLineage.create({
        data: { fromId: old.id, toId: noi, kind: 'MERGED', effectiveOn: new Date('2031-01-01'), isPrincipal: true, decisionId: by.id },
      });
      const figure = {
        periodId: quarter.id,
        measure: 'ACTUAL' as const,
        indicatorId: indicator.id,
        rowVersion: 1,
        updatedById: 1,
        updatedAt: new Date(),
      };
      await tx.figure.createMany({
        data: [
          { ...figure, departmentId: noi, value: 70 },
          { ...figure, departmentId: old.id, value: 30 },
        ],
      });
    });
    const full = await indicatorByCode(planning, 'MATRIX');
    if (!full) throw new Error('no indicator');
    const matrix = await shareMatrix(planning, full, 2031, null);
    expect(matrix.rows.every(({ former }) => former === null)).toBe(true);
    expect(matrix.rows.map(({ code, open, lastYear, lastYearTotal }) => ({ code, open, lastYear, lastYearTotal }))).toEqual(
      expect.arrayContaining([
        { code: 'NOI', open: [true, true, true, true], lastYear: [null, null, null, 100], lastYearTotal: 100 },
        { code: 'NHI', open: [false, false, true, true], lastYear: [null, null, null, null], lastYearTotal: null },
      ]),
    );
    expect([matrix.hospitalLastYear, matrix.hospitalLastYearTotal]).toEqual([[null, null, null, 100], 100]);
    // a reporter sees the own department only
    const reporter = await anActor(db, 'REPORTER', nhi);
    expect((await shareMatrix(reporter, full, 2031, null)).rows.map(({ code }) => code)).toEqual(['NHI']);
  });
});
