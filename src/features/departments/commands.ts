import 'server-only';
import type { Actor } from '@/domain/actor';
import type { Day } from '@/domain/date';
import { InvalidInput, NotFound, Refusal } from '@/domain/errors';
import { fingerprintOf, readConsequences } from '@/features/reorganisation/queries';
import type { MessageKey } from '@/i18n/messages';
import { defineCommand } from '@/server/command';
import type { Tx } from '@/server/db';
import {
  afterEnding,
  assertChangeable,
  assertLiving,
  assertNameFree,
  assertSuccessor,
  latest,
  type Organisation,
  parentFor,
  type Unit,
} from './rules';
import { dissolveInput, establishInput, mergeInput, type NewDecision, renameInput, splitInput } from './schema';
import { type Change, decisionFor, end, found, handOver, noteLineage, readOrganisation, renew } from './writes';

/** The database's last line, should a rule before it be passed by. */
const refusals: Record<string, MessageKey> = {
  department_code_key: 'departments.refused.codeTakenNow',
  department_version_current_name: 'departments.refused.nameTakenNow',
  department_version_current: 'common.refused.conflict',
  department_version_no_overlap: 'departments.refused.overlap',
  department_version_range: 'departments.refused.overlap',
  department_version_not_own_parent: 'departments.refused.ownParent',
  department_range: 'departments.refused.endBeforeStart',
  department_lineage_one_principal: 'departments.refused.onePrincipal',
  department_lineage_distinct: 'departments.refused.successorIsItself',
  task_lead_absent: 'departments.refused.leadAbsent',
  decision_once: 'departments.refused.decisionExistsNow',
};

function unitIn(organisation: Organisation, id: number): Unit | undefined {
  return organisation.find((unit) => unit.id === id);
}

/** The department that a change is about, with the organisation around it. */
async function loadUnit(tx: Tx, { departmentId }: { departmentId: number }) {
  const organisation = await readOrganisation(tx);
  const unit = unitIn(organisation, departmentId);
  return unit ? { departmentId, organisation, unit } : null;
}

function assertUnchanged(unit: Unit, rowVersion: number): void {
  if (unit.rowVersion !== rowVersion) throw new Refusal('common.refused.conflict');
}

function assertNotRoot(unit: Unit): void {
  if (latest(unit).kind === 'HOSPITAL') throw new Refusal('departments.refused.rootStays');
}

function assertEndable(unit: Unit, day: Day, path: string): void {
  assertNotRoot(unit);
  assertChangeable(unit, day, path);
}

/** What the person saw before the act is what there is now, or nothing is done. */
async function assertAsSeen(tx: Tx, units: readonly Unit[], day: Day, fingerprint: string): Promise<void> {
  if (fingerprint === '') return;
  const ids = units.map(({ id }) => id);
  if (fingerprintOf(await readConsequences(tx, ids, day)) !== fingerprint) throw new Refusal('departments.refused.moved');
}

type Begun = {
  tx: Tx;
  input: { decisionId: number | null; decision: NewDecision | null };
  before: { organisation: Organisation };
  actor: Actor;
  now: Date;
};

/** Records or finds the decision; what follows rests on it. */
async function change({ tx, input, before: { organisation }, actor, now }: Begun, dayField: string, day: Day): Promise<Change> {
  const decisionId = await decisionFor(tx, 'ORGANISATION', input, { effectiveOn: day, actor, now });
  return { tx, actor, now, organisation, day, dayField, decisionId };
}

/** Thành lập. The first one is the hospital itself (kind HOSPITAL); every other stands below it or below another department. */
export const establishDepartment = defineCommand({
  name: 'department.establish',
  input: establishInput,
  permission: 'department.manage',
  refusals,
  load: async (tx) => ({ departmentId: null, organisation: await readOrganisation(tx) }),
  async run(args) {
    const { establishedOn, decisionId: _known, decision: _decision, ...unit } = args.input;
    const [made] = await found(await change(args, 'establishedOn', establishedOn), [{ unit, at: '' }]);
    if (!made) throw new Error('nothing was made');
    return { ...made, rowVersion: 1 };
  },
});

const content = ({ name, shortName, kind, parentId, functions }: Unit['versions'][number]) => ({
  name,
  shortName,
  kind,
  parentId,
  functions,
});

/** Đổi tên, loại, đơn vị cấp trên or chức năng from a day on; the former version stays, and stays searchable. */
export const renameDepartment = defineCommand({
  name: 'department.rename',
  input: renameInput,
  permission: 'department.manage',
  refusals,
  load: loadUnit,
  async run(args) {
    const { input, before } = args;
    const { organisation, unit } = before;
    const { validFrom: day, rowVersion } = input;
    assertUnchanged(unit, rowVersion);
    assertChangeable(unit, day, 'validFrom');
    const former = content(latest(unit));
    const {
      name = former.name,
      shortName = former.shortName,
      kind = former.kind,
      functions = former.functions,
      parentId = former.parentId,
    } = input;
    const version = {
      name,
      shortName,
      kind,
      parentId: parentFor(organisation, { id: unit.id, kind, parentId }, day, 'parentId'),
      functions,
    };
    if (JSON.stringify(version) === JSON.stringify(former)) throw new Refusal('departments.refused.nothingChanged');
    assertNameFree(organisation, name, day, 'name', unit.id);
    await renew(await change(args, 'validFrom', day), [{ id: unit.id, version }]);
    return { id: unit.id, code: unit.code, rowVersion: rowVersion + 1 };
  },
});

/** Nhập: several departments into one, new or existing, which becomes the principal successor of each. */
export const mergeDepartments = defineCommand({
  name: 'department.merge',
  input: mergeInput,
  permission: 'department.manage',
  refusals,
  async load(tx, { fromIds, intoId }) {
    const organisation = await readOrganisation(tx);
    const wanted = [...new Set(fromIds)].map((id) => unitIn(organisation, id));
    const units = wanted.filter((unit) => unit !== undefined);
    if (units.length < wanted.length) return null;
    return { departmentId: null, organisation, units, target: intoId === null ? undefined : unitIn(organisation, intoId) };
  },
  async run(args) {
    const { input, before } = args;
    const { units, target } = before;
    const { effectiveOn: day, into } = input;
    await assertAsSeen(args.tx, units, day, input.fingerprint);
    for (const unit of units) assertEndable(unit, day, 'effectiveOn');
    if (!into) assertSuccessor(target, day, 'intoId');
    const merging = await change(args, 'effectiveOn', day);
    await end(merging, units);
    const [heir] = into ? await found(withoutEnded(merging, units), [{ unit: into, at: 'into.' }]) : [target];
    if (!heir) throw new NotFound();
    await handOver(merging, units, heir.id, input);
    await noteLineage(
      merging,
      units.map(({ id }) => ({ fromId: id, toId: heir.id, kind: 'MERGED', isPrincipal: true })),
    );
    return { id: heir.id, code: heir.code };
  },
});

/** Tách: into several new departments, its past read under the principal one; or it lives on, keeps its past and gives a part away. */
export const splitDepartment = defineCommand({
  name: 'department.split',
  input: splitInput,
  permission: 'department.manage',
  refusals,
  load: loadUnit,
  async run(args) {
    const { input, before } = args;
    const { unit } = before;
    const { effectiveOn: day, keepsOriginal, principal, rowVersion } = input;
    assertUnchanged(unit, rowVersion);
    assertNotRoot(unit);
    await assertAsSeen(args.tx, [unit], day, input.fingerprint);
    (keepsOriginal ? assertLiving : assertChangeable)(unit, day, 'effectiveOn');
    const splitting = await change(args, 'effectiveOn', day);
    const parts = input.into.map((part, place) => ({ unit: part, at: `into.${place}.` }));
    if (!keepsOriginal) await end(splitting, [unit]);
    const made = await found(keepsOriginal ? splitting : withoutEnded(splitting, [unit]), parts);
    const heir = keepsOriginal || principal === null ? undefined : made[principal];
    if (heir) await handOver(splitting, [unit], heir.id, input);
    await noteLineage(
      splitting,
      made.map(({ id }) => ({ fromId: unit.id, toId: id, kind: 'SPLIT', isPrincipal: id === heir?.id })),
    );
    return { id: unit.id, code: unit.code, into: made };
  },
});

/** Giải thể; its past figures are read under the successor from then on, if one is named. */
export const dissolveDepartment = defineCommand({
  name: 'department.dissolve',
  input: dissolveInput,
  permission: 'department.manage',
  refusals,
  load: loadUnit,
  async run(args) {
    const { input, before } = args;
    const { organisation, unit } = before;
    const { dissolvedOn: day, successorId, rowVersion } = input;
    assertUnchanged(unit, rowVersion);
    assertEndable(unit, day, 'dissolvedOn');
    await assertAsSeen(args.tx, [unit], day, input.fingerprint);
    if (successorId === unit.id)
      throw new InvalidInput([{ path: 'successorId', key: 'departments.refused.successorIsItself', params: {} }]);
    if (successorId !== null) assertSuccessor(unitIn(organisation, successorId), day, 'successorId');
    const dissolving = await change(args, 'dissolvedOn', day);
    await end(dissolving, [unit]);
    await handOver(dissolving, [unit], successorId, input);
    if (successorId !== null)
      await noteLineage(dissolving, [{ fromId: unit.id, toId: successorId, kind: 'PART_MOVED', isPrincipal: true }]);
    return { id: unit.id, code: unit.code };
  },
});

/** New departments may take the name of one that ends on the same day, but not stand below it. */
function withoutEnded(ending: Change, units: readonly Unit[]): Change {
  return { ...ending, organisation: afterEnding(ending.organisation, new Set(units.map(({ id }) => id)), ending.day) };
}
