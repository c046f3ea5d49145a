import {
  addHoliday,
  createPeriod,
  decideExtension,
  grantExtension,
  openPeriod,
  requestExtension,
  reschedulePeriod,
} from '@/features/periods/commands';
import { aQuarter, asSystem } from '../../support/db';
import type { CommandCase, Subject, World } from '../case';

const days = { opensOn: '2026-09-01', dueOn: '2026-10-05', lockOn: '2026-10-20' };
const kind = 'REPORT' as const;

/** Years that nothing else in the test uses: far ones for quarters that only stand there, past ones for those that are opened. */
let farYear = 3000;
let pastYear = 2000;
let month = 0;

async function openedQuarter({ db }: World): Promise<number> {
  return (await aQuarter(db, ++farYear, 3, { report: days })).id;
}

async function request(world: World, { departmentId, accountId }: Subject): Promise<number> {
  const periodId = await openedQuarter(world);
  const made = await asSystem(world.db, (tx) =>
    tx.deadlineExtension.create({ data: { departmentId, periodId, kind, reason: 'Máy hỏng', requestedById: accountId } }),
  );
  return made.id;
}

export const cases: CommandCase[] = [
  { command: openPeriod, may: { PLANNING: 'any' }, input: async () => ({ year: ++pastYear, quarter: 3, plan: days, report: days }) },
  {
    command: reschedulePeriod,
    may: { PLANNING: 'any' },
    input: async (world) => ({ periodId: await openedQuarter(world), kind, rowVersion: 1, ...days, lockOn: '2026-10-25' }),
  },
  {
    command: createPeriod,
    may: { PLANNING: 'any' },
    input: async () => ({ kind: 'MONTH', year: 2030 + Math.floor(++month / 12), index: (month % 12) + 1, calendar: 'ADMIN_14' }),
  },
  { command: addHoliday, may: { PLANNING: 'any' }, input: async () => ({ day: '2027-09-02', name: 'Quốc khánh' }) },
  {
    command: requestExtension,
    may: { DEPARTMENT_HEAD: 'own', REPORTER: 'own' },
    input: async (world, { departmentId }) => ({ departmentId, periodId: await openedQuarter(world), kind, days: 3, reason: 'Máy hỏng' }),
  },
  {
    command: decideExtension,
    may: { PLANNING: 'any' },
    input: async (world, subject) => ({
      extensionId: await request(world, subject),
      rowVersion: 1,
      verdict: 'REFUSED',
      reason: 'Đủ thời gian',
    }),
  },
  {
    command: grantExtension,
    may: { PLANNING: 'any' },
    input: async (world, { departmentId }) => ({
      ...{ departmentId, periodId: await openedQuarter(world), kind, reason: 'Theo chỉ đạo' },
      ...{ dueOn: '2026-10-12', lockOn: '2026-10-25' },
    }),
  },
];
