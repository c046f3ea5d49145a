import 'server-only';
import { dayOf, toColumn } from '@/domain/date';
import { type FieldProblem, InvalidInput, problemAt, Refusal } from '@/domain/errors';
import { decisionFor } from '@/features/departments/writes';
import { defineCommand } from '@/server/command';
import { Prisma, type Tx } from '@/server/db';
import { asSeen, changedBy } from '@/server/versioned';
import {
  addItemInput,
  addMemberInput,
  changeMemberInput,
  copyYearInput,
  foundBlocInput,
  holdMeetingInput,
  MOST_ITEMS,
  removeItemInput,
  removeMeetingInput,
  removeMemberInput,
  renameBlocInput,
  scoreInput,
  voidBlocInput,
} from './schema';
import { assertBelow, assertOnlyUs, assertRoom, hold, makeRoom, memberCalled, rerank } from './writes';

const refusals = {
  bloc_one_chair: 'blocs.refused.oneChair',
  bloc_member_once: 'blocs.field.twice',
  score_item_once: 'blocs.field.codeTwice',
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

/** Takes a bloc back that was set up by mistake, while nothing stands on it; it stays in the history with the reason. */
export const voidBloc = defineCommand({
  name: 'bloc.void',
  input: voidBlocInput,
  permission: 'bloc.manage',
  load: loadBloc,
  run: async ({ tx, input: { blocId, version, reason }, actor, now }) => {
    await hold(tx, blocId);
    const standing = { where: { blocId, voidedAt: null } };
    const counts = await Promise.all([tx.blocMember.count(standing), tx.scoreItem.count(standing), tx.blocMeeting.count(standing)]);
    if (counts.some((count) => count > 0)) throw new Refusal('blocs.refused.inUse');
    await tx.bloc.update({
      where: asSeen(blocId, version),
      data: { voidedAt: now, voidedById: actor.id, voidReason: reason, ...changedBy({ actor, now }) },
    });
    return { id: blocId };
  },
});

/** Adds a unit to the bloc of a year, after the others; one that was removed comes back, however its name is written. */
export const addMember = defineCommand({
  name: 'bloc.addMember',
  input: addMemberInput,
  permission: 'bloc.manage',
  load: loadBloc,
  run: async ({ tx, input: { blocId, year, organisation, role, isUs }, actor, now }) => {
    await hold(tx, blocId);
    await assertOnlyUs(tx, { blocId, year, isUs });
    await makeRoom(tx, { blocId, year, role }, { actor, now });
    const former = await memberCalled(tx, { blocId, year, organisation });
    if (former?.isLive) throw problemAt('organisation', 'blocs.field.twice');
    const last = await tx.blocMember.aggregate({ where: { blocId, year }, _max: { sortOrder: true } });
    const member = { role, isUs, sortOrder: (last._max.sortOrder ?? 0) + 1 };
    const { id } = former
      ? await tx.blocMember.update({
          where: { id: former.id },
          data: { ...member, organisation, voidedAt: null, voidedById: null, voidReason: null, ...changedBy({ actor, now }) },
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
    const other = await memberCalled(tx, { blocId, year, organisation: member.organisation, but: memberId });
    if (other?.isLive) throw problemAt('organisation', 'blocs.field.twice');
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

/**
 * Copies the units and the criteria of a year to one that has no units, with its chair. Points, pledges and ballots are that year's own: a
 * unit that was taken out of it before comes anew, without what was recorded then.
 */
export const copyYear = defineCommand({
  name: 'bloc.copyYear',
  input: copyYearInput,
  permission: 'bloc.manage',
  load: loadBloc,
  run: async ({ tx, input: { blocId, from, to, chairId }, actor, now }) => {
    await hold(tx, blocId);
    const [units, there] = await Promise.all([
      tx.blocMember.findMany({ where: { blocId, year: from, voidedAt: null }, orderBy: [{ sortOrder: 'asc' }, { id: 'asc' }] }),
      tx.blocMember.count({ where: { blocId, year: to, voidedAt: null } }),
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
      INSERT INTO score_item (bloc_id, year, code, name, heading, max_points, is_bonus, is_penalty, sort_order)
      SELECT i.bloc_id, ${to}::smallint, i.code, i.name, i.heading, i.max_points, i.is_bonus, i.is_penalty, i.sort_order FROM score_item i
      WHERE i.bloc_id = ${blocId} AND i.year = ${from} AND i.voided_at IS NULL ON CONFLICT (bloc_id, year, code) WHERE voided_at IS NULL DO NOTHING`;
    await assertRoom(tx, { blocId, year: to }, MOST_ITEMS);
    return { id: blocId, year: to, members: units.length, items };
  },
  refusals,
});

/**
 * Adds a criterion to the score sheet of a year; totals are unknown again until everybody is scored by it. The same criterion that was taken
 * off (code, name and kind) comes back with its points; another under an old code begins anew.
 */
export const addItem = defineCommand({
  name: 'bloc.addItem',
  input: addItemInput,
  permission: 'bloc.manage',
  load: loadBloc,
  run: async ({ tx, input: { blocId, year, code, name, kind, ...item } }) => {
    await hold(tx, blocId);
    const same = { blocId, year, code, name, isBonus: kind === 'BONUS', isPenalty: kind === 'PENALTY' };
    if ((await tx.scoreItem.count({ where: { blocId, year, code, voidedAt: null } })) > 0) throw problemAt('code', 'blocs.field.codeTwice');
    const former = await tx.scoreItem.findFirst({ where: same, orderBy: [{ voidedAt: 'desc' }, { id: 'desc' }] });
    if (former) await assertBelow(tx, former.id, item.maxPoints);
    const last = await tx.scoreItem.aggregate({ where: { blocId, year, voidedAt: null }, _max: { sortOrder: true } });
    const data = { ...item, sortOrder: (last._max.sortOrder ?? 0) + 1 };
    const { id } = former
      ? await tx.scoreItem.update({ where: { id: former.id }, data: { ...data, voidedAt: null }, select: { id: true } })
      : await tx.scoreItem.create({ data: { ...same, ...data }, select: { id: true } });
    await assertRoom(tx, { blocId, year }, MOST_ITEMS);
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

/**
 * Writes the points of a unit down, its own and the verified ones, by criterion; blank is not scored. All in one statement, ranks with them.
 * Criteria that were taken off the sheet meanwhile are passed over; `gone` says how many.
 */
export const scoreMember = defineCommand({
  name: 'bloc.score',
  input: scoreInput,
  permission: 'bloc.manage',
  load: loadMember,
  run: async ({ tx, input: { memberId, version, scores }, before: { blocId, year }, actor, now }) => {
    await hold(tx, blocId);
    const items = await tx.scoreItem.findMany({ where: { blocId, year }, select: { id: true, maxPoints: true, voidedAt: true } });
    const known = new Map(items.map((item) => [item.id, item]));
    const isGone = ({ itemId }: { itemId: number }) => (known.get(itemId)?.voidedAt ?? null) !== null;
    const problems = scores.flatMap((score, at): FieldProblem[] => {
      const item = known.get(score.itemId);
      if (!item) return [{ path: `scores.${at}.self`, key: 'common.field.notAChoice', params: {} }];
      if (isGone(score)) return [];
      const max = item.maxPoints;
      return (['self', 'verified'] as const)
        .filter((which) => score[which] !== null && new Prisma.Decimal(score[which]).gt(max))
        .map((which) => ({ path: `scores.${at}.${which}`, key: 'blocs.field.above', params: { max: max.toString().replace('.', ',') } }));
    });
    if (problems.length > 0) throw new InvalidInput(problems);
    await tx.blocMember.update({ where: asSeen(memberId, version), data: changedBy({ actor, now }) });
    const said = [...new Map(scores.map((score) => [score.itemId, score])).values()];
    const last = said.filter((score) => !isGone(score));
    await tx.$executeRaw`
      INSERT INTO score_entry (score_item_id, bloc_member_id, self_points, verified_points)
      SELECT x.item, ${memberId}::int, x.self, x.verified FROM unnest(${last.map(({ itemId }) => itemId)}::int[],
        ${last.map(({ self }) => self)}::numeric[], ${last.map(({ verified }) => verified)}::numeric[]) x (item, self, verified)
      ON CONFLICT (score_item_id, bloc_member_id) DO UPDATE SET self_points = EXCLUDED.self_points, verified_points = EXCLUDED.verified_points,
        row_version = score_entry.row_version + 1
        WHERE (score_entry.self_points, score_entry.verified_points) IS DISTINCT FROM (EXCLUDED.self_points, EXCLUDED.verified_points)`;
    await rerank(tx, blocId, year);
    return { id: memberId, gone: said.length - last.length };
  },
});

/** Records one of the three meetings of a year, or corrects the record as it was looked at. */
export const holdMeeting = defineCommand({
  name: 'bloc.holdMeeting',
  input: holdMeetingInput,
  permission: 'bloc.manage',
  load: loadBloc,
  run: async ({ tx, input: { blocId, year, kind, version, heldOn, place, result }, actor, now }) => {
    await hold(tx, blocId);
    if (heldOn > dayOf(now)) throw problemAt('heldOn', 'blocs.field.heldInFuture');
    const [heldIn, month] = [Number(heldOn.slice(0, 4)), Number(heldOn.slice(5, 7))];
    if (heldIn !== year && !(heldIn === year + 1 && month <= 2)) throw problemAt('heldOn', 'blocs.field.heldYear', { year });
    const content = { heldOn: toColumn(heldOn), place, result };
    const known = await tx.blocMeeting.findFirst({ where: { blocId, year, kind, voidedAt: null }, select: { id: true } });
    // recorded, or taken back, by somebody else meanwhile
    if ((known === null) !== (version === null)) throw new Refusal('common.refused.conflict');
    return known && version !== null
      ? tx.blocMeeting.update({
          where: asSeen(known.id, version),
          data: { ...content, ...changedBy({ actor, now }) },
          select: { id: true },
        })
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
