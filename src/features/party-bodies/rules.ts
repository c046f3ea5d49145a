import { type Day, formatDay } from '@/domain/date';
import { problemAt, Refusal } from '@/domain/errors';
import { compareText, fold } from '@/domain/text';
import { existsOn, type Life } from '@/features/departments/rules';
import { BODY_KINDS, type BodyKind } from './schema';

export type BodyVersion = {
  name: string;
  parentId: number | null;
  secretaryId: number | null;
  deputyId: number | null;
  validFrom: Day;
  validTo: Day | null;
};
export type Link = { departmentId: number; validFrom: Day; validTo: Day | null };
/** A body with its names, oldest first; the last is open while it lives. */
export type Body = Life & { id: number; code: string; kind: BodyKind; rowVersion: number; versions: BodyVersion[]; links: Link[] };
/** All bodies as a command reads them under its lock: some sixty rows. */
export type Bodies = readonly Body[];

/** Which kinds each kind may stand below; the hospital's Party organisation stands below none of its own. */
const ABOVE: Readonly<Record<BodyKind, readonly BodyKind[]>> = {
  ORGANISATION: [],
  COMMITTEE: ['ORGANISATION'],
  STANDING_COMMITTEE: ['ORGANISATION', 'COMMITTEE'],
  OFFICE: ['ORGANISATION', 'COMMITTEE'],
  BOARD: ['ORGANISATION', 'COMMITTEE'],
  SUB_ORGANISATION: ['ORGANISATION'],
  CELL: ['ORGANISATION', 'SUB_ORGANISATION'],
  GROUP: ['CELL'],
};

/** The version in force last: open while the body lives. */
export function latestOf(body: Body): BodyVersion {
  const last = body.versions.at(-1);
  if (!last) throw new Error(`party body ${body.id} has no version`);
  return last;
}

/** Kinds in the Party's order, then by hand-set order, then Vietnamese alphabet. */
export function inPartyOrder(
  one: { kind: BodyKind; sortOrder: number; name: string },
  other: { kind: BodyKind; sortOrder: number; name: string },
): number {
  return (
    BODY_KINDS.indexOf(one.kind) - BODY_KINDS.indexOf(other.kind) || one.sortOrder - other.sortOrder || compareText(one.name, other.name)
  );
}

/** A code is given once and for all. */
export function assertCodeFree(bodies: Bodies, code: string, path: string): void {
  const taken = bodies.find((body) => body.code === code);
  if (taken) throw problemAt(path, 'partyBodies.refused.codeTaken', { code, name: latestOf(taken).name });
}

/** No two bodies carry the same name (marks and case aside) at the same time, from `day` on. */
export function assertNameFree(bodies: Bodies, name: string, day: Day, path: string, exceptId?: number): void {
  const wanted = fold(name);
  const same = bodies.find(
    (body) =>
      body.id !== exceptId &&
      body.versions.some((version) => fold(version.name) === wanted && (version.validTo === null || version.validTo > day)),
  );
  if (same) throw problemAt(path, 'partyBodies.refused.nameTaken', { name, code: same.code });
}

/** What a body of this kind stands below from `day` on: what was named, else the Party organisation; nothing for that one itself. */
export function parentFor(
  bodies: Bodies,
  { id, kind, parentId }: { id?: number; kind: BodyKind; parentId: number | null },
  day: Day,
  path: string,
): number | null {
  const root = bodies.find((body) => body.kind === 'ORGANISATION' && body.dissolvedOn === null);
  const kindPath = path.replace(/parentId$/, 'kind');
  if (kind === 'ORGANISATION') {
    if (root && root.id !== id) throw problemAt(kindPath, 'partyBodies.refused.rootExists', { name: latestOf(root).name });
    if (parentId !== null) throw problemAt(path, 'partyBodies.refused.rootHasNoParent');
    return null;
  }
  if (!root) throw problemAt(kindPath, 'partyBodies.refused.rootFirst');
  if (parentId === null) {
    if (!ABOVE[kind].includes('ORGANISATION')) throw problemAt(path, 'partyBodies.refused.parentNeeded');
    return existsOn(root, day) ? root.id : refuseAbsent(root, day, path);
  }
  const parent = bodies.find((body) => body.id === parentId);
  if (!parent || !ABOVE[kind].includes(parent.kind)) throw problemAt(path, 'partyBodies.refused.wrongParent');
  return existsOn(parent, day) ? parent.id : refuseAbsent(parent, day, path);
}

function refuseAbsent(body: Body, day: Day, path: string): never {
  throw problemAt(path, 'partyBodies.refused.absentOn', { name: latestOf(body).name, day: formatDay(day) });
}

/** The body exists on that day, and no end of it has been recorded. */
export function assertLiving(body: Body, day: Day, path: string): void {
  const { name } = latestOf(body);
  if (body.dissolvedOn !== null) throw new Refusal('partyBodies.refused.alreadyDissolved', { name, day: formatDay(body.dissolvedOn) });
  if (day < body.establishedOn)
    throw problemAt(path, 'partyBodies.refused.beforeEstablished', { name, day: formatDay(body.establishedOn) });
}

/** A change begins after the present version does, in a body that lives. */
export function assertChangeable(body: Body, day: Day, path: string): void {
  assertLiving(body, day, path);
  const { name, validFrom } = latestOf(body);
  if (day <= validFrom) throw problemAt(path, 'partyBodies.refused.beforeLaterVersion', { name, day: formatDay(validFrom) });
}

/** Only a cell is merged and split, and only a cell takes over. */
export function assertCell(body: Body, path: string): void {
  if (body.kind !== 'CELL') throw problemAt(path, 'partyBodies.refused.onlyCells', { name: latestOf(body).name });
}

/** Who takes over: another cell that exists on that day and is not ending. */
export function assertHeir(heir: Body | undefined, day: Day, path: string): asserts heir is Body {
  if (!heir) throw problemAt(path, 'common.field.notAChoice');
  assertCell(heir, path);
  if (heir.dissolvedOn !== null || heir.establishedOn > day) refuseAbsent(heir, day, path);
}

/** Nothing stands below it any more. */
export function assertNothingBelow(bodies: Bodies, ids: ReadonlySet<number>): void {
  const below = bodies.filter((body) => body.dissolvedOn === null && !ids.has(body.id) && ids.has(latestOf(body).parentId ?? 0));
  if (below.length > 0) throw new Refusal('partyBodies.refused.hasBelow', { names: below.map((body) => latestOf(body).name).join(', ') });
}

/** The departments that a cell covers on a day (the day before counts for what ends on it). */
export function linkedOn(body: Body, day: Day): number[] {
  return body.links
    .filter(({ validFrom, validTo }) => validFrom <= day && (validTo === null || validTo > day))
    .map(({ departmentId }) => departmentId);
}

/** Links that go on or begin on the day or later: what an end of the cell closes or takes away. */
export function openLinks(body: Body, day: Day): Link[] {
  return body.links.filter(({ validTo }) => validTo === null || validTo > day);
}
