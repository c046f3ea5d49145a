import { saveCounts } from '@/features/party-counts/commands';
import { aCell } from '../../support/party';
import type { CommandCase } from '../case';

export const cases: CommandCase[] = [
  {
    command: saveCounts,
    // a secretary's own cell: src/features/party-counts/commands.test.ts
    may: { PARTY_OFFICE: 'any' },
    input: async ({ db, year }) => {
      const { id } = await aCell(db);
      return { year, cells: [{ partyBodyId: id, column: 'admitted', text: '1', version: 0 }] };
    },
  },
];
