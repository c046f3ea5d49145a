import 'server-only';
import { dayOf, toColumn } from '@/domain/date';
import { type FieldProblem, InvalidInput, problemAt, Refusal } from '@/domain/errors';
import { decisionFor } from '@/features/departments/writes';
import { defineCommand } from '@/server/command';
import { Prisma, type Tx } from '@/server/db';
import { asSeen, changedBy, type Stamp } from '@/server/versioned';
import { type BlocRole, rankings } from './rules';
import {
  addItemInput,
  addMemberInput,
  changeMemberInput,
  copyYearInput,
  foundBlocInput,
  holdMeetingInput,
  removeItemInput,
  removeMeetingInput,
  removeMemberInput,
  renameBlocInput,
  scoreInput,
} from './schema';

const refusals = {
  bloc_one_chair: 'blocs.refused.oneChair',
  bloc_member_bloc_id_year_organisation_key: 'blocs.field.twice',
  score_item_bloc_id_year_code_key: 'blocs.field.codeTwice',
  bloc_meeting_once: 'common.refused.conflict',
  decision_once: 'departments.refused.decisionExistsNow',
} as const;

/** Sets up an emulation bloc (khối thi đua), by a superior's decision if it is known. */
export const foundBloc = defineCommand({
  name: 'bloc.found',
  input: foundBlocInput,
  permission: 'bloc.manage',
  load: async () => ({}),
  run: async ({ tx, input: { name, decision }, actor, now }) => {
    const decisionId = await decisionFor(tx, 'OTHER', { decisionId: null, decision }, { effectiveOn: dayOf(now), actor, now });
    return tx.bloc.create({ data: { name, decisionId, updatedAt: now, updatedById: actor.id }, select: { id: true } });
  },
  refusals,
});

/** Gives a bloc another name. */
export const renameBloc = defineCommand({
  name: 'bloc.rename',
  input: renameBlocInput,
  permission: 'bloc.manage',
  load: loadBloc,
  run: async ({ tx, input: { blocId, version, name }, actor, now }) => {
    await tx.bloc.update({ where: asSeen(blocId, version), data: { name, ...changedBy({ actor, now }) } });
    return { id: blocId };
  },
});

/** Adds a unit to the bloc of a year, after the others; one that was removed comes back. */
export const addMember = defineCommand({
  name: 'bloc.addMember',
  input: addMemberInput,
  permission: 'bloc.manage',
  load: loadBloc,
  run: async ({ tx, input: { blocId, year, organisation, role, isUs }, actor, now }) => {
    await hold(tx, blocId);
    await assertOnlyUs(tx, { blocId, year, isUs });
    await makeRoom(tx, { blocId, year, role }, { actor, now });
    const former = await tx.blocMember.findFirst({ where: { blocId, year, organisation } });
    if (former && former.voidedAt === null) throw problemAt('organisation', 'blocs.field.twice');
    const last = await tx.blocMember.aggregate({ where: { blocId, year }, _max: { sortOrder: true } });
    const member = { role, isUs, sortOrder: (last._max.sortOrder ?? 0) + 1 };
    const { id } = former
      ? await tx.blocMember.update({
          where: { id: former.id },
          data: { ...member, voidedAt: null, voidedById: null, voidReason: null, ...changedBy({ actor, now }) },
          select: { id: true },
        })
      : await tx.blocMember.create({
          data: { blocId, year, organisation, ...member, updatedAt: now, updatedById: actor.id },
          select: { id: true },
        });
    await rerank(tx, blocId, year);
    return { id };
  },
  refusals,
});

/** Changes what is said of a unit: its name and role, the pledge, the ballots, what it is proposed for. A new chair takes the place of the old one. */
export const changeMember = defineCommand({
  name: 'bloc.changeMember',
  input: changeMemberInput,
  permission: 'bloc.manage',
  load: loadMember,
  run: async ({ tx, input: { memberId, version, ...member }, before: { blocId, year }, actor, now }) => {
    await hold(tx, blocId);
    await assertOnlyUs(tx, { blocId, year, isUs: member.isUs, but: memberId });
    await makeRoom(tx, { blocId, year, role: member.role, but: memberId }, { actor, now });
    await tx.blocMember.update({ where: asSeen(memberId, version), data: { ...member, ...changedBy({ actor, now }) } });
    await rerank(tx, blocId, year);
    return { id: memberId };
  },
  refusals,
});

/** Takes a unit out of the bloc of its year; it stays in the history with the reason. */
export const removeMember = defineCommand({
  name: 'bloc.removeMember',
  input: removeMemberInput,
  permission: 'bloc.manage',
  load: loadMember,
  run: async ({ tx, input: { memberId, version, reason }, before: { blocId, year }, actor, now }) => {
    await hold(tx, blocId);
    await tx.blocMember.update({
      where: asSeen(memberId, version),
      data: { voidedAt: now, voidedById: actor.id, voidReason: reason, rank: null, ...changedBy({ actor, now }) },
    });
    await rerank(tx, blocId, year);
    return { id: memberId };
  },
});

/** Copies the units and the criteria of a year to one that has no units yet, with its chair; points, pledges and ballots are that year's own. */
export const copyYear = defineCommand({
  name: 'bloc.copyYear',
  input: copyYearInput,
  permission: 'bloc.manage',
  load: loadBloc,
  run: async ({ tx, input: { blocId, from, to, chairId }, actor, now }) => {
    await hold(tx, blocId);
    const [units, there] = await Promise.all([
      tx.blocMember.findMany({ where: { blocId, year: from, voidedAt: null }, orderBy: [{ sortOrder: 'asc' }, { id: 'asc' }] }),
      tx.blocMember.count({ where: { blocId, year: to } }),
    ]);
    if (units.length === 0) throw new Refusal('blocs.refused.nothing');
    if (there > 0) throw new Refusal('blocs.refused.hasMembers');
    if (!units.some(({ id }) => id === chairId)) throw problemAt('chairId', 'blocs.field.notMember');
    await tx.blocMember.createMany({
      data: units.map(({ id, organisation, isUs }, at) => ({
        ...{ blocId, year: to, organisation, isUs, sortOrder: at + 1 },
        ...{ role: id === chairId ? ('CHAIR' as const) : ('MEMBER' as const), updatedAt: now, updatedById: actor.id },
      })),
    });
    const items = await tx.$executeRaw`
      INSERT INTO score_item (bloc_id, year, code, name, max_points, is_penalty, sort_order)
      SELECT i.bloc_id, ${to}::smallint, i.code, i.name, i.max_points, i.is_penalty, i.sort_order FROM score_item i
      WHERE i.bloc_id = ${blocId} AND i.year = ${from} AND i.voided_at IS NULL ON CONFLICT (bloc_id, year, code) DO NOTHING`;
    return { id: blocId, year: to, members: units.length, items };
  },
  refusals,
});

/** Adds a criterion to the score sheet of a year; totals are unknown again until everybody is scored by it. */
export const addItem = defineCommand({
  name: 'bloc.addItem',
  input: addItemInput,
  permission: 'bloc.manage',
  load: loadBloc,
  run: async ({ tx, input: { blocId, year, code, ...item } }) => {
    await hold(tx, blocId);
    const former = await tx.scoreItem.findFirst({ where: { blocId, year, code } });
    if (former && former.voidedAt === null) throw problemAt('code', 'blocs.field.codeTwice');
    const last = await tx.scoreItem.aggregate({ where: { blocId, year }, _max: { sortOrder: true } });
    const data = { ...item, sortOrder: (last._max.sortOrder ?? 0) + 1 };
    if (former) await assertBelow(tx, former.id, item.maxPoints);
    const { id } = former
      ? await tx.scoreItem.update({ where: { id: former.id }, data: { ...data, voidedAt: null }, select: { id: true } })
      : await tx.scoreItem.create({ data: { blocId, year, code, ...data }, select: { id: true } });
    await rerank(tx, blocId, year);
    return { id };
  },
  refusals,
});

/** Takes a criterion off the score sheet: its points no longer count. */
export const removeItem = defineCommand({
  name: 'bloc.removeItem',
  input: removeItemInput,
  permission: 'bloc.manage',
  load: async (tx, { itemId }) => {
    const item = await tx.scoreItem.findFirst({ where: { id: itemId, voidedAt: null, bloc: { voidedAt: null } } });
    return item && { departmentId: null, item };
  },
  run: async ({ tx, input: { itemId }, before: { item }, now }) => {
    await hold(tx, item.blocId);
    const { count } = await tx.scoreItem.updateMany({ where: { id: itemId, voidedAt: null }, data: { voidedAt: now } });
    if (count === 0) throw new Refusal('common.refused.conflict');
    await rerank(tx, item.blocId, item.year);
    return { id: itemId };
  },
});

/** Writes the points of a unit down, its own and the verified ones, by criterion; blank is not scored. All in one statement, ranks with them. */
export const scoreMember = defineCommand({
  name: 'bloc.score',
  input: scoreInput,
  permission: 'bloc.manage',
  load: loadMember,
  run: async ({ tx, input: { memberId, version, scores }, before: { blocId, year }, actor, now }) => {
    await hold(tx, blocId);
    const items = await tx.scoreItem.findMany({ where: { blocId, year, voidedAt: null }, select: { id: true, maxPoints: true } });
    const most = new Map(items.map(({ id, maxPoints }) => [id, maxPoints]));
    const problems = scores.flatMap(({ itemId, self, verified }, at): FieldProblem[] => {
      const max = most.get(itemId);
      const above = (which: 'self' | 'verified', typed: string | null): FieldProblem[] =>
        typed !== null && max && new Prisma.Decimal(typed).gt(max)
          ? [{ path: `scores.${at}.${which}`, key: 'blocs.field.above', params: { max: max.toString().replace('.', ',') } }]
          : [];
      if (!max) return [{ path: `scores.${at}.self`, key: 'common.field.notAChoice', params: {} }];
      return [...above('self', self), ...above('verified', verified)];
    });
    if (problems.length > 0) throw new InvalidInput(problems);
    await tx.blocMember.update({ where: asSeen(memberId, version), data: changedBy({ actor, now }) });
    const last = [...new Map(scores.map((score) => [score.itemId, score])).values()];
    await tx.$executeRaw`
      INSERT INTO score_entry (score_item_id, bloc_member_id, self_points, verified_points)
      SELECT x.item, ${memberId}::int, x.self, x.verified FROM unnest(${last.map(({ itemId }) => itemId)}::int[],
        ${last.map(({ self }) => self)}::numeric[], ${last.map(({ verified }) => verified)}::numeric[]) x (item, self, verified)
      ON CONFLICT (score_item_id, bloc_member_id) DO UPDATE SET self_points = EXCLUDED.self_points, verified_points = EXCLUDED.verified_points,
        row_version = score_entry.row_version + 1
        WHERE (score_entry.self_points, score_entry.verified_points) IS DISTINCT FROM (EXCLUDED.self_points, EXCLUDED.verified_points)`;
    await rerank(tx, blocId, year);
    return { id: memberId };
  },
});

/** Records one of the three meetings of a year; said again, it corrects the record. */
export const holdMeeting = defineCommand({
  name: 'bloc.holdMeeting',
  input: holdMeetingInput,
  permission: 'bloc.manage',
  load: loadBloc,
  run: async ({ tx, input: { blocId, year, kind, heldOn, place, result }, actor, now }) => {
    await hold(tx, blocId);
    const [heldIn, month] = [Number(heldOn.slice(0, 4)), Number(heldOn.slice(5, 7))];
    if (heldIn !== year && !(heldIn === year + 1 && month <= 2)) throw problemAt('heldOn', 'blocs.field.heldYear', { year });
    const content = { heldOn: toColumn(heldOn), place, result };
    const known = await tx.blocMeeting.findFirst({ where: { blocId, year, kind, voidedAt: null }, select: { id: true } });
    return known
      ? tx.blocMeeting.update({ where: known, data: { ...content, ...changedBy({ actor, now }) }, select: { id: true } })
      : tx.blocMeeting.create({
          data: { blocId, year, kind, ...content, updatedAt: now, updatedById: actor.id },
          select: { id: true },
        });
  },
  refusals,
});

/** Takes a meeting back that was recorded wrongly, with the reason. */
export const removeMeeting = defineCommand({
  name: 'bloc.removeMeeting',
  input: removeMeetingInput,
  permission: 'bloc.manage',
  load: async (tx, { meetingId }) => {
    const found = await tx.blocMeeting.count({ where: { id: meetingId, voidedAt: null, bloc: { voidedAt: null } } });
    return found > 0 ? {} : null;
  },
  run: async ({ tx, input: { meetingId, version, reason }, actor, now }) => {
    await tx.blocMeeting.update({
      where: asSeen(meetingId, version),
      data: { voidedAt: now, voidedById: actor.id, voidReason: reason, ...changedBy({ actor, now }) },
    });
    return { id: meetingId };
  },
});

async function loadBloc(tx: Tx, { blocId }: { blocId: number }) {
  return (await tx.bloc.count({ where: { id: blocId, voidedAt: null } })) > 0 ? {} : null;
}

async function loadMember(tx: Tx, { memberId }: { memberId: number }) {
  const found = await tx.blocMember.findFirst({
    where: { id: memberId, voidedAt: null, bloc: { voidedAt: null } },
    select: { blocId: true, year: true },
  });
  return found && { departmentId: null, ...found };
}

/** Changes of one bloc wait for each other: each looks at all of its members. */
async function hold(tx: Tx, blocId: number): Promise<void> {
  await tx.$executeRaw`SELECT 1 FROM bloc WHERE id = ${blocId} FOR UPDATE`;
}

type Place = { blocId: number; year: number; but?: number };

/** The chair before becomes a member like the others. */
async function makeRoom(tx: Tx, { blocId, year, role, but }: Place & { role: BlocRole }, { actor, now }: Stamp): Promise<void> {
  if (role !== 'CHAIR') return;
  await tx.blocMember.updateMany({
    where: { blocId, year, role: 'CHAIR', voidedAt: null, ...(but !== undefined && { id: { not: but } }) },
    data: { role: 'MEMBER', ...changedBy({ actor, now }) },
  });
}

async function assertOnlyUs(tx: Tx, { blocId, year, isUs, but }: Place & { isUs: boolean }): Promise<void> {
  if (!isUs) return;
  const other = await tx.blocMember.count({
    where: { blocId, year, isUs: true, voidedAt: null, ...(but !== undefined && { id: { not: but } }) },
  });
  if (other > 0) throw problemAt('isUs', 'blocs.field.oneUs');
}

/** A criterion that comes back may not hold less than was given by it before. */
async function assertBelow(tx: Tx, itemId: number, maxPoints: string): Promise<void> {
  const above = await tx.scoreEntry.count({
    where: { scoreItemId: itemId, OR: [{ selfPoints: { gt: maxPoints } }, { verifiedPoints: { gt: maxPoints } }] },
  });
  if (above > 0) throw problemAt('maxPoints', 'blocs.field.maxPoints');
}

/** Ranks are written with whatever moves them, in one statement. */
async function rerank(tx: Tx, blocId: number, year: number): Promise<void> {
  const here = { blocId, year, voidedAt: null };
  const [members, items, entries] = await Promise.all([
    tx.blocMember.findMany({ where: here, select: { id: true, ballots: true } }),
    tx.scoreItem.findMany({ where: here, select: { id: true, isPenalty: true } }),
    tx.scoreEntry.findMany({ where: { scoreItem: here, blocMember: here } }),
  ]);
  const points = entries.map(({ scoreItemId, blocMemberId, verifiedPoints }) => ({
    ...{ itemId: scoreItemId, memberId: blocMemberId, self: null, verified: verifiedPoints?.toString() ?? null },
  }));
  const ranks = rankings(items, members, points);
  await tx.$executeRaw`
    UPDATE bloc_member m SET rank = x.rank FROM unnest(${ranks.map(({ memberId }) => memberId)}::int[], ${ranks.map(({ rank }) => rank)}::smallint[]) x (id, rank)
    WHERE m.id = x.id AND m.rank IS DISTINCT FROM x.rank`;
}
