import {
  addBadges,
  decideBadges,
  presentBadges,
  proposeBadges,
  recordCommendation,
  withdrawCommendation,
} from '@/features/party-commendations/commands';
import { anActor } from '../../support/db';
import type { CommandCase, World } from '../case';

const may = { PARTY_OFFICE: 'any' } as const;
const decision = { number: '15-QĐ/TU', signedOn: '2018-11-07', authority: 'Tỉnh ủy' };
const office = async ({ db, now }: World) => ({ db, now, actor: await anActor(db, 'PARTY_OFFICE') });
const badge = async (world: World) => (await addBadges.execute(await office(world), { milestone: 30, count: 2 })).id;
const commendation = { typeCode: 'DV_XS', count: 3, subjectText: '03 đảng viên', yearFrom: 2018, yearTo: 2018, decision };

export const cases: CommandCase[] = [
  { command: recordCommendation, may, input: async () => commendation },
  {
    command: withdrawCommendation,
    may,
    input: async (world) => ({
      awardId: (await recordCommendation.execute(await office(world), commendation)).id,
      ...{ version: 1, reason: 'Ghi nhầm' },
    }),
  },
  { command: addBadges, may, input: async () => ({ milestone: 30, count: 2 }) },
  { command: proposeBadges, may, input: async (world) => ({ badgeId: await badge(world), version: 1 }) },
  {
    command: decideBadges,
    may,
    input: async (world) => {
      const badgeId = await badge(world);
      await proposeBadges.execute(await office(world), { badgeId, version: 1 });
      return { badgeId, version: 2, decision };
    },
  },
  {
    command: presentBadges,
    may,
    input: async (world) => {
      const badgeId = await badge(world);
      await proposeBadges.execute(await office(world), { badgeId, version: 1 });
      await decideBadges.execute(await office(world), { badgeId, version: 2, decision });
      return { badgeId, version: 3 };
    },
  },
];
