import type { z } from 'zod';
import type { Actor } from '@/domain/actor';
import { InvalidInput, Refusal } from '@/domain/errors';
import type { Command } from '@/server/command';
import type { Db } from '@/server/db';

type Act = { actor: Actor; now: Date };

/** Runs a command of the product as somebody of the sample, at a moment of the sample's own time. */
export type Run = {
  <Input extends z.ZodType, Result>(command: Command<Input, Result>, act: Act, input: z.input<Input>): Promise<Result>;
  readonly db: Db;
  readonly counts: ReadonlyMap<string, { calls: number; ms: number }>;
};

/** A refusal in the sample is a bug of it or of the command: what was asked is said with it. */
export function runner(db: Db): Run {
  const counts = new Map<string, { calls: number; ms: number }>();
  const run = async <Input extends z.ZodType, Result>(command: Command<Input, Result>, { actor, now }: Act, input: z.input<Input>) => {
    const began = performance.now();
    try {
      return await command.execute({ db, actor, now }, input);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const why = error instanceof InvalidInput ? JSON.stringify(error.problems) : JSON.stringify(error.params);
      throw new Error(`${command.name} by ${actor.displayName}: ${error.key} ${why} of ${JSON.stringify(input).slice(0, 400)}`, {
        cause: error,
      });
    } finally {
      const count = counts.get(command.name) ?? { calls: 0, ms: 0 };
      counts.set(command.name, { calls: count.calls + 1, ms: count.ms + performance.now() - began });
    }
  };
  return Object.assign(run, { db, counts });
}
