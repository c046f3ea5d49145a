import { setLetterhead } from '@/features/party-papers/commands';
import type { CommandCase } from '../case';

let day = 0;

export const cases: CommandCase[] = [
  {
    command: setLetterhead,
    may: { PARTY_OFFICE: 'any' },
    // a day of its own for every head
    input: async () => ({
      validFrom: new Date(Date.UTC(2000, 0, ++day)).toISOString().slice(0, 10),
      ...{ superior: 'Đảng bộ tỉnh', issuer: 'Đảng ủy bệnh viện', place: 'An Hòa', seenFrom: null, version: 0 },
    }),
  },
];
