import {
  dissolveDepartment,
  establishDepartment,
  mergeDepartments,
  renameDepartment,
  splitDepartment,
} from '@/features/departments/commands';
import { aDepartment, asSystem } from '../../support/db';
import type { CommandCase, World } from '../case';

let serial = 0;
const decision = () => ({ number: `${++serial}/QĐ-CASE`, signedOn: '2022-07-01', subject: 'Sắp xếp tổ chức' });
const code = () => `CASE-${++serial}`;
const part = () => ({ code: code(), name: `Khoa thử ${serial}`, kind: 'CLINICAL_DEPT' as const });

/** Departments stand below a hospital. */
async function withHospital({ db }: World): Promise<void> {
  if ((await db.departmentVersion.count({ where: { kind: 'HOSPITAL' } })) > 0) return;
  const root = await aDepartment(db, 'HOSPITAL', { establishedOn: '1951-01-01' });
  await asSystem(db, (tx) =>
    tx.departmentVersion.updateMany({ where: { departmentId: root.id }, data: { kind: 'HOSPITAL', name: 'Bệnh viện' } }),
  );
}

const may = { PLANNING: 'any', ADMIN: 'any' } as const;

export const cases: CommandCase[] = [
  {
    command: establishDepartment,
    may,
    input: async (world) => {
      await withHospital(world);
      return { ...part(), establishedOn: '2020-01-01' };
    },
  },
  {
    command: renameDepartment,
    may,
    input: async (world) => {
      await withHospital(world);
      const { id } = await aDepartment(world.db);
      return { departmentId: id, rowVersion: 1, validFrom: '2020-01-01', name: `Khoa đổi tên ${id}`, decision: decision() };
    },
  },
  {
    command: mergeDepartments,
    may,
    input: async (world) => {
      await withHospital(world);
      const [from, into] = [await aDepartment(world.db), await aDepartment(world.db)];
      return { fromIds: [from.id], intoId: into.id, effectiveOn: '2020-01-01', decision: decision() };
    },
  },
  {
    command: splitDepartment,
    may,
    input: async (world) => {
      await withHospital(world);
      const { id } = await aDepartment(world.db);
      return { departmentId: id, rowVersion: 1, effectiveOn: '2020-01-01', into: [part(), part()], principal: 0, decision: decision() };
    },
  },
  {
    command: dissolveDepartment,
    may,
    input: async (world) => {
      const { id } = await aDepartment(world.db);
      return { departmentId: id, rowVersion: 1, dissolvedOn: '2020-01-01', decision: decision() };
    },
  },
];
