import 'server-only';
import { createHash } from 'node:crypto';
import { getTranslations } from 'next-intl/server';
import { z } from 'zod';
import type { Actor } from '@/domain/actor';
import { InvalidInput, NotFound, Refusal } from '@/domain/errors';
import { type Permission, reach } from '@/domain/policy';
import type { Command } from './command';
import { isAway } from './database-error';
import { db } from './db';
import { fieldProblems } from './field-problems';
import type { Session } from './live-session';
import { logError } from './log';
import { readBody } from './read-body';
import { isSameOrigin } from './request';
import { currentSession, requestInfo } from './session';

const MAXIMUM_BYTES = 512 * 1024;

/** What a refused request answers: a sentence, and one per field. */
type Problem = { message: string; problems?: { path: string; message: string }[] };

/** An answer that no cache keeps. */
export const answer = (status: number, body: unknown) => Response.json(body, { status, headers: { 'Cache-Control': 'private, no-store' } });

/** The body as JSON; null when it is too large. Broken JSON reads as undefined. */
async function readJson(request: Request): Promise<{ value: unknown } | null> {
  const text = await readBody(request, MAXIMUM_BYTES);
  if (text === null) return null;
  try {
    return { value: JSON.parse(text) };
  } catch {
    return { value: undefined };
  }
}

/** Runs the work of a request in the name of who is signed in; refusals become their status and sentence, bugs one log line with a code. */
export async function guarded(where: string, work: (actor: Actor, session: Session) => Promise<Response>): Promise<Response> {
  const t = await getTranslations();
  try {
    const session = await currentSession();
    if (!session || session.mustChangePassword) return answer(401, { message: t('common.refused.signedOut') } satisfies Problem);
    return await work(session.actor, session);
  } catch (error) {
    if (error instanceof InvalidInput)
      return answer(422, {
        message: t(error.key, error.params),
        problems: error.problems.map(({ path, key, params }) => ({ path, message: t(key, params) })),
      } satisfies Problem);
    if (error instanceof Refusal)
      return answer(error instanceof NotFound ? 404 : 409, { message: t(error.key, error.params) } satisfies Problem);
    if (isAway(error)) {
      logError(where, error);
      return answer(503, { message: t('common.refused.busy') } satisfies Problem);
    }
    return answer(500, { message: t('common.unexpected', { code: logError(where, error) }) } satisfies Problem);
  }
}

/** The body of a request that may act, or the answer that turns it away. */
async function accepted(request: Request, actor: Actor): Promise<{ value: unknown } | Response> {
  const t = await getTranslations();
  if (!isSameOrigin(request.headers)) return answer(403, { message: t('common.refused.foreignOrigin') } satisfies Problem);
  // An open sheet must not save under another name after somebody else signed in in the same browser.
  const meant = request.headers.get('x-account');
  if (meant !== null && meant !== String(actor.id)) return answer(401, { message: t('common.refused.signedOut') } satisfies Problem);
  return (await readJson(request)) ?? answer(413, { message: t('common.refused.tooLarge') } satisfies Problem);
}

const keyOf = (request: Request) => z.uuid().safeParse(request.headers.get('idempotency-key')).data;

/**
 * A command as a JSON endpoint, for the grid: 200 with the result, 401, 404, 409 refused, 413, 422 fields, 503 the database is away.
 * The header `Idempotency-Key` (uuid) makes a repeated request one effect with one answer.
 */
export function jsonCommand<Input extends z.ZodType, Result>(command: Command<Input, Result>) {
  return (request: Request): Promise<Response> =>
    guarded(command.name, async (actor, session) => {
      const body = await accepted(request, actor);
      if (body instanceof Response) return body;
      // The command parses its own input: a body is unread by definition.
      const input = body.value as z.input<Input>;
      return answer(200, await executeFor(request, actor, session, command, input));
    });
}

/** What became of one of many, a line of its own. */
export type EachAnswer<Result> = { index: number; ok: true; result: Result } | { index: number; ok: false; message: string };

/**
 * The same command for each of a list (`{ "each": [input, …] }`, at most so many) in one request, each in its own transaction: what is
 * refused stops nothing. Answers line by line (NDJSON, EachAnswer) as the work goes on. The same request with the same
 * `Idempotency-Key` does again only what was not done, and answers the same.
 */
export function jsonEach<Input extends z.ZodType, Result>(command: Command<Input, Result>, most: number) {
  const listed = z.strictObject({ each: z.array(z.unknown()).min(1).max(most) });
  return (request: Request): Promise<Response> =>
    guarded(command.name, async (actor, session) => {
      const [t, body, info] = [await getTranslations(), await accepted(request, actor), await requestInfo(session)];
      if (body instanceof Response) return body;
      const list = listed.safeParse(body.value);
      if (!list.success) throw fieldProblems(list.error);
      const key = keyOf(request);
      let isWanted = true;
      const one = async (input: unknown, index: number): Promise<EachAnswer<Result>> => {
        try {
          const context = { db: db(), actor, now: new Date(), request: info, idempotencyKey: key && keyOfOne(key, input) };
          return { index, ok: true, result: await command.execute(context, input as z.input<Input>) };
        } catch (error) {
          if (error instanceof Refusal) return { index, ok: false, message: t(error.key, error.params) };
          const code = logError(command.name, error);
          return { index, ok: false, message: isAway(error) ? t('common.refused.busy') : t('common.unexpected', { code }) };
        }
      };
      const lines = new ReadableStream<Uint8Array>({
        async start(controller) {
          for (const [index, input] of list.data.each.entries()) {
            const line = await one(input, index);
            if (!isWanted) return;
            controller.enqueue(new TextEncoder().encode(`${JSON.stringify(line)}\n`));
          }
          controller.close();
        },
        // Who has gone asks again with the same key.
        cancel: () => {
          isWanted = false;
        },
      });
      return new Response(lines, { headers: { 'Content-Type': 'application/x-ndjson', 'Cache-Control': 'private, no-store' } });
    });
}

/** Of the key of a request with many acts, the key of one: the same act in the same request has the same. */
function keyOfOne(key: string, input: unknown): string {
  const hex = createHash('sha256')
    .update(JSON.stringify([key, input]))
    .digest('hex');
  return hex.slice(0, 32).replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

/** Runs a command in the name of who sent the request, once for one `Idempotency-Key`. */
export async function executeFor<Input extends z.ZodType, Result>(
  request: Request,
  actor: Actor,
  session: Session,
  command: Command<Input, Result>,
  input: z.input<Input>,
): Promise<Result> {
  return command.execute({ db: db(), actor, now: new Date(), request: await requestInfo(session), idempotencyKey: keyOf(request) }, input);
}

/** A read as a JSON endpoint: a query that gives null, or that this actor has no reach to, answers 404 as the pages do. */
export function jsonQuery(permission: Permission, query: (actor: Actor, request: Request) => Promise<unknown>) {
  return (request: Request): Promise<Response> =>
    guarded(permission, async (actor) => {
      const found = reach(actor, permission) ? await query(actor, request) : null;
      if (found === null || found === undefined) throw new NotFound();
      return answer(200, found);
    });
}
