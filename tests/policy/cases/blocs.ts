import {
  addItem,
  addMember,
  changeMember,
  copyYear,
  foundBloc,
  holdMeeting,
  removeItem,
  removeMeeting,
  removeMember,
  renameBloc,
  scoreMember,
  voidBloc,
} from '@/features/blocs/commands';
import { anActor } from '../../support/db';
import type { CommandCase, World } from '../case';

const may = { EMULATION: 'any' } as const;
const year = 2026;
let serial = 0;

async function founded({ db, now }: World) {
  const act = { db, actor: await anActor(db, 'EMULATION'), now };
  const { id: blocId } = await foundBloc.execute(act, { name: `Khối ${++serial}` });
  return { act, blocId };
}

async function joined(world: World) {
  const { act, blocId } = await founded(world);
  const { id: memberId } = await addMember.execute(act, { blocId, year, organisation: 'Sở Y tế' });
  return { act, blocId, seen: { memberId, version: 1 } };
}

async function itemised(world: World) {
  const { act, blocId, seen } = await joined(world);
  const { id: itemId } = await addItem.execute(act, { blocId, year, code: '1', name: 'Chuyên môn', maxPoints: '100' });
  return { seen, itemId };
}

const meeting = { year, kind: 'PLEDGE', heldOn: '2026-03-30', place: 'Hội trường', result: 'Đã ký' } as const;

export const cases: CommandCase[] = [
  { command: foundBloc, may, input: async () => ({ name: 'Khối Văn hóa - Xã hội' }) },
  { command: renameBloc, may, input: async (world) => ({ blocId: (await founded(world)).blocId, version: 1, name: 'Khối khác' }) },
  {
    command: voidBloc,
    may,
    input: async (world) => ({ blocId: (await founded(world)).blocId, version: 1, reason: 'Lập nhầm' }),
  },
  {
    command: addMember,
    may,
    input: async (world) => ({ blocId: (await founded(world)).blocId, year, organisation: 'Sở Y tế', role: 'CHAIR', isUs: true }),
  },
  {
    command: changeMember,
    may,
    input: async (world) => ({
      ...(await joined(world)).seen,
      ...{ organisation: 'Sở Y tế', role: 'DEPUTY', pledge: '6 chỉ tiêu', ballots: 5, proposal: 'Cờ thi đua' },
    }),
  },
  { command: removeMember, may, input: async (world) => ({ ...(await joined(world)).seen, reason: 'Tách' }) },
  {
    command: copyYear,
    may,
    input: async (world) => {
      const { blocId, seen } = await joined(world);
      return { blocId, from: year, to: year + 1, chairId: seen.memberId };
    },
  },
  {
    command: addItem,
    may,
    input: async (world) => ({
      blocId: (await founded(world)).blocId,
      ...{ year, code: '1', name: 'Chuyên môn', maxPoints: '100,5', kind: 'PENALTY', heading: 'Điểm trừ' },
    }),
  },
  { command: removeItem, may, input: async (world) => ({ itemId: (await itemised(world)).itemId }) },
  {
    command: scoreMember,
    may,
    input: async (world) => {
      const { seen, itemId } = await itemised(world);
      return { ...seen, scores: [{ itemId, self: '90', verified: '88,5' }] };
    },
  },
  { command: holdMeeting, may, input: async (world) => ({ blocId: (await founded(world)).blocId, ...meeting }) },
  {
    command: removeMeeting,
    may,
    input: async (world) => {
      const { act, blocId } = await founded(world);
      const { id: meetingId } = await holdMeeting.execute(act, { blocId, ...meeting });
      return { meetingId, version: 1, reason: 'Ghi nhầm' };
    },
  },
];
