import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { type Actor, ROLES, SYSTEM } from '@/domain/actor';
import { Refusal } from '@/domain/errors';
import { aDepartment, anActor, freshDb } from '../support/db';
import { aCell, aSecretary } from '../support/party';
import type { CommandCase, Subject, World } from './case';

const caseFiles = import.meta.glob<{ cases: CommandCase[] }>('./cases/*.ts', { eager: true });
const cases = Object.values(caseFiles).flatMap((file) => file.cases);

/** What people, programs and attackers put where a value should be (reliability.md 4.3). */
const HOSTILE: unknown[] = [
  'a\u0000b',
  '\ud800',
  'Phòng Kế hoạch tổng hợp'.normalize('NFD'),
  '𠮷'.repeat(3_000),
  'x'.repeat(1_000_000),
  // cut in the middle, a pair of surrogates becomes two halves
  `${'x'.repeat(199)}😀${'x'.repeat(1_798)}😀`,
  "'; DROP TABLE account; --",
  '__proto__',
  '',
  '1e309',
  '2026-02-31',
  '2200-12-31',
  -1,
  0,
  2_147_483_647,
  2_147_483_648,
  Number.MAX_SAFE_INTEGER,
  1.5,
  null,
  [],
  { not: '' },
];

type Path = (string | number)[];

/** Where every value of an input stands, lists and objects included. */
function places(value: unknown, at: Path = []): Path[] {
  const here = at.length === 0 ? [] : [at];
  if (typeof value !== 'object' || value === null) return here;
  return [...here, ...Object.entries(value).flatMap(([key, item]) => places(item, [...at, Array.isArray(value) ? Number(key) : key]))];
}

/** Fields that the input may have and this one has not. */
function absent(schema: z.ZodType, value: object): Path[] {
  const { properties = {} } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  return Object.keys(properties).flatMap((key) => (key in value ? [] : [[key]]));
}

function replaced(value: unknown, [head, ...rest]: Path, by: unknown): unknown {
  if (head === undefined) return by;
  if (Array.isArray(value)) return value.map((item, index) => (index === head ? replaced(item, rest, by) : item));
  const record = value as Record<string, unknown>;
  return { ...record, [head]: replaced(record[head], rest, by) };
}

let world: World;
let actors: Map<string, { actor: Actor; subject: Subject }>;

beforeAll(async () => {
  const db = await freshDb();
  world = { db, now: new Date('2026-08-15T03:00:00Z'), planning: await anActor(db, 'PLANNING'), year: 2026 };
  actors = new Map();
  for (const role of [...ROLES, 'SYSTEM'] as const) {
    const { id: departmentId } = await aDepartment(db);
    const { id: partyBodyId } = await aCell(db);
    const actor =
      role === 'SYSTEM' ? SYSTEM : role === 'CELL_SECRETARY' ? await aSecretary(db, partyBodyId) : await anActor(db, role, departmentId);
    actors.set(role, { actor, subject: { departmentId, accountId: actor.id, partyBodyId } });
  }
});

describe.each(cases.map((entry) => [entry.command.name, entry] as const))('%s', (_name, { command, may, input }) => {
  it('does what it does or refuses, whatever stands in a field', async () => {
    const role = may.EVERYONE ? 'REPORTER' : Object.keys(may)[0];
    const caller = actors.get(role ?? '');
    if (!caller) throw new Error(`nobody may ${command.name}`);
    const execute = (raw: unknown) =>
      command.execute({ db: world.db, actor: caller.actor, now: world.now }, raw as never).then(
        () => null,
        (error: unknown) => (error instanceof Refusal ? error : Promise.reject(error)),
      );
    let good = await input(world, caller.subject, caller.actor);
    const fields = [...places(good), ...absent(command.input, Object(good))];
    const bugs: string[] = [];
    for (const at of fields)
      for (const value of HOSTILE) {
        try {
          // what went through has moved the record: the next one needs a fresh one
          if ((await execute(replaced(good, at, value))) === null) good = await input(world, caller.subject, caller.actor);
        } catch (error) {
          bugs.push(`${at.join('.')} = ${JSON.stringify(value)?.slice(0, 40)}: ${String(error).slice(-200)}`);
          good = await input(world, caller.subject, caller.actor);
        }
      }
    expect(bugs).toEqual([]);
  }, 180_000);
});
