import { openBreakGlass } from '@/features/break-glass/commands';
import type { CommandCase } from '../case';

export const cases: CommandCase[] = [
  { command: openBreakGlass, may: { ADMIN: 'any' }, input: async () => ({ reason: 'Khôi phục dữ liệu sau sự cố', minutes: 30 }) },
];
