import { createSample, setSamplePassword } from '@/features/sample-accounts/commands';
import type { CommandCase } from '../case';

let serial = 0;

export const cases: CommandCase[] = [
  {
    command: createSample,
    may: { SYSTEM: true },
    input: async () => ({
      accounts: [{ username: `mau-${++serial}`, displayName: 'Mẫu', grants: [{ role: 'DIRECTOR' }] }],
      validFrom: '2023-01-01',
    }),
  },
  { command: setSamplePassword, may: { SYSTEM: true }, input: async () => ({ password: 'mau-2026-mau' }) },
];
