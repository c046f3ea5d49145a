import { toColumn } from '@/domain/date';
import { annotateFigure, publishYear, saveFigures } from '@/features/figures/commands';
import { anIndicator, aQuarter, asSystem, assign } from '../../support/db';
import type { CommandCase, Subject, World } from '../case';

let year = 2101;

/** An open quarter and one indicator that the department reports. */
export async function anOpenQuarter({ db }: World, { departmentId }: Subject): Promise<{ periodId: number; indicatorId: number }> {
  const [period, indicator] = [await aQuarter(db, year++, 1), await anIndicator(db, undefined, { toYear: null })];
  // not required: quarters of other cases must stay complete
  await assign(db, departmentId, [indicator.id], false);
  return { periodId: period.id, indicatorId: indicator.id };
}

export const cases: CommandCase[] = [
  {
    command: saveFigures,
    may: { DEPARTMENT_HEAD: 'own', REPORTER: 'own', PLANNING: 'any' },
    input: async (world, subject) => {
      const { periodId, indicatorId } = await anOpenQuarter(world, subject);
      return { departmentId: subject.departmentId, periodId, measure: 'ACTUAL', cells: [{ indicatorId, text: '12', version: 0 }] };
    },
  },
  {
    command: annotateFigure,
    may: { DEPARTMENT_HEAD: 'own', REPORTER: 'own', PLANNING: 'any' },
    input: async (world, subject) => {
      const { periodId, indicatorId } = await anOpenQuarter(world, subject);
      return { departmentId: subject.departmentId, periodId, measure: 'ACTUAL', indicatorId, remark: 'Thêm buồng khám.', base: '' };
    },
  },
  {
    command: publishYear,
    may: { PLANNING: 'any' },
    input: async ({ db }) => {
      const indicator = await anIndicator(db);
      await asSystem(db, async (tx) => {
        await tx.period.createMany({
          data: [{ kind: 'YEAR', year: 1999, index: 1, startsOn: toColumn('1999-01-01'), endsOn: toColumn('1999-12-31') }],
          skipDuplicates: true,
        });
        if ((await tx.departmentVersion.count({ where: { kind: 'HOSPITAL' } })) > 0) return;
        const since = toColumn('1951-01-01');
        await tx.department.create({
          data: {
            code: 'BV',
            establishedOn: since,
            versions: { create: { name: 'Bệnh viện', kind: 'HOSPITAL', functions: [], validFrom: since } },
          },
        });
      });
      return { year: 1999, values: [{ indicatorId: indicator.id, value: '347700' }] };
    },
  },
];
