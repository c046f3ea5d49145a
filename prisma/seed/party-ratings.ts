import {
  appraise,
  closeCampaign,
  decide,
  decideMembers,
  openCampaign,
  publishRatings,
  recordMeeting,
  recordMembers,
  selfRate,
} from '@/features/cell-ratings/commands';
import { evidenceOf, NO_EVIDENCE } from '@/features/cell-ratings/queries/evidence';
import type { Level } from '@/features/cell-ratings/schema';
import { addBadges, decideBadges, presentBadges, proposeBadges, recordCommendation } from '@/features/party-commendations/commands';
import { countsOf } from '@/features/party-counts/queries';
import { totalEnd } from '@/features/party-counts/rules';
import { nameActor } from '@/server/command';
import type { Tx } from '@/server/db';
import { moment } from './calendar';
import type { People } from './hospital';
import { randomOf } from './random';
import type { Run } from './run';

const YEAR = 2025;
const SIGNED = { signedOn: '2026-01-08', authority: 'Đảng ủy Bệnh viện', signer: 'Bùi Quang Thắng' } as const;
/** Of 42 cells the eight with the best evidence are excellent, the ninth asked for it, the last has only completed its tasks. */
const EXCELLENT = 8;

type Act = Parameters<Run>[1];

/** The year 2025 as the program rated it: every cell from its own word to the decision, its members as counts, all of it published. */
export async function rateCells(run: Run, people: People): Promise<void> {
  const actor = people.actor('vpdu');
  const on = (day: string, minute = 0): Act => ({ actor, now: moment(day, minute) });
  const read = <Found>(find: (tx: Tx) => Promise<Found>) =>
    run.db.$transaction(async (tx) => {
      await nameActor(tx, { name: 'party.read', permission: 'party.read' }, { actor });
      return find(tx);
    });
  const sizes = new Map((await read((tx) => countsOf(tx, YEAR))).map(({ id, counts }) => [id, totalEnd(counts) ?? 0]));
  const open = { year: YEAR, openedOn: `${YEAR}-11-17`, dueOn: `${YEAR}-12-26` };
  const cells = await run(openCampaign, on(open.openedOn), { ...open, subject: 'CELL' });
  const rows = await read((tx) =>
    tx.partyRating.findMany({
      where: { campaignId: cells.id },
      select: { id: true, partyBodyId: true },
      orderBy: [{ partyBody: { sortOrder: 'asc' } }, { id: 'asc' }],
    }),
  );
  const evidence = await read((tx) => evidenceOf(tx, { year: YEAR, quarter: 0, subject: 'CELL', today: '2025-12-22' }));
  /** What was not done weighs more than what was late, and that more than what was not exceeded. */
  const want = (partyBodyId: number) => {
    const { late, overdue, exceeded } = (evidence.get(partyBodyId) ?? NO_EVIDENCE).planned;
    return overdue * 1000 + late * 30 - exceeded;
  };
  const ranked = rows
    .map(({ id, partyBodyId }) => ({ id, want: want(partyBodyId) }))
    .sort((one, other) => one.want - other.want || one.id - other.id);
  const rankOf = new Map(ranked.map(({ id }, rank) => [id, rank]));
  const decided: { ratingId: number; version: number; level: Level }[] = [];
  for (const [place, { id: ratingId, partyBodyId }] of rows.entries()) {
    const rank = rankOf.get(ratingId) ?? 0;
    const asked: Level = rank <= EXCELLENT ? 'EXCELLENT' : rank === rows.length - 1 ? 'COMPLETED' : 'GOOD';
    const level: Level = rank === EXCELLENT ? 'GOOD' : asked;
    await run(selfRate, on('2025-12-02', place), { ratingId, version: 1, level: asked });
    await run(recordMeeting, on('2025-12-10', place), {
      ratingId,
      version: 2,
      level: asked,
      ...ballotsOf(sizes.get(partyBodyId) ?? 9, asked, place),
    });
    await run(appraise, on('2025-12-22', place), {
      ...{ ratingId, version: 3, level, allFixed: 'YES' },
      ...(level !== asked ? { reason: 'Chưa có sáng kiến được công nhận, đề nghị mức hoàn thành tốt nhiệm vụ' } : {}),
    });
    decided.push({ ratingId, version: 4, level });
  }
  await run(decide, on('2026-01-08'), { campaignId: cells.id, decision: { number: '03-QĐ/ĐU', ...SIGNED }, rows: decided });
  const members = await run(openCampaign, on(open.openedOn, 5), { ...open, subject: 'MEMBER' });
  for (const [place, { partyBodyId }] of rows.entries())
    await run(recordMembers, on('2025-12-29', place), {
      ...{ campaignId: members.id, partyBodyId, version: 1, ...levelsOf(sizes.get(partyBodyId) ?? 9, place) },
    });
  await run(decideMembers, on('2026-01-08', 20), { campaignId: members.id, decision: { number: '04-QĐ/ĐU', ...SIGNED } });
  for (const campaignId of [cells.id, members.id]) {
    await run(publishRatings, on('2026-01-15'), { campaignId });
    const { rowVersion } = await read((tx) =>
      tx.ratingCampaign.findUniqueOrThrow({ where: { id: campaignId }, select: { rowVersion: true } }),
    );
    await run(closeCampaign, on('2026-01-16'), { campaignId, version: rowVersion });
  }
}

/** Most come to the meeting, most of them agree; who does not agree votes for the next level below. */
function ballotsOf(eligibleVoters: number, level: Level, place: number) {
  const random = randomOf(`ballots ${place}`);
  const present = eligibleVoters - Math.floor(random() * 3);
  const other = Math.floor(random() * 3);
  const votes = { excellent: 0, good: 0, completed: 0, notCompleted: 0 };
  if (level === 'EXCELLENT') Object.assign(votes, { excellent: present - other, good: other });
  else if (level === 'GOOD') Object.assign(votes, { good: present - other, completed: other });
  else Object.assign(votes, { completed: present });
  return { eligibleVoters, present, ...votes };
}

/** About a sixth of the members are excellent, one of every ninth cell has only completed the tasks; who is new by some months is not rated. */
function levelsOf(total: number, place: number) {
  const exempt = place % 6 === 1 ? 1 : 0;
  const rated = total - exempt;
  const [excellent, completed] = [Math.floor((rated + (place % 6)) / 6), place % 9 === 4 ? 1 : 0];
  return {
    ...{ total, exempt, exemptReason: exempt > 0 ? 'Mới kết nạp dưới 6 tháng' : '', eligible: rated, rated },
    ...{ excellent, good: rated - excellent - completed, completed, notCompleted: 0 },
  };
}

/** Seed 001: two badges of thirty years in 2018, five members for 2013–2017; and who is due this year and next. */
export async function commendMembers(run: Run, people: People): Promise<void> {
  const act: Act = { actor: people.actor('vpdu'), now: moment('2026-11-20', 90) };
  const superior = { authority: 'Tỉnh ủy' } as const;
  const badge = await run(addBadges, act, { milestone: 30, count: 2, dueOn: '2018-11-07' });
  await run(proposeBadges, act, { badgeId: badge.id, version: 1 });
  await run(decideBadges, act, {
    ...{ badgeId: badge.id, version: 2, decision: { number: '1021-QĐ/TU', signedOn: '2018-10-26', ...superior } },
  });
  await run(presentBadges, act, { badgeId: badge.id, version: 3 });
  await run(recordCommendation, act, {
    ...{ typeCode: 'DV_XS5_BK', count: 5, subjectText: '05 đảng viên', yearFrom: 2013, yearTo: 2017 },
    decision: { number: '1187-QĐ/TU', signedOn: '2018-12-20', ...superior },
  });
  await run(addBadges, act, { milestone: 30, count: 3, dueOn: '2027-02-03' });
  await run(addBadges, act, { milestone: 40, count: 1, dueOn: '2027-02-03' });
}
