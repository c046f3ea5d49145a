import type { z } from 'zod';
import type { Actor, Role } from '@/domain/actor';
import type { Context } from '@/server/command';
import type { Db } from '@/server/db';

/** What stands in the database before a command is called. */
export type World = { db: Db; now: Date; planning: Actor; year: number };

/** Whose record the command is called on: the caller's own, or somebody else's. A cell secretary's own cell is `partyBodyId`. */
export type Subject = { departmentId: number; accountId: number; partyBodyId: number };

/** A command as the test needs it: any input, any result. */
export type AnyCommand = { readonly name: string; readonly input: z.ZodType; execute(context: Context, raw: never): Promise<unknown> };

export type CommandCase = {
  command: AnyCommand;
  /** Written by hand from the rules of the house: who may, and how far. Roles that are absent may not. `EVERYONE: 'self'`: each on their own account. */
  may: Partial<Record<Role, 'own' | 'any'>> & { EVERYONE?: 'self' | 'any'; SYSTEM?: true };
  /** Prepares a fresh record that belongs to the subject and returns the raw input that must succeed for an allowed caller. */
  input(world: World, subject: Subject, caller: Actor): Promise<unknown>;
};
