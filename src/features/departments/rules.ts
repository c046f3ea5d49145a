import { type Day, formatDay } from '@/domain/date';
import { InvalidInput, Refusal, type RefusalParams } from '@/domain/errors';
import { compareText, fold } from '@/domain/text';
import type { MessageKey } from '@/i18n/messages';
import { DEPARTMENT_KINDS, type DepartmentKind } from './schema';

/** First day of a department, and the first day on which it no longer exists (null while it lives). */
export type Life = { establishedOn: Day; dissolvedOn: Day | null };
/** Half open: `validTo` is the first day that is no longer covered; null is open. */
type Span = { validFrom: Day; validTo: Day | null };

/** Whether it exists on that day: from its first day on, up to the day before its end. */
export function existsOn({ establishedOn, dissolvedOn }: Life, day: Day): boolean {
  return establishedOn <= day && (dissolvedOn === null || day < dissolvedOn);
}

/** Whether it existed on at least one day of the period: only then may it hold figures of it (domain.md S3-08; K 14). */
export function existsInPeriod({ establishedOn, dissolvedOn }: Life, { startsOn, endsOn }: { startsOn: Day; endsOn: Day }): boolean {
  return establishedOn <= endsOn && (dissolvedOn === null || startsOn < dissolvedOn);
}

/** The version (name, kind, parent, functions) in force on a day. */
export function versionOn<Version extends Span>(versions: readonly Version[], day: Day): Version | undefined {
  return versions.find(({ validFrom, validTo }) => validFrom <= day && (validTo === null || day < validTo));
}

/**
 * The living department under which past figures are read «as now»: follows principal successors (from → to).
 * The database's `department_as_now()` walks the same way; figures never move.
 */
export function asNow(departmentId: number, principalSuccessors: ReadonlyMap<number, number>): number {
  const seen = new Set<number>();
  let current = departmentId;
  for (let next = principalSuccessors.get(current); next !== undefined && !seen.has(next); next = principalSuccessors.get(current)) {
    seen.add(current);
    current = next;
  }
  return current;
}

type Named = { id: number; kind: DepartmentKind; name: string; sortOrder: number; parentId: number | null };

/** Kinds in the hospital's order, then by hand-set order, then Vietnamese alphabet. */
function inOrder(one: Named, other: Named): number {
  return (
    DEPARTMENT_KINDS.indexOf(one.kind) - DEPARTMENT_KINDS.indexOf(other.kind) ||
    one.sortOrder - other.sortOrder ||
    compareText(one.name, other.name)
  );
}

export type TreeNode<Row> = Row & { children: TreeNode<Row>[] };

/** Departments below their parents, in order; one whose parent is not in the list stands at the top. */
export function treeOf<Row extends Named>(rows: readonly Row[]): TreeNode<Row>[] {
  const nodes = new Map(rows.map((row) => [row.id, { ...row, children: [] as TreeNode<Row>[] }]));
  const tops: TreeNode<Row>[] = [];
  for (const node of nodes.values()) {
    const parent = node.parentId === null ? undefined : nodes.get(node.parentId);
    (parent?.children ?? tops).push(node);
  }
  for (const list of [tops, ...[...nodes.values()].map(({ children }) => children)]) list.sort(inOrder);
  return tops;
}

/** A department in a list: how deep it stands, and the kind under whose heading it comes, that of the department it belongs to. */
export type Listed<Row> = Row & { depth: number; under: DepartmentKind };

/** The tree as a list below headings by kind, without the hospital itself. */
export function underHeadings<Row extends Named>(tree: readonly TreeNode<Row>[]): Listed<Row>[] {
  const walk = (node: TreeNode<Row>, depth: number, under: DepartmentKind): Listed<Row>[] => [
    { ...node, depth, under },
    ...node.children.flatMap((child) => walk(child, depth + 1, under)),
  ];
  const tops = tree.flatMap((node) => (node.kind === 'HOSPITAL' ? node.children : [node]));
  return tops.toSorted(inOrder).flatMap((top) => walk(top, 0, top.kind));
}

/** What one department is called and is during one span of time. */
export type UnitVersion = Span & {
  name: string;
  shortName: string | null;
  kind: DepartmentKind;
  parentId: number | null;
  functions: string[];
};
/** A department with its versions, oldest first; the last one is open while it lives. */
export type Unit = Life & { id: number; code: string; rowVersion: number; versions: UnitVersion[] };
/** The whole organisation as a command reads it under its lock: some hundred rows, so every rule below is plain code. */
export type Organisation = readonly Unit[];

function refuseAt(path: string, key: MessageKey, params: RefusalParams = {}): never {
  throw new InvalidInput([{ path, key, params }]);
}

/** The version that is in force last: open while the department lives. A department without one is a bug. */
export function latest(unit: Unit): UnitVersion {
  const last = unit.versions.at(-1);
  if (!last) throw new Error(`department ${unit.code} has no version`);
  return last;
}

/** The hospital itself, the top of the tree. */
function rootOf(organisation: Organisation): Unit | undefined {
  return organisation.find((unit) => latest(unit).kind === 'HOSPITAL');
}

/** The living departments directly below any of these. */
export function childrenOf(organisation: Organisation, ids: ReadonlySet<number>): Unit[] {
  return organisation.filter((unit) => unit.dissolvedOn === null && ids.has(latest(unit).parentId ?? 0) && !ids.has(unit.id));
}

/** The organisation as it is once these departments have stopped existing. */
export function afterEnding(organisation: Organisation, ids: ReadonlySet<number>, day: Day): Organisation {
  return organisation.map((unit) =>
    ids.has(unit.id) ? { ...unit, dissolvedOn: day, versions: [...unit.versions.slice(0, -1), { ...latest(unit), validTo: day }] } : unit,
  );
}

/** A code is given once and for all, also after the department is gone. */
export function assertCodeFree(organisation: Organisation, code: string, path: string): void {
  const taken = organisation.find((unit) => unit.code === code);
  if (taken) refuseAt(path, 'departments.refused.codeTaken', { code, name: latest(taken).name });
}

/** No two departments carry the same name (marks and case aside) at the same time, from `day` on. */
export function assertNameFree(organisation: Organisation, name: string, day: Day, path: string, exceptId?: number): void {
  const wanted = fold(name);
  const same = organisation.find(
    (unit) =>
      unit.id !== exceptId &&
      unit.versions.some((version) => fold(version.name) === wanted && (version.validTo === null || version.validTo > day)),
  );
  if (same) refuseAt(path, 'departments.refused.nameTaken', { name, code: same.code });
}

/** The parent that a department of this kind gets from `day` on: the one named, the hospital when none is, nothing for the hospital. */
export function parentFor(
  organisation: Organisation,
  { id, kind, parentId }: { id?: number; kind: DepartmentKind; parentId: number | null },
  day: Day,
  path: string,
): number | null {
  const root = rootOf(organisation);
  if (kind === 'HOSPITAL') {
    if (root && root.id !== id) refuseAt(path.replace(/parentId$/, 'kind'), 'departments.refused.rootExists', { name: latest(root).name });
    if (parentId !== null) refuseAt(path, 'departments.refused.rootHasNoParent');
    return null;
  }
  if (!root) refuseAt(path.replace(/parentId$/, 'kind'), 'departments.refused.rootFirst');
  if (root.id === id) refuseAt(path.replace(/parentId$/, 'kind'), 'departments.refused.rootStays');
  const parent = parentId === null ? root : organisation.find((unit) => unit.id === parentId);
  if (!parent) refuseAt(path, 'common.field.notAChoice');
  const { name } = latest(parent);
  if (parent.dissolvedOn !== null) refuseAt(path, 'departments.refused.parentDissolved', { name, day: formatDay(parent.dissolvedOn) });
  if (parent.establishedOn > day) refuseAt(path, 'departments.refused.parentNotYet', { name, day: formatDay(parent.establishedOn) });
  if (id !== undefined && makesCircle(id, parent.id, organisation)) refuseAt(path, 'departments.refused.circle', { name });
  return parent.id;
}

/** A department and everything above it, nearest first. */
function upwards(organisation: Organisation, from: number): number[] {
  const parentOf = new Map(organisation.map((unit) => [unit.id, latest(unit).parentId]));
  const line: number[] = [];
  for (let above: number | null | undefined = from; above != null && !line.includes(above); above = parentOf.get(above)) line.push(above);
  return line;
}

function makesCircle(id: number, parentId: number, organisation: Organisation): boolean {
  return upwards(organisation, parentId).includes(id);
}

/**
 * Where a department goes whose parent ends: below the successor, unless it is the successor itself or stands above it;
 * then below the nearest department above that lives on.
 */
export function parentAfterEnding(
  organisation: Organisation,
  child: Unit,
  ending: ReadonlySet<number>,
  successorId: number,
): number | null {
  if (!upwards(organisation, successorId).includes(child.id)) return successorId;
  const [, ...above] = upwards(organisation, child.id);
  return above.find((id) => !ending.has(id)) ?? null;
}

/** The department exists on that day, and no end of it has been recorded. */
export function assertLiving(unit: Unit, day: Day, path: string): void {
  const { name } = latest(unit);
  if (unit.dissolvedOn !== null) throw new Refusal('departments.refused.alreadyDissolved', { name, day: formatDay(unit.dissolvedOn) });
  if (day < unit.establishedOn) refuseAt(path, 'departments.refused.beforeEstablished', { name, day: formatDay(unit.establishedOn) });
}

/** A change (new name, new parent, an end) begins after the present version does, in a department that lives. */
export function assertChangeable(unit: Unit, day: Day, path: string): void {
  assertLiving(unit, day, path);
  const { name, validFrom } = latest(unit);
  if (day <= validFrom) refuseAt(path, 'departments.refused.beforeLaterVersion', { name, day: formatDay(validFrom) });
}

/** Who takes over: another department that exists on that day and is not being dissolved; never the hospital as a whole. */
export function assertSuccessor(successor: Unit | undefined, day: Day, path: string): asserts successor is Unit {
  if (!successor) refuseAt(path, 'common.field.notAChoice');
  const { name, kind } = latest(successor);
  if (kind === 'HOSPITAL') refuseAt(path, 'departments.refused.rootAsSuccessor');
  if (successor.dissolvedOn !== null || successor.establishedOn > day) {
    refuseAt(path, 'departments.refused.successorAbsent', { name, day: formatDay(day) });
  }
}
