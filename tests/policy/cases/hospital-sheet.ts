import { saveAcross } from '@/features/hospital-sheet/commands';
import { anIndicator, aQuarter, assign } from '../../support/db';
import type { CommandCase } from '../case';

let year = 2500;

export const cases: CommandCase[] = [
  {
    command: saveAcross,
    may: { PLANNING: 'any' },
    input: async ({ db }, { departmentId }) => {
      const [{ id: periodId }, { id: indicatorId }] = [await aQuarter(db, ++year, 3), await anIndicator(db)];
      await assign(db, departmentId, [indicatorId]);
      return { measure: 'ACTUAL', cells: [{ departmentId, periodId, indicatorId, text: '12', version: 0 }] };
    },
  },
];
