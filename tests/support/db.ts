import { afterAll } from 'vitest';
import { type Actor, DEPARTMENT_ROLES, type Role, SYSTEM } from '@/domain/actor';
import { endOfDay, startOfDay, toColumn } from '@/domain/date';
import { type Quarter, quarterDays } from '@/domain/period';
import { type Db, openDb, type Prisma, type Tx } from '@/server/db';
import { freshDatabase } from './postgres';

/**
 * A migrated database of the test file's own, opened as the runtime role; `db()` of the app uses it too.
 * Nothing is shared between files, so nothing is cleaned up.
 */
export async function freshDb(): Promise<Db> {
  const { runtimeUrl, schema } = await freshDatabase();
  const db = openDb(runtimeUrl, schema, 8);
  (globalThis as { tongKetDb?: Db }).tongKetDb = db;
  afterAll(() => db.$disconnect());
  return db;
}

/** A set-up write: the database refuses one that names nobody. */
export function asSystem<Result>(db: Db, work: (tx: Tx) => Promise<Result>): Promise<Result> {
  return db.$transaction(async (tx) => {
    await tx.$executeRaw`SELECT set_config('app.actor', ${String(SYSTEM.id)}, true)`;
    return work(tx);
  });
}

let serial = 0;

type Span = { establishedOn?: string; dissolvedOn?: string };

export function aDepartment(db: Db, code = `D${++serial}`, { establishedOn = '2010-01-01', dissolvedOn }: Span = {}) {
  return asSystem(db, (tx) =>
    tx.department.create({
      data: {
        code,
        establishedOn: toColumn(establishedOn),
        dissolvedOn: dissolvedOn ? toColumn(dissolvedOn) : null,
        versions: { create: { name: `Khoa ${code}`, kind: 'CLINICAL_DEPT', functions: [], validFrom: toColumn(establishedOn) } },
      },
    }),
  );
}

export async function anActor(db: Db, role: Role, departmentId: number | null = null): Promise<Actor> {
  const displayName = `Người ${++serial}`;
  const scope = DEPARTMENT_ROLES.includes(role) ? departmentId : null;
  const account = await asSystem(db, (tx) =>
    tx.account.create({
      data: {
        username: `u${serial}`,
        displayName,
        mustChangePassword: false,
        // a cell secretary needs a cell (aSecretary in party.ts): without one the account stays without a row for it
        roleGrants: role === 'CELL_SECRETARY' ? undefined : { create: { role, departmentId: scope, validFrom: toColumn('2010-01-01') } },
      },
    }),
  );
  return { id: account.id, displayName, grants: [{ role, departmentId: scope }] };
}

type Deadline = { opensOn: string; dueOn: string; lockOn: string };
const OPEN: Deadline = { opensOn: '2020-01-01', dueOn: '2090-01-01', lockOn: '2091-01-01' };

/** A quarter with both deadlines; open for many years unless said otherwise. */
export function aQuarter(db: Db, year: number, quarter: Quarter, deadlines: { plan?: Deadline; report?: Deadline } = {}) {
  const { startsOn, endsOn } = quarterDays(year, quarter);
  const row = (kind: 'PLAN' | 'REPORT', { opensOn, dueOn, lockOn }: Deadline) => ({
    kind,
    opensAt: startOfDay(opensOn),
    dueAt: endOfDay(dueOn),
    lockAt: endOfDay(lockOn),
  });
  return asSystem(db, async (tx) => {
    const days = { calendar: 'CALENDAR' as const, startsOn: toColumn(`${year}-01-01`), endsOn: toColumn(`${year}-12-31`) };
    await tx.period.createMany({ data: [{ kind: 'YEAR', year, index: 1, ...days }], skipDuplicates: true });
    return tx.period.create({
      data: {
        kind: 'QUARTER',
        year,
        index: quarter,
        startsOn: toColumn(startsOn),
        endsOn: toColumn(endsOn),
        deadlines: { create: [row('PLAN', deadlines.plan ?? OPEN), row('REPORT', deadlines.report ?? OPEN)] },
      },
    });
  });
}

/** An indicator of a new area unless one is named; SUM and UP unless said otherwise. */
export function anIndicator(db: Db, code = `I${++serial}`, more: Partial<Prisma.IndicatorUncheckedCreateInput> = {}) {
  return asSystem(db, async (tx) => {
    const areaId =
      more.areaId ??
      (await tx.area.create({ data: { code: `A${++serial}`, name: `Lĩnh vực ${serial}`, isCore: true, sortOrder: serial } })).id;
    return tx.indicator.create({
      data: { code, name: `Chỉ tiêu ${code}`, unit: 'lượt', direction: 'UP', aggregation: 'SUM', fromYear: 2018, ...more, areaId },
    });
  });
}

/** The department must report these indicators from the beginning. */
export function assign(db: Db, departmentId: number, indicatorIds: number[], required = true) {
  return asSystem(db, (tx) =>
    tx.indicatorAssignment.createMany({
      data: indicatorIds.map((indicatorId) => ({ departmentId, indicatorId, required, validFrom: toColumn('2010-01-01') })),
    }),
  );
}
