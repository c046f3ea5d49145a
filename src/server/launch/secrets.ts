import 'server-only';
import { randomBytes, randomInt } from 'node:crypto';
import { chmodSync, existsSync, linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { CannotStart } from './cannot-start';

const secretsShape = z.object({
  /** Signs the session cookies (NEXTAUTH_SECRET). */
  session: z.string().min(32),
  /** Passwords of the private Postgres: its superuser, the owner that migrates, the runtime role. */
  superuser: z.string().min(32),
  owner: z.string().min(32),
  runtime: z.string().min(32),
  /** The password of every sample account when SAMPLE_PASSWORD names none. */
  sample: z.string().min(8),
});
export type Secrets = z.infer<typeof secretsShape>;

const fileIn = (folder: string) => path.join(folder, 'secrets.json');

/**
 * The secrets of a data folder, made on first run and readable by its owner only (mode 600).
 * Throws CannotStart when the file is there but unreadable or damaged: making new ones would sign everybody out unasked.
 */
export function readSecrets(folder: string): Secrets {
  const file = fileIn(folder);
  if (!existsSync(file)) placeNew(file);
  try {
    chmodSync(file, 0o600);
    return secretsShape.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    throw new CannotStart(
      `The secrets in ${file} cannot be read. Restore the file from a backup, or remove it: then everyone signs in anew.`,
    );
  }
}

/** Written aside and linked into place: two first starts at once end with the same secrets. */
function placeNew(file: string): void {
  const random = () => randomBytes(32).toString('base64url');
  const secrets: Secrets = {
    session: random(),
    superuser: random(),
    owner: random(),
    runtime: random(),
    sample: speakable(),
  };
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, JSON.stringify(secrets, null, 2), { mode: 0o600 });
  try {
    linkSync(draft, file);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

/** A password that can be read out and typed: four groups of four, no letter or digit that looks like another. 20 bits a group. */
function speakable(): string {
  const letters = 'abcdefghjkmnpqrstuvwxyz23456789';
  const group = () => Array.from({ length: 4 }, () => letters[randomInt(letters.length)]).join('');
  return [group(), group(), group(), group()].join('-');
}
