import { toColumn } from '@/domain/date';
import {
  addAwardType,
  changeAwardType,
  endCondition,
  recordAppraisal,
  setBaseSalary,
  setCondition,
  setMultiple,
} from '@/features/award-rules/commands';
import { anActor, asSystem } from '../../support/db';
import type { CommandCase, World } from '../case';

const may = { EMULATION: 'any' } as const;
let serial = 0;
const desk = async ({ db, now }: World) => ({ db, now, actor: await anActor(db, 'EMULATION') });
const title = () => ({
  ...{ code: `T${++serial}`, name: 'Giấy khen khác', kind: 'FORM', level: 'OTHER', track: 'ASSOCIATION', sortOrder: 900 },
  ...{ forPerson: true, forCollective: false, forHousehold: false, decidedBy: 'Hội', fromYear: 2000, toYear: null, countsAsId: null },
});
const aType = async (world: World) => (await addAwardType.execute(await desk(world), title() as never)).awardTypeId;
const condition = async (world: World) => ({
  ...{ awardTypeId: await aType(world), subject: 'PERSON', rule: 'STREAK', fromYear: 2020, source: 'Luật 06/2022' },
  params: { code: 'CSTDCS', years: 3 },
});

export const cases: CommandCase[] = [
  { command: addAwardType, may, input: async () => title() },
  {
    command: changeAwardType,
    may,
    input: async (world) => ({ awardTypeId: await aType(world), rowVersion: 1, name: 'Tên khác', sortOrder: 5 }),
  },
  { command: setCondition, may, input: condition },
  {
    command: endCondition,
    may,
    input: async (world) => ({
      ruleId: (await setCondition.execute(await desk(world), (await condition(world)) as never)).ruleId,
      ...{ rowVersion: 1, toYear: 2025 },
    }),
  },
  {
    command: setMultiple,
    may,
    input: async (world) => ({
      ...{ awardTypeId: await aType(world), personMultiple: '0,5', collectiveMultiple: '1', roundUpTo: 10_000 },
      ...{ validFrom: '2026-01-01', document: 'Nghị định' },
    }),
  },
  {
    command: setBaseSalary,
    may,
    input: async () => ({ validFrom: `${2030 + (++serial % 60)}-07-01`, amount: 2_700_000, document: 'Nghị định' }),
  },
  {
    command: recordAppraisal,
    may,
    input: async ({ db }, { departmentId }) => {
      const person = await asSystem(db, (tx) =>
        tx.person.create({
          data: {
            familyName: 'Lê',
            givenName: 'An',
            posts: { create: { departmentId, position: 'STAFF', validFrom: toColumn('2015-01-01') } },
          },
        }),
      );
      return {
        ...{ departmentId, year: 2001 + (++serial % 90), staff: 10, completed: 9, disciplined: 0 },
        people: [{ personId: person.id, level: 'GOOD', isDisciplined: false, rowVersion: 0 }],
      };
    },
  },
];
