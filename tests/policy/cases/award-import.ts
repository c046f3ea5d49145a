import { checkImport, confirmImport, discardImport, undoImport } from '@/features/award-import/commands';
import { checkedFile } from '@/features/award-import/queries';
import { anActor } from '../../support/db';
import type { CommandCase, World } from '../case';

let serial = 0;
const may = { EMULATION: 'any' } as const;

const file = () => ({
  fileName: 'khen-thuong.xlsx',
  sha256: (++serial).toString(16).padStart(64, '0'),
  findings: {
    rows: [
      [
        5,
        ['nhiều', `nhiều người, lô ${serial}`, null, 'CSTDCS', '2019', null, null, '1/QĐ', '2020-01-02', 'Bệnh viện', null, null, 'Sổ'],
      ] satisfies [number, (string | null)[]],
    ] as [number, (string | null)[]][],
    letters: { subject: 'A', name: 'B' },
    problems: [],
  },
});

async function checked(world: World) {
  const desk = await anActor(world.db, 'EMULATION');
  const act = { db: world.db, actor: desk, now: world.now };
  const { batchId } = await checkImport.execute(act, file());
  const found = await checkedFile(desk, batchId, world.now);
  return { act, seen: { batchId, rowVersion: 1 }, fingerprint: found?.run.fingerprint ?? '' };
}

export const cases: CommandCase[] = [
  {
    command: checkImport,
    may,
    input: async () => {
      const { findings, ...rest } = file();
      const problem = { row: 6, column: 'name' as const, key: 'spreadsheet.cell.error', params: { code: '#N/A' } };
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
