import 'server-only';
import type { Actor } from '@/domain/actor';
import { type Day, dayOf, formatDay } from '@/domain/date';
import { NotFound, problemAt, Refusal } from '@/domain/errors';
import { setCellSecretary } from '@/features/accounts/writes';
import type { NewDecision } from '@/features/departments/schema';
import { decisionFor } from '@/features/departments/writes';
import { defineCommand } from '@/server/command';
import type { Tx } from '@/server/db';
import { fingerprintOf, readConsequences } from './queries';
import {
  assertCell,
  assertChangeable,
  assertHeir,
  assertLiving,
  assertNameFree,
  assertNothingBelow,
  type Bodies,
  type Body,
  latestOf,
  linkedOn,
  openLinks,
  parentFor,
} from './rules';
import {
  dissolveBodyInput,
  establishBodyInput,
  linkDepartmentsInput,
  mergeCellsInput,
  type NewCell,
  renameBodyInput,
  setLeadersInput,
  splitCellInput,
  unlinkDepartmentsInput,
} from './schema';
import { bodyRefusals, type Change, end, found, link, noteLineage, readBodies, renew, touch, unlink } from './writes';

const bodyIn = (bodies: Bodies, id: number | null) => bodies.find((body) => body.id === id);

/** The body that a change is about, with the others around it. */
async function loadBody(tx: Tx, { partyBodyId }: { partyBodyId: number }) {
  const bodies = await readBodies(tx);
  const body = bodyIn(bodies, partyBodyId);
  return body ? { partyBodyId, bodies, body } : null;
}

function assertUnchanged(body: Body, rowVersion: number): void {
  if (body.rowVersion !== rowVersion) throw new Refusal('common.refused.conflict');
}

/** What the person saw before the act is what there is now, or nothing is done. */
async function assertAsSeen(tx: Tx, bodies: readonly Body[], day: Day, fingerprint: string): Promise<void> {
  if (fingerprint === '') return;
  const ids = bodies.map(({ id }) => id);
  if (fingerprintOf(await readConsequences(tx, ids, day)) !== fingerprint) throw new Refusal('partyBodies.refused.moved');
}

type Begun = {
  tx: Tx;
  input: { decisionId: number | null; decision: NewDecision | null };
  before: { bodies: Bodies };
  actor: Actor;
  now: Date;
};

/** Records or finds the Party's decision; what follows rests on it. */
async function change({ tx, input, before: { bodies }, actor, now }: Begun, dayField: string, day: Day): Promise<Change> {
  const decisionId = await decisionFor(tx, 'PARTY', input, { effectiveOn: day, actor, now });
  return { tx, actor, now, bodies, day, dayField, decisionId };
}

/** Which departments a cell covers is the office's own register: no decision is asked for. */
function undecided({ tx, before: { bodies }, actor, now }: Omit<Begun, 'input'>, dayField: string, day: Day): Change {
  return { tx, actor, now, bodies, day, dayField, decisionId: null };
}

/** Thành lập: the Party organisation first, then what stands below it. */
export const establishBody = defineCommand({
  name: 'partyBody.establish',
  input: establishBodyInput,
  permission: 'party.organise',
  refusals: bodyRefusals,
  load: async (tx) => ({ partyBodyId: null, bodies: await readBodies(tx) }),
  async run(args) {
    const { establishedOn, decisionId: _known, decision: _decision, ...unit } = args.input;
    const [made] = await found(await change(args, 'establishedOn', establishedOn), [{ unit, at: '' }]);
    if (!made) throw new Error('nothing was made');
    return { ...made, rowVersion: 1 };
  },
});

/** Đổi tên or cấp trên from a day on; the former version stays, and stays searchable. */
export const renameBody = defineCommand({
  name: 'partyBody.rename',
  input: renameBodyInput,
  permission: 'party.organise',
  refusals: bodyRefusals,
  load: loadBody,
  async run(args) {
    const { input, before } = args;
    const { bodies, body } = before;
    assertUnchanged(body, input.rowVersion);
    assertChangeable(body, input.validFrom, 'validFrom');
    const former = latestOf(body);
    const wanted = { id: body.id, kind: body.kind, parentId: input.parentId === undefined ? former.parentId : input.parentId };
    const parentId = parentFor(bodies, wanted, input.validFrom, 'parentId');
    if (input.name === former.name && parentId === former.parentId) throw new Refusal('partyBodies.refused.nothingChanged');
    assertNameFree(bodies, input.name, input.validFrom, 'name', body.id);
    await renew(await change(args, 'validFrom', input.validFrom), { id: body.id, version: { ...former, name: input.name, parentId } });
    return { id: body.id, code: body.code, rowVersion: input.rowVersion + 1 };
  },
});

/** Bí thư, phó bí thư from a day on; on the day on which the version began they are written into it. */
export const setLeaders = defineCommand({
  name: 'partyBody.setLeaders',
  input: setLeadersInput,
  permission: 'party.organise',
  refusals: bodyRefusals,
  load: loadBody,
  async run(args) {
    const { input, before, tx, now } = args;
    const { body } = before;
    const { validFrom: day, secretaryId, deputyId } = input;
    assertUnchanged(body, input.rowVersion);
    assertLiving(body, day, 'validFrom');
    const former = latestOf(body);
    const isSame = former.secretaryId === secretaryId && former.deputyId === deputyId;
    if (isSame && !input.changesAccess) throw new Refusal('partyBodies.refused.nothingChanged');
    const changing = await change(args, 'validFrom', day);
    if (isSame) await touch(changing, [body.id]);
    else {
      assertChangeable(body, day, 'validFrom');
      await renew(changing, { id: body.id, version: { ...former, secretaryId, deputyId } });
    }
    if (input.changesAccess) {
      if (body.kind !== 'CELL' && input.accountId !== null)
        throw problemAt('accountId', 'partyBodies.refused.onlyCells', { name: former.name });
      await setCellSecretary(tx, { partyBodyId: body.id, accountId: input.accountId, from: day, today: dayOf(now) }, changing);
    }
    return { id: body.id, code: body.code, rowVersion: input.rowVersion + 1 };
  },
});

/** The cell covers these departments too, from a day on. */
export const linkDepartments = defineCommand({
  name: 'partyBody.link',
  input: linkDepartmentsInput,
  permission: 'party.organise',
  refusals: bodyRefusals,
  load: loadBody,
  async run(args) {
    const { input, before } = args;
    const { body } = before;
    assertUnchanged(body, input.rowVersion);
    assertCell(body, 'departmentIds');
    assertLiving(body, input.validFrom, 'validFrom');
    const covered = openLinks(body, input.validFrom).map(({ departmentId }) => departmentId);
    if (input.departmentIds.every((id) => covered.includes(id))) throw new Refusal('partyBodies.refused.linkedAlready');
    const linking = undecided(args, 'validFrom', input.validFrom);
    await link(linking, body.id, input.departmentIds, 'departmentIds');
    await touch(linking, [body.id]);
    return { id: body.id, code: body.code };
  },
});

/** The cell covers these departments up to the day before. */
export const unlinkDepartments = defineCommand({
  name: 'partyBody.unlink',
  input: unlinkDepartmentsInput,
  permission: 'party.organise',
  refusals: bodyRefusals,
  load: loadBody,
  async run(args) {
    const { input, before } = args;
    const { body } = before;
    const { validTo: day } = input;
    assertUnchanged(body, input.rowVersion);
    for (const departmentId of input.departmentIds) {
      const open = openLinks(body, day).find((row) => row.departmentId === departmentId);
      if (!open) throw problemAt('departmentIds', 'partyBodies.refused.notLinked');
      if (open.validFrom >= day) throw problemAt('validTo', 'partyBodies.refused.linkBegins', { day: formatDay(open.validFrom) });
    }
    const unlinking = undecided(args, 'validTo', day);
    await unlink(unlinking, body.id, input.departmentIds);
    await touch(unlinking, [body.id]);
    return { id: body.id, code: body.code };
  },
});

const asCell = ({ code, name, departmentIds }: NewCell, parentId: number | null, covered: readonly number[]) => ({
  ...{ code, name, parentId, kind: 'CELL' as const, secretaryId: null, deputyId: null },
  departmentIds: [...new Set([...departmentIds, ...covered])],
});

/** New cells may take the name of one that ends on the same day. */
const withoutEnded = (ending: Change, ended: readonly Body[]): Change => ({
  ...ending,
  bodies: ending.bodies.map((body) =>
    ended.some(({ id }) => id === body.id)
      ? { ...body, dissolvedOn: ending.day, versions: [...body.versions.slice(0, -1), { ...latestOf(body), validTo: ending.day }] }
      : body,
  ),
});

const coveredUntil = (bodies: readonly Body[], day: Day) => [
  ...new Set(bodies.flatMap((body) => openLinks(body, day).map(({ departmentId }) => departmentId))),
];

/** Nhập: several cells into one, new or existing; it covers their departments from then on. Their numbers stay where they were counted. */
export const mergeCells = defineCommand({
  name: 'partyBody.merge',
  input: mergeCellsInput,
  permission: 'party.organise',
  refusals: bodyRefusals,
  async load(tx, { fromIds, intoId }) {
    const bodies = await readBodies(tx);
    const ended = [...new Set(fromIds)].map((id) => bodyIn(bodies, id)).filter((body) => body !== undefined);
    return ended.length < new Set(fromIds).size ? null : { partyBodyId: null, bodies, ended, target: bodyIn(bodies, intoId) };
  },
  async run(args) {
    const { input, before, tx } = args;
    const { ended, target } = before;
    const { effectiveOn: day, into } = input;
    for (const body of ended) {
      assertCell(body, 'fromIds');
      assertChangeable(body, day, 'effectiveOn');
    }
    await assertAsSeen(tx, ended, day, input.fingerprint);
    if (!into) assertHeir(target, day, 'intoId');
    assertNothingBelow(before.bodies, new Set(ended.map(({ id }) => id)));
    const covered = coveredUntil(ended, day);
    const merging = await change(args, 'effectiveOn', day);
    await end(merging, ended);
    const parentId = latestOf(ended[0] as Body).parentId;
    const [heir] = into ? await found(withoutEnded(merging, ended), [{ unit: asCell(into, parentId, covered), at: 'into.' }]) : [target];
    if (!heir) throw new NotFound();
    if (!into) {
      await link(merging, heir.id, covered, 'intoId');
      await touch(merging, [heir.id]);
    }
    await noteLineage(
      merging,
      ended.map(({ id }) => ({ fromId: id, toId: heir.id, kind: 'MERGED', isPrincipal: true })),
    );
    return { id: heir.id, code: heir.code };
  },
});

/** Tách: into several new cells; or it lives on and gives departments away. What nobody was given goes to the main heir. */
export const splitCell = defineCommand({
  name: 'partyBody.split',
  input: splitCellInput,
  permission: 'party.organise',
  refusals: bodyRefusals,
  load: loadBody,
  async run(args) {
    const { input, before, tx } = args;
    const { body, bodies } = before;
    const { effectiveOn: day, keepsOriginal, principal } = input;
    assertUnchanged(body, input.rowVersion);
    assertCell(body, 'into');
    (keepsOriginal ? assertLiving : assertChangeable)(body, day, 'effectiveOn');
    await assertAsSeen(tx, [body], day, input.fingerprint);
    const given = new Set(input.into.flatMap(({ departmentIds }) => departmentIds));
    const left = coveredUntil([body], day).filter((id) => !given.has(id));
    const splitting = await change(args, 'effectiveOn', day);
    if (keepsOriginal) {
      const away = linkedOn(body, day).filter((id) => given.has(id));
      await unlink(splitting, body.id, away);
      await touch(splitting, [body.id]);
    } else {
      assertNothingBelow(bodies, new Set([body.id]));
      await end(splitting, [body]);
    }
    const { parentId } = latestOf(body);
    const parts = input.into.map((part, place) => ({
      unit: asCell(part, parentId, !keepsOriginal && place === principal ? left : []),
      at: `into.${place}.`,
    }));
    const made = await found(keepsOriginal ? splitting : withoutEnded(splitting, [body]), parts);
    await noteLineage(
      splitting,
      made.map(({ id }, place) => ({ fromId: body.id, toId: id, kind: 'SPLIT', isPrincipal: !keepsOriginal && place === principal })),
    );
    return { id: body.id, code: body.code, into: made };
  },
});

/** Giải thể; with a successor its departments go to that cell. */
export const dissolveBody = defineCommand({
  name: 'partyBody.dissolve',
  input: dissolveBodyInput,
  permission: 'party.organise',
  refusals: bodyRefusals,
  load: loadBody,
  async run(args) {
    const { input, before, tx } = args;
    const { body, bodies } = before;
    const { dissolvedOn: day, successorId } = input;
    assertUnchanged(body, input.rowVersion);
    if (body.kind === 'ORGANISATION') throw new Refusal('partyBodies.refused.rootStays');
    assertChangeable(body, day, 'dissolvedOn');
    await assertAsSeen(tx, [body], day, input.fingerprint);
    assertNothingBelow(bodies, new Set([body.id]));
    if (successorId === body.id) throw problemAt('successorId', 'partyBodies.field.mergeIntoItself');
    const heir = bodyIn(bodies, successorId);
    if (successorId !== null) {
      assertCell(body, 'successorId');
      assertHeir(heir, day, 'successorId');
    }
    const covered = coveredUntil([body], day);
    const dissolving = await change(args, 'dissolvedOn', day);
    await end(dissolving, [body]);
    if (heir) {
      await link(dissolving, heir.id, covered, 'successorId');
      await touch(dissolving, [heir.id]);
      await noteLineage(dissolving, [{ fromId: body.id, toId: heir.id, kind: 'PART_MOVED', isPrincipal: true }]);
    }
    return { id: body.id, code: body.code };
  },
});
