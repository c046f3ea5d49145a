import { checkImport, confirmImport, discardImport, undoImport } from '@/features/cell-import/commands';
import { checkedFile } from '@/features/cell-import/queries';
import { anActor, asSystem } from '../../support/db';
import { seenBy } from '../../support/party';
import type { CommandCase, World } from '../case';

let serial = 0;
const may = { PARTY_OFFICE: 'any' } as const;

/** Cells stand below a Party organisation. */
async function withOrganisation({ db }: World): Promise<void> {
  await asSystem(db, async (tx) => {
    if ((await tx.partyBody.count({ where: { kind: 'ORGANISATION' } })) > 0) return;
    const version = { name: 'Đảng bộ', validFrom: new Date('1990-01-01') };
    await tx.partyBody.create({
      data: { kind: 'ORGANISATION', code: 'DB', establishedOn: version.validFrom, partyBodyVersionsAsPartyBody: { create: version } },
    });
  });
}

const file = () => ({
  fileName: 'chi-bo.xlsx',
  sha256: (++serial).toString(16).padStart(64, '0'),
  findings: {
    rows: [
      [5, [`NHAP-${serial}`, `Chi bộ nhập ${serial}`, null, null, null, '2020-01-01', null, null, null]] satisfies [
        number,
        (string | null)[],
      ],
    ] as [number, (string | null)[]][],
    letters: { code: 'A', name: 'B' },
    problems: [],
  },
});

async function checked(world: World) {
  await withOrganisation(world);
  const office = await anActor(world.db, 'PARTY_OFFICE');
  const act = { db: world.db, actor: office, now: world.now };
  const { batchId } = await checkImport.execute(act, file());
  const found = await seenBy(world.db, office, (tx) => checkedFile(tx, batchId));
  return { act, seen: { batchId, rowVersion: 1 }, fingerprint: found?.run.fingerprint ?? '' };
}

export const cases: CommandCase[] = [
  {
    command: checkImport,
    may,
    input: async (world) => {
      await withOrganisation(world);
      const { findings, ...rest } = file();
      const problem = { row: 6, column: 'secretary' as const, key: 'spreadsheet.cell.error', params: { code: '#N/A' } };
      return { ...rest, findings: { ...findings, problems: [problem] } };
    },
  },
  {
    command: confirmImport,
    may,
    input: async (world) => {
      const { seen, fingerprint } = await checked(world);
      return { ...seen, fingerprint };
    },
  },
  {
    command: undoImport,
    may,
    input: async (world) => {
      const { act, seen, fingerprint } = await checked(world);
      await confirmImport.execute(act, { ...seen, fingerprint });
      return { batchId: seen.batchId, rowVersion: 2 };
    },
  },
  { command: discardImport, may, input: async (world) => (await checked(world)).seen },
];
