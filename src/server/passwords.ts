import 'server-only';
import { createHash, randomInt } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';
import { compatible } from '@/domain/text';

/** argon2id (the library's default) as OWASP asks at least: 19 MiB, two passes, one lane; about 25 ms here. */
const PARAMETERS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** Compared when there is no such account, so that nobody learns from the time who has one. Made by `hashPassword` from random bytes. */
const NOBODY = '$argon2id$v=19$m=19456,t=2,p=1$ejWvHci5uO8scAW52gTeCA$zg4jvEIKNQ3lKWguB5ah1Wztl5zHCHRKkvUsLjNkmn8';

/** What is kept of a password: an argon2id hash with its salt and parameters. */
export function hashPassword(password: string): Promise<string> {
  return hash(compatible(password), PARAMETERS);
}

/** Whether the password is the one that was hashed. Without a hash the answer is no, after the same work. */
export async function isPassword(stored: string | null, password: string): Promise<boolean> {
  const matches = await verify(stored ?? NOBODY, compatible(password));
  return stored !== null && matches;
}

/** What is kept of a random token: it is long enough that a plain hash (SHA-256, hex) gives nothing away. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

/** Without what is read alike: 0 o, 1 l i. */
const ALPHABET = 'abcdefghjkmnpqrstuvwxyz23456789';

/** A first password to be read out or written down: «kq7m-w4xd-9trp», 59 bits. */
export function makeFirstPassword(): string {
  const group = () => Array.from({ length: 4 }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
  return [group(), group(), group()].join('-');
}

const SLOTS = 2;
const QUEUE = 200;
let busy = 0;
const waiting: (() => void)[] = [];

/**
 * At most two guesses are being checked at a time in this process: each takes 19 MiB, a core and a connection,
 * and a crowd at the door must not slow down those inside.
 */
export async function oneAtATheDoor<Result>(work: () => Promise<Result>): Promise<Result> {
  if (waiting.length >= QUEUE) throw new Error('too many people are signing in at once');
  if (busy >= SLOTS) await new Promise<void>((go) => waiting.push(go));
  else busy++;
  try {
    return await work();
  } finally {
    const next = waiting.shift();
    if (next) next();
    else busy--;
  }
}
