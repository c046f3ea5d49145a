import type { Actor } from '@/domain/actor';
import { toColumn } from '@/domain/date';
import type { Db, Tx } from '@/server/db';
import { asSystem } from './db';

let serial = 0;

type Span = { establishedOn?: string; dissolvedOn?: string };

/** A cell (chi bộ) with its first name, and the departments it covers. */
export function aCell(
  db: Db,
  code = `CB${++serial}`,
  { establishedOn = '2000-01-01', dissolvedOn }: Span = {},
  departmentIds: number[] = [],
) {
  return asSystem(db, (tx) =>
    tx.partyBody.create({
      data: {
        kind: 'CELL',
        code,
        establishedOn: toColumn(establishedOn),
        dissolvedOn: dissolvedOn ? toColumn(dissolvedOn) : null,
        partyBodyVersionsAsPartyBody: { create: { name: `Chi bộ ${code}`, validFrom: toColumn(establishedOn) } },
        partyCellDepartments: { create: departmentIds.map((departmentId) => ({ departmentId, validFrom: toColumn(establishedOn) })) },
      },
    }),
  );
}

/** The secretary of a cell (bí thư chi bộ), with an account. */
export async function aSecretary(db: Db, partyBodyId: number): Promise<Actor> {
  const displayName = `Bí thư ${++serial}`;
  const { id } = await asSystem(db, (tx) =>
    tx.account.create({
      data: {
        username: `bt${serial}`,
        displayName,
        mustChangePassword: false,
        roleGrants: { create: { role: 'CELL_SECRETARY', partyBodyId, validFrom: toColumn('2010-01-01') } },
      },
    }),
  );
  return { id, displayName, grants: [{ role: 'CELL_SECRETARY', departmentId: null, partyBodyId }] };
}

/** What the actor itself sees in the database: row-level security answers. */
export function seenBy<Result>(db: Db, actor: Actor, read: (tx: Tx) => Promise<Result>): Promise<Result> {
  return db.$transaction(async (tx) => {
    await tx.$executeRaw`SELECT set_config('app.actor', ${String(actor.id)}, true)`;
    return read(tx);
  });
}
