import {
  assignIndicator,
  assignIndicators,
  createArea,
  createCatalogue,
  createIndicator,
  editIndicator,
  retireIndicator,
  unassignIndicator,
} from '@/features/indicators/commands';
import { anIndicator, assign } from '../../support/db';
import type { CommandCase, World } from '../case';

/** The catalogue belongs to the General Planning Office, whatever department a line concerns. */
const may: CommandCase['may'] = { PLANNING: 'any' };

let serial = 0;
const code = () => `POLICY_${++serial}`;

const definition = (area: string) =>
  ({ name: `Chỉ tiêu ${serial}`, unit: 'lượt', direction: 'UP', aggregation: 'SUM', fromYear: 2020, area }) as const;

async function anArea({ db }: World): Promise<string> {
  const { areaId } = await anIndicator(db, code());
  return (await db.area.findUniqueOrThrow({ where: { id: areaId } })).code;
}

export const cases: CommandCase[] = [
  { command: createArea, may, input: async () => ({ code: code(), name: 'Lĩnh vực', sortOrder: 1 }) },
  { command: createIndicator, may, input: async (world) => ({ code: code(), ...definition(await anArea(world)) }) },
  { command: createCatalogue, may, input: async (world) => ({ indicators: [{ code: code(), ...definition(await anArea(world)) }] }) },
  {
    command: editIndicator,
    may,
    input: async (world) => {
      const { id, rowVersion } = await anIndicator(world.db, code());
      return { indicatorId: id, rowVersion, ...definition(await anArea(world)) };
    },
  },
  {
    command: retireIndicator,
    may,
    input: async ({ db }) => {
      const { id, rowVersion } = await anIndicator(db, code());
      return { indicatorId: id, rowVersion, toYear: 2030 };
    },
  },
  {
    command: assignIndicator,
    may,
    input: async ({ db }, { departmentId }) => ({
      indicatorId: (await anIndicator(db, code())).id,
      departmentIds: [departmentId],
      required: true,
      validFrom: '2026-01-01',
    }),
  },
  {
    command: assignIndicators,
    may,
    input: async ({ db }, { departmentId }) => ({
      validFrom: '2026-01-01',
      assignments: [{ indicator: (await anIndicator(db, code())).code, departmentIds: [departmentId], required: true }],
    }),
  },
  {
    command: unassignIndicator,
    may,
    input: async ({ db }, { departmentId }) => {
      const { id } = await anIndicator(db, code());
      await assign(db, departmentId, [id]);
      return { indicatorId: id, departmentIds: [departmentId], validTo: '2026-01-01' };
    },
  },
];
