import 'server-only';
import { dayOf } from '@/domain/date';
import type { MessageKey } from '@/i18n/messages';
import { checkCommand, confirmCommand, discardCommand, type ImportKind, undoCommand } from '@/server/imports/commands';
import { awardFile, importWorld } from './queries';
import type { AwardColumn } from './rules/columns';
import type { Plan, World } from './rules/plan';
import { applyPlan } from './writes';

const refusals: Record<string, MessageKey> = {
  award_import_built: 'imports.refused.built',
  award_import_not_held: 'imports.refused.undone',
  // somebody wrote the same award or decision at the same moment by another way
  award_person_once: 'imports.refused.moved',
  award_person_undated_once: 'imports.refused.moved',
  award_department_undated_once: 'imports.refused.moved',
  award_department_once: 'imports.refused.moved',
  award_guard: 'imports.refused.moved',
  decision_once: 'imports.refused.moved',
};

type Counted = { awards: number; people: number };

/** Awards of history. The register is the whole hospital's: the same file is confirmed once. */
const awards: ImportKind<AwardColumn, World, Plan, Counted, Counted> = {
  ...awardFile,
  name: 'awardImport',
  batch: { kind: 'IMPORT_AWARDS', scope: 'AWARDS', isParty: false },
  permission: 'award.manage',
  scoped: {},
  refusals,
  // five thousand rows take five seconds on a machine that has nothing else to do
  timeout: 60_000,
  async world(tx, now, lock) {
    // one import at a time: two files may bring the same new person
    if (lock) await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext(current_schema() || '.award_import'))`;
    return importWorld(tx, dayOf(now));
  },
  hasWork: ({ items }) => items.length > 0,
  async apply(applying, plan) {
    await applyPlan(applying, plan);
    return { awards: plan.items.length, people: plan.people.length };
  },
  async withdraw(tx, batchId) {
    const [back] = await tx.$queryRaw<Counted[]>`SELECT awards, people FROM award_import_withdraw(${batchId}::int)`;
    return back ?? { awards: 0, people: 0 };
  },
};

export const checkImport = checkCommand(awards);
export const confirmImport = confirmCommand(awards);
export const undoImport = undoCommand(awards);
export const discardImport = discardCommand(awards);
