import 'server-only';
import { bodyRefusals, readBodies } from '@/features/party-bodies/writes';
import { checkCommand, confirmCommand, discardCommand, type ImportKind, undoCommand } from '@/server/imports/commands';
import { cellFile, importWorld } from './queries';
import type { CellColumn, Plan, World } from './rules';
import { applyPlan } from './writes';

type Written = { found: number; changed: number };
type Back = { cells: number; changed: number };

/** Cells of the Party, which are of the whole hospital: the same file is confirmed once. */
const cells: ImportKind<CellColumn, World, Plan, Written, Back> = {
  ...cellFile,
  name: 'cellImport',
  batch: { kind: 'IMPORT_CELLS', scope: 'CELLS', isParty: true },
  permission: 'party.organise',
  scoped: { partyBodyId: null },
  refusals: { ...bodyRefusals, cell_import_built: 'imports.refused.built', cell_import_not_held: 'imports.refused.undone' },
  world: async (tx, _now, lock) => importWorld(tx, lock ? await readBodies(tx) : undefined),
  hasWork: ({ items }) => items.some(({ act }) => act !== 'same'),
  async apply(applying, { items }, { bodies }) {
    await applyPlan(
      { ...applying, bodies },
      items.filter(({ act }) => act !== 'same'),
    );
    const count = (act: string) => items.filter((item) => item.act === act).length;
    return { found: count('found'), changed: count('change') };
  },
  async withdraw(tx, batchId) {
    await readBodies(tx);
    const [back] = await tx.$queryRaw<Back[]>`SELECT cells, changed FROM cell_import_withdraw(${batchId}::int)`;
    return back ?? { cells: 0, changed: 0 };
  },
};

export const checkImport = checkCommand(cells);
export const confirmImport = confirmCommand(cells);
export const undoImport = undoCommand(cells);
export const discardImport = discardCommand(cells);
