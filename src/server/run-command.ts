import 'server-only';
import type { z } from 'zod';
import { SYSTEM } from '@/domain/actor';
import type { Command } from './command';
import { db } from './db';
import type { Session } from './live-session';
import { requestInfo } from './session';

/**
 * Runs a command for this request where no form is: as the person of the session, or as the system when nobody is signed in yet.
 * Throws what the command throws.
 */
export async function runCommand<Input extends z.ZodType, Result>(
  command: Command<Input, Result>,
  input: z.input<Input>,
  session: Session | null,
): Promise<Result> {
  return command.execute({ db: db(), actor: session?.actor ?? SYSTEM, now: new Date(), request: await requestInfo(session) }, input);
}
