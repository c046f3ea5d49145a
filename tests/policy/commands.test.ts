import { beforeAll, describe, expect, it } from 'vitest';
import { type Actor, ROLES, SYSTEM } from '@/domain/actor';
import { NotFound } from '@/domain/errors';
import { aDepartment, anActor, freshDb } from '../support/db';
import { aCell, aSecretary } from '../support/party';
import type { AnyCommand, CommandCase, Subject, World } from './case';

const caseFiles = import.meta.glob<{ cases: CommandCase[] }>('./cases/*.ts', { eager: true });
const commandFiles = import.meta.glob<Record<string, unknown>>('../../src/features/*/commands.ts', { eager: true });

const cases = Object.values(caseFiles).flatMap((file) => file.cases);
const isCommand = (value: unknown): value is AnyCommand =>
  typeof value === 'object' && value !== null && 'execute' in value && 'permission' in value;
const commands = Object.values(commandFiles).flatMap((file) => Object.values(file).filter(isCommand));

let world: World;
const callers = new Map<string, { actor: Actor; own: Subject; other: Subject }>();

beforeAll(async () => {
  const db = await freshDb();
  world = { db, now: new Date('2026-08-15T03:00:00Z'), planning: await anActor(db, 'PLANNING'), year: 2026 };
  for (const role of [...ROLES, 'SYSTEM'] as const) {
    const [home, foreign] = [await aDepartment(db), await aDepartment(db)];
    const [ownCell, otherCell] = [await aCell(db), await aCell(db)];
    const actor =
      role === 'SYSTEM' ? SYSTEM : role === 'CELL_SECRETARY' ? await aSecretary(db, ownCell.id) : await anActor(db, role, home.id);
    const stranger = await anActor(db, 'REPORTER', foreign.id);
    callers.set(role, {
      actor,
      own: { departmentId: home.id, accountId: actor.id, partyBodyId: ownCell.id },
      other: { departmentId: foreign.id, accountId: stranger.id, partyBodyId: otherCell.id },
    });
  }
});

it('has a row for every command, once', () => {
  expect(cases.map(({ command }) => command.name).sort()).toEqual(commands.map(({ name }) => name).sort());
});

describe.each(cases.map((entry) => [entry.command.name, entry] as const))('%s', (_name, { command, may, input }) => {
  const roles = [...ROLES, 'SYSTEM'] as const;
  it.each(roles.flatMap((role) => [[role, 'own'] as const, [role, 'other'] as const]))('as %s on %s', async (role, whose) => {
    const caller = callers.get(role);
    if (!caller) throw new Error(`no caller for ${role}`);
    const subject = caller[whose];
    const raw = await input(world, subject, caller.actor);
    const call = command.execute({ db: world.db, actor: caller.actor, now: world.now }, raw as never);
    if (allowed(may, role, whose)) await expect(call).resolves.not.toBeUndefined();
    else await expect(call).rejects.toBeInstanceOf(NotFound);
  });
});

function allowed(may: CommandCase['may'], role: (typeof ROLES)[number] | 'SYSTEM', whose: 'own' | 'other'): boolean {
  if (role === 'SYSTEM') return may.SYSTEM === true;
  if (may.EVERYONE) return may.EVERYONE === 'any' || whose === 'own';
  return may[role] === 'any' || (may[role] === 'own' && whose === 'own');
}
