import { toColumn } from '@/domain/date';
import {
  dissolveBody,
  establishBody,
  linkDepartments,
  mergeCells,
  renameBody,
  setLeaders,
  splitCell,
  unlinkDepartments,
} from '@/features/party-bodies/commands';
import { aDepartment, asSystem } from '../../support/db';
import { aCell } from '../../support/party';
import type { CommandCase, World } from '../case';

let serial = 0;
const decision = () => ({ number: `${++serial}-QĐ/ĐU-CASE`, signedOn: '2022-07-01', subject: 'Kiện toàn' });
const code = () => `PCASE-${++serial}`;
const part = () => ({ code: code(), name: `Chi bộ thử ${serial}` });
const may = { PARTY_OFFICE: 'any' } as const;

/** Cells stand below a Party organisation. */
async function withOrganisation({ db }: World): Promise<void> {
  await asSystem(db, async (tx) => {
    if ((await tx.partyBody.count({ where: { kind: 'ORGANISATION' } })) > 0) return;
    const days = { establishedOn: toColumn('1990-01-01') };
    const version = { name: 'Đảng bộ', validFrom: toColumn('1990-01-01') };
    await tx.partyBody.create({ data: { kind: 'ORGANISATION', code: 'DB', ...days, partyBodyVersionsAsPartyBody: { create: version } } });
  });
}

export const cases: CommandCase[] = [
  {
    command: establishBody,
    may,
    input: async (world) => {
      await withOrganisation(world);
      return { ...part(), kind: 'CELL', establishedOn: '2020-01-01' };
    },
  },
  {
    command: renameBody,
    may,
    input: async (world) => {
      await withOrganisation(world);
      const { id } = await aCell(world.db, code());
      return { partyBodyId: id, rowVersion: 1, validFrom: '2020-01-01', name: `Chi bộ đổi tên ${id}`, decision: decision() };
    },
  },
  {
    command: setLeaders,
    may,
    input: async ({ db }) => {
      const { id } = await aCell(db, code());
      const person = await asSystem(db, (tx) => tx.person.create({ data: { familyName: 'Lê', givenName: `Minh ${id}` } }));
      return { partyBodyId: id, rowVersion: 1, validFrom: '2020-01-01', secretaryId: person.id };
    },
  },
  {
    command: linkDepartments,
    may,
    input: async ({ db }) => {
      const [{ id }, department] = [await aCell(db, code()), await aDepartment(db)];
      return { partyBodyId: id, rowVersion: 1, departmentIds: [department.id], validFrom: '2020-01-01' };
    },
  },
  {
    command: unlinkDepartments,
    may,
    input: async ({ db }) => {
      const department = await aDepartment(db, undefined, { establishedOn: '2000-01-01' });
      const { id } = await aCell(db, code(), {}, [department.id]);
      return { partyBodyId: id, rowVersion: 1, departmentIds: [department.id], validTo: '2020-01-01' };
    },
  },
  {
    command: mergeCells,
    may,
    input: async ({ db }) => {
      const [from, into] = [await aCell(db, code()), await aCell(db, code())];
      return { fromIds: [from.id], intoId: into.id, effectiveOn: '2020-01-01', decision: decision() };
    },
  },
  {
    command: splitCell,
    may,
    input: async (world) => {
      await withOrganisation(world);
      const { id } = await aCell(world.db, code());
      return { partyBodyId: id, rowVersion: 1, effectiveOn: '2020-01-01', into: [part(), part()], principal: 0, decision: decision() };
    },
  },
  {
    command: dissolveBody,
    may,
    input: async ({ db }) => {
      const { id } = await aCell(db, code());
      return { partyBodyId: id, rowVersion: 1, dissolvedOn: '2020-01-01', decision: decision() };
    },
  },
];
