import 'server-only';
import type { Actor } from '@/domain/actor';
import { type Day, dayOf, formatDay, toColumn } from '@/domain/date';
import { problemAt, Refusal } from '@/domain/errors';
import { setCellSecretary } from '@/features/accounts/writes';
import type { LineageKind } from '@/features/departments/schema';
import type { MessageKey } from '@/i18n/messages';
import type { Tx } from '@/server/db';
import { changedBy } from '@/server/versioned';
import { allBodies } from './queries';
import { assertCodeFree, assertNameFree, type Bodies, type Body, type BodyVersion, latestOf, openLinks, parentFor } from './rules';
import type { BodyKind } from './schema';

/** What the database refuses of bodies, in words: its last line, should a rule before it be passed by. */
export const bodyRefusals: Record<string, MessageKey> = {
  party_body_code_key: 'partyBodies.refused.codeTakenNow',
  party_body_version_no_overlap: 'partyBodies.refused.overlap',
  party_body_version_range: 'partyBodies.refused.overlap',
  party_body_range: 'partyBodies.refused.endBeforeStart',
  party_cell_department_no_overlap: 'partyBodies.refused.linkedAlready',
  party_body_version_named: 'partyBodies.refused.nameNeeded',
  party_lineage_distinct: 'partyBodies.field.mergeIntoItself',
  party_lineage_from_id_to_id_effective_on_key: 'partyBodies.refused.lineageTwice',
  role_grant_one_open: 'accounts.refused.alreadyGranted',
  role_grant_two_hands: 'accounts.refused.twoHands',
  party_lineage_one_principal: 'partyBodies.refused.onePrincipal',
  decision_once: 'departments.refused.decisionExistsNow',
};

/** All bodies, read for a change; changes of the Party's organisation wait for each other until commit, as those of departments do. */
export async function readBodies(tx: Tx): Promise<Bodies> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext(current_schema() || '.party_body'))`;
  return allBodies(tx);
}

/** One change of the Party's organisation: who, when, from which day (typed into which field), by which decision. */
export type Change = { tx: Tx; actor: Actor; now: Date; bodies: Bodies; day: Day; dayField: string; decisionId: number | null };
type Founded = {
  code: string;
  kind: BodyKind;
  name: string;
  parentId: number | null;
  secretaryId: number | null;
  deputyId: number | null;
  departmentIds: readonly number[];
};

/**
 * Founds bodies, each checked against the others and against those founded beside it; in the same few statements however many. `at` leads to
 * the form's fields. A list may give each a day and a decision of its own.
 */
export async function found(
  change: Change,
  units: readonly ({ unit: Founded; at: string } & Partial<Since>)[],
): Promise<{ id: number; code: string }[]> {
  if (units.length === 0) return [];
  const { tx, actor, now } = change;
  let bodies = change.bodies;
  const rows = units.map(({ unit, at, day = change.day, decisionId = change.decisionId }, place) => {
    const { code, kind, name, secretaryId, deputyId, departmentIds } = unit;
    assertCodeFree(bodies, code, `${at}code`);
    assertNameFree(bodies, name, day, `${at}name`);
    if (departmentIds.length > 0 && kind !== 'CELL') throw problemAt(`${at}departmentIds`, 'partyBodies.refused.onlyCellsCover');
    const version = { name, parentId: parentFor(bodies, unit, day, `${at}parentId`), secretaryId, deputyId, validFrom: day, validTo: null };
    // stands in without an id yet, so that the next one cannot take the same code or name
    bodies = [
      ...bodies,
      { id: -1 - place, code, kind, establishedOn: day, dissolvedOn: null, rowVersion: 1, versions: [version], links: [] },
    ];
    return { unit, version, at, day, decisionId };
  });
  const made = await tx.partyBody.createManyAndReturn({
    data: rows.map(({ unit, day }) => ({
      ...{ code: unit.code, kind: unit.kind },
      ...{ establishedOn: toColumn(day), updatedAt: now, updatedById: actor.id },
    })),
    select: { id: true, code: true },
  });
  const idOf = new Map(made.map(({ id, code }) => [code, id]));
  const withIds = rows.map((row) => ({ ...row, id: idOf.get(row.unit.code) ?? 0 }));
  await begin(tx, withIds);
  await linkAll(
    tx,
    withIds.map(({ id, unit, day, at }) => ({ id, day, departmentIds: unit.departmentIds, path: `${at}departmentIds` })),
  );
  return withIds.map(({ id, unit }) => ({ id, code: unit.code }));
}

/** From which day, by which decision. */
type Since = { day: Day; decisionId: number | null };
type Renewed = { id: number; version: Omit<BodyVersion, 'validFrom' | 'validTo'> };

async function begin(tx: Tx, rows: readonly (Renewed & Since)[]): Promise<void> {
  const people = [...new Set(rows.flatMap(({ version }) => [version.secretaryId, version.deputyId]).filter((id) => id !== null))];
  const known = await tx.person.findMany({ where: { id: { in: people }, voidedAt: null }, select: { id: true } });
  if (known.length < people.length) throw problemAt('secretaryId', 'common.field.notAChoice');
  await tx.partyBodyVersion.createMany({
    data: rows.map(({ id, version: { name, parentId, secretaryId, deputyId }, day, decisionId }) => ({
      ...{ partyBodyId: id, name, parentId, secretaryId, deputyId, decisionId },
      validFrom: toColumn(day),
    })),
  });
}

/** Lets the open version of a body end, and a new one begin on the day of the change. */
export async function renew(change: Change, row: Renewed): Promise<void> {
  await renewAll(change, [{ ...row, day: change.day, decisionId: change.decisionId }]);
}

/** The same of many, each from its own day on by its own decision. */
export async function renewAll(change: Pick<Change, 'tx' | 'actor' | 'now'>, rows: readonly (Renewed & Since)[]): Promise<void> {
  if (rows.length === 0) return;
  const ids = rows.map(({ id }) => id);
  await change.tx.$executeRaw`
    UPDATE party_body_version v SET valid_to = x.day FROM unnest(${ids}::int[], ${rows.map(({ day }) => day)}::date[]) x (id, day)
    WHERE v.party_body_id = x.id AND v.valid_to IS NULL`;
  await begin(change.tx, rows);
  await touch(change, ids);
}

async function closeNames({ tx, day }: Change, ids: number[]): Promise<void> {
  await tx.partyBodyVersion.updateMany({ where: { partyBodyId: { in: ids }, validTo: null }, data: { validTo: toColumn(day) } });
}

/** The next version of these bodies, by whoever makes the change. */
export async function touch(change: Pick<Change, 'tx' | 'actor' | 'now'>, ids: number[]): Promise<void> {
  await change.tx.partyBody.updateMany({ where: { id: { in: ids } }, data: changedBy(change) });
}

/** Ends cells on the day of the change: their names are free from then on, their departments and their secretary's access with them. */
export async function end(change: Change, ended: readonly Body[]): Promise<void> {
  const { tx, day, now } = change;
  const ids = ended.map(({ id }) => id);
  await assertNothingLater(change, ids);
  await closeNames(change, ids);
  for (const body of ended) {
    const open = openLinks(body, day);
    const beginLater = open.find(({ validFrom }) => validFrom >= day);
    if (beginLater)
      throw problemAt(change.dayField, 'partyBodies.refused.linkLater', {
        name: latestOf(body).name,
        day: formatDay(beginLater.validFrom),
      });
    await unlink(
      change,
      body.id,
      open.map(({ departmentId }) => departmentId),
    );
    await setCellSecretary(tx, { partyBodyId: body.id, accountId: null, from: day, today: dayOf(now) }, change);
  }
  await tx.partyBody.updateMany({ where: { id: { in: ids } }, data: { dissolvedOn: toColumn(day), ...changedBy(change) } });
}

/** Counts and ratings of a later year, or a cell that came into it later, would belong to nobody. */
async function assertNothingLater({ tx, day }: Change, ids: number[]): Promise<void> {
  const [later] = await tx.$queryRaw<{ name: string; year: number }[]>`
    WITH later AS (
      SELECT k.party_body_id AS id, k.year::int AS year FROM party_year_count k WHERE k.party_body_id = ANY (${ids}::int[])
      UNION ALL SELECT r.party_body_id, c.year::int FROM party_rating r JOIN rating_campaign c ON c.id = r.campaign_id WHERE r.party_body_id = ANY (${ids}::int[])
      UNION ALL SELECT m.party_body_id, c.year::int FROM member_rating m JOIN rating_campaign c ON c.id = m.campaign_id WHERE m.party_body_id = ANY (${ids}::int[])
      UNION ALL SELECT l.to_id, extract(year FROM l.effective_on)::int + 1 FROM party_lineage l WHERE l.to_id = ANY (${ids}::int[]) AND l.effective_on >= ${day}::date
    )
    SELECT v.name, later.year FROM later JOIN party_body_version v ON v.party_body_id = later.id AND v.valid_to IS NULL
    WHERE later.year > extract(year FROM ${day}::date - 1) LIMIT 1`;
  if (later) throw new Refusal('partyBodies.refused.numbersLater', { name: later.name, year: later.year });
}

/** Lets a cell cover departments from the day of the change on; those it covers already stay as they are. */
export async function link({ tx, day }: Change, id: number, departmentIds: readonly number[], path: string): Promise<void> {
  await linkAll(tx, [{ id, day, departmentIds, path }]);
}

type Linked = { id: number; day: Day; departmentIds: readonly number[]; path: string };

/** The same of many cells, each from its own day on, in two statements. */
export async function linkAll(tx: Tx, cells: readonly Linked[]): Promise<void> {
  const pairs = cells.flatMap(({ id, day, departmentIds, path }) =>
    [...new Set(departmentIds)].map((departmentId) => ({ partyBodyId: id, departmentId, day, path })),
  );
  if (pairs.length === 0) return;
  const found = await tx.$queryRaw<{ at: number; isThere: boolean; isHeld: boolean }[]>`
    SELECT x.at::int, d.id IS NOT NULL AS "isThere", EXISTS (SELECT FROM party_cell_department l
      WHERE l.party_body_id = x.body AND l.department_id = x.department AND (l.valid_to IS NULL OR l.valid_to > x.day)) AS "isHeld"
    FROM unnest(${pairs.map(({ partyBodyId }) => partyBodyId)}::int[], ${pairs.map(({ departmentId }) => departmentId)}::int[],
      ${pairs.map(({ day }) => day)}::date[]) WITH ORDINALITY x (body, department, day, at)
    LEFT JOIN department d ON d.id = x.department AND d.established_on <= x.day AND (d.dissolved_on IS NULL OR d.dissolved_on > x.day) ORDER BY x.at`;
  const absent = pairs[found.findIndex(({ isThere }) => !isThere)];
  if (absent) throw problemAt(absent.path, 'partyBodies.refused.departmentAbsent', { day: formatDay(absent.day) });
  await tx.partyCellDepartment.createMany({
    data: pairs
      .filter((_, at) => !found[at]?.isHeld)
      .map(({ partyBodyId, departmentId, day }) => ({ partyBodyId, departmentId, validFrom: toColumn(day) })),
  });
}

/** Lets a cell cover departments up to the day before the day of the change. */
export async function unlink({ tx, day }: Change, partyBodyId: number, departmentIds: readonly number[]): Promise<void> {
  await tx.partyCellDepartment.updateMany({
    where: {
      ...{ partyBodyId, departmentId: { in: [...departmentIds] }, validFrom: { lt: toColumn(day) } },
      OR: [{ validTo: null }, { validTo: { gt: toColumn(day) } }],
    },
    data: { validTo: toColumn(day) },
  });
}

type Lineage = { fromId: number; toId: number; kind: LineageKind; isPrincipal: boolean };

/** Who came from whom, by the decision of the change. */
export async function noteLineage({ tx, day, decisionId }: Change, rows: readonly Lineage[]): Promise<void> {
  if (decisionId === null) throw new Error('lineage needs a decision');
  await tx.partyLineage.createMany({ data: rows.map((row) => ({ ...row, effectiveOn: toColumn(day), decisionId })) });
}
