import { saveCounts } from '@/features/party-counts/commands';
import type { CommandCase } from '../case';

export const cases: CommandCase[] = [
  {
    command: saveCounts,
    may: { PARTY_OFFICE: 'any', CELL_SECRETARY: 'own' },
    input: async ({ year }, { partyBodyId }) => ({ year, cells: [{ partyBodyId, column: 'admitted', text: '1', version: 0 }] }),
  },
];
