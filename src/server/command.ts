import 'server-only';
import type { z } from 'zod';
import type { Actor } from '@/domain/actor';
import { NotFound, Refusal } from '@/domain/errors';
import { can, isPartyPermission, type Permission, type Scoped } from '@/domain/policy';
import type { MessageKey } from '@/i18n/messages';
import { databaseError, mayRetry } from './database-error';
import { type Db, Prisma, type Tx } from './db';
import { fieldProblems } from './field-problems';
import { earlierAnswer, rememberAnswer } from './idempotency';
import { log } from './log';

/** Where a request came from; goes into the audit. */
export type RequestInfo = { id: string; ip: string | null; sessionId: string | null };

export type Context = {
  db: Db;
  actor: Actor;
  /** The moment of the act: a parameter, so that tests, the sample and jobs say which. */
  now: Date;
  request?: RequestInfo;
  /** A uuid made where the person acted: the same key twice has one effect and one answer. */
  idempotencyKey?: string;
};

type Definition<Input extends z.ZodType, Before extends Scoped, Result> = {
  name: string;
  input: Input;
  permission: Permission;
  /** What the command acts on, read in the transaction; null when it does not exist. Decides the authorisation. */
  load(tx: Tx, input: z.output<Input>, actor: Actor): Promise<Before | null>;
  /** The change itself. What it returns is plain JSON. */
  run(args: { tx: Tx; input: z.output<Input>; before: Before; actor: Actor; now: Date }): Promise<Result>;
  /** Sentences for what the database refuses, by the name of the constraint. */
  refusals?: Record<string, MessageKey>;
  /** How long the whole may take, in milliseconds, where thousands of rows are written on a busy machine; else as every transaction (db.ts). */
  timeout?: number;
};

export type Command<Input extends z.ZodType, Result> = {
  readonly name: string;
  readonly permission: Permission;
  readonly input: Input;
  /** Sentences for what the database refuses, by the name of the constraint. */
  readonly refusals: Readonly<Record<string, MessageKey>>;
  /** `raw` is unread input from a form, a request or a caller; it is parsed here and nowhere else. */
  execute(context: Context, raw: z.input<Input>): Promise<Result>;
};

const ATTEMPTS = 4;

/**
 * One verb of the system: parsed, authorised, in one transaction, audited by the database under the actor's name.
 * There is no other way to write (src/decisions/0002-commands.md).
 * Throws InvalidInput, NotFound or another Refusal for people; anything else is a bug.
 */
export function defineCommand<Input extends z.ZodType, Before extends Scoped, Result>(
  definition: Definition<Input, Before, Result>,
): Command<Input, Result> {
  const { name, input, permission, load, run, refusals = {}, timeout } = definition;

  async function attempt(context: Context, values: z.output<Input>): Promise<Result> {
    const { db, actor, now } = context;
    return db.$transaction(
      async (tx) => {
        await nameActor(tx, { name, permission }, context);
        const before = await load(tx, values, actor);
        if (before === null || !can(actor, permission, before)) throw new NotFound();
        const answered = await earlierAnswer<Result>(tx, context, name, values);
        if (answered) return answered.result;
        const result = await run({ tx, input: values, before, actor, now });
        await rememberAnswer(tx, context, result);
        return result;
      },
      timeout === undefined ? undefined : { timeout },
    );
  }

  return {
    name,
    permission,
    input,
    refusals,
    async execute(context, raw) {
      const parsed = input.safeParse(raw, { reportInput: true });
      if (!parsed.success) throw fieldProblems(parsed.error);
      for (let tries = 1; ; tries++) {
        try {
          return await attempt(context, parsed.data);
        } catch (error) {
          if (tries < ATTEMPTS && mayRetry(error)) continue;
          if (error instanceof NotFound) await noteDenial(context, { name, permission });
          throw asRefusal(error, refusals);
        }
      }
    },
  };
}

type Act = { name: string; permission: Permission };

/** Tells the database who acts, and whether on Party content; its triggers refuse a write that names nobody. Local to the transaction. */
export async function nameActor(tx: Tx, { name, permission }: Act, { actor, request }: Pick<Context, 'actor' | 'request'>): Promise<void> {
  await tx.$executeRaw`SELECT set_config('app.actor', ${String(actor.id)}, true), set_config('app.command', ${name}, true),
    set_config('app.party', ${isPartyPermission(permission) ? 'on' : ''}, true),
    set_config('app.request', ${request?.id ?? ''}, true), set_config('app.session', ${request?.sessionId ?? ''}, true), set_config('app.ip', ${request?.ip ?? ''}, true)`;
}

/** A refused attempt is evidence too, and is kept outside the transaction that was rolled back. */
async function noteDenial(context: Context, act: Act): Promise<void> {
  const { name: command, permission } = act;
  log.warn({ where: command, actor: context.actor.id, request: context.request?.id }, 'denied');
  await context.db.$transaction(async (tx) => {
    await nameActor(tx, act, context);
    await tx.$queryRaw`SELECT audit_event('DENIED', ${command}, ${isPartyPermission(permission)}, NULL)`;
  });
}

/** What the database refused because the world moved on is the person's to hear, not ours to log. */
function asRefusal(error: unknown, refusals: Record<string, MessageKey>): unknown {
  if (error instanceof Refusal) return error;
  const prismaCode = error instanceof Prisma.PrismaClientKnownRequestError ? error.code : undefined;
  if (prismaCode === 'P2025') return new Refusal('common.refused.conflict');
  const known = databaseError(error);
  const sentence = known?.constraint ? refusals[known.constraint] : undefined;
  if (sentence) return new Refusal(sentence);
  if (known?.code === '23505' || prismaCode === 'P2002') return new Refusal('common.refused.duplicate');
  if (known?.code.startsWith('23')) return new Refusal('common.refused.refusedByRule', { rule: known.constraint ?? known.code });
  return error;
}
