import 'server-only';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { CannotStart } from './launch/cannot-start';

const postgresUrl = z
  .string()
  .refine(
    (address) => /^postgres(ql)?:\/\//.test(address) && URL.canParse(address),
    'must be an address like postgresql://user:password@host:5432/database (special characters of the password percent-encoded)',
  );
const flag = z
  .enum(['0', '1'], 'must be 0 or 1')
  .default('0')
  .transform((value) => value === '1');
const secret = z.string().min(32, 'must have at least 32 characters');

/** Settings that the launcher and the app read alike. */
const shared = {
  NODE_ENV: z.enum(['development', 'test', 'production'], 'must be development, test or production').default('development'),
  /** One hospital = one schema. Plain lower-case so that it never needs quoting, in SQL or in a search_path. */
  DATABASE_SCHEMA: z
    .string()
    .regex(/^(?!pg_)[a-z_][a-z0-9_]{0,62}$/, 'must be a plain schema name: lower-case letters, digits and _, not starting with pg_')
    .default('tongket'),
  DATA_DIR: z
    .string()
    .default(defaultDataDir)
    .transform((folder) => path.resolve(folder)),
  APP_URL: z
    .url({ protocol: /^https?$/, error: 'must be the address people type, like https://tongket.benhvien.vn' })
    .transform((url) => url.replace(/\/+$/, ''))
    .optional(),
  /** The hospital's mail server; without it reminders stay in the app. smtps:// is TLS from the first byte. */
  SMTP_URL: z
    .string()
    .refine(
      (address) => /^smtps?:\/\//.test(address) && URL.canParse(address) && new URL(address).hostname !== '',
      'must be an address like smtp://user:password@host:587 (special characters of the password percent-encoded)',
    )
    .optional(),
  /** Who the letters come from. */
  MAIL_FROM: z
    .string()
    .regex(
      /^(?:[^<>"\r\n]+ <)?[^@\s<>"]+@[^@\s<>"]+>?$/,
      'must be an address like tongket@benhvien.vn, or «Tổng Kết <tongket@benhvien.vn>»',
    )
    .optional(),
  /** Proxies in front of the app: the client's address is taken from that many hops back. 0 = none, use the socket's. */
  TRUST_PROXY: z.coerce
    .number('must be a whole number')
    .int('must be a whole number')
    .min(0, 'must be from 0 to 10')
    .max(10, 'must be from 0 to 10')
    .default(0),
};

const appShape = z.object({
  ...shared,
  RUNTIME_DATABASE_URL: postgresUrl,
  NEXTAUTH_SECRET: secret,
  /** True when the launcher serves the sample hospital on its own private database. */
  APP_EVALUATION: flag,
});

const launchShape = z.object({
  ...shared,
  PORT: z.coerce
    .number('must be a whole number from 1 to 65535')
    .int('must be a whole number from 1 to 65535')
    .min(1, 'must be a whole number from 1 to 65535')
    .max(65535, 'must be a whole number from 1 to 65535')
    .default(3000),
  /** The owner's connection: it migrates. Absent = a private Postgres in DATA_DIR. The app process never sees it. */
  DATABASE_URL: postgresUrl.optional(),
  RUNTIME_DATABASE_URL: postgresUrl.optional(),
  NEXTAUTH_SECRET: secret.optional(),
  SAMPLE_DATA: flag,
  SAMPLE_PASSWORD: z.string().min(8, 'must have at least 8 characters').max(128, 'must have at most 128 characters').optional(),
});

export type AppEnv = z.infer<typeof appShape>;
export type LaunchEnv = z.infer<typeof launchShape>;

let app: AppEnv | undefined;

/**
 * The app's settings, read on first use and kept: `next build` needs none of them.
 * Throws CannotStart with one sentence naming the variable that is missing or wrong.
 */
export function env(): AppEnv {
  app ??= readEnv(appShape, process.env);
  return app;
}

/**
 * The launcher's settings, the owner's connection among them; a file .env fills what the environment leaves open, as it does for Next.
 * Throws CannotStart naming the first wrong variable.
 */
export function launchEnv(): LaunchEnv {
  if (existsSync('.env')) process.loadEnvFile('.env');
  return readEnv(launchShape, process.env);
}

/** Read by the launcher or given to one child by name; no other child may inherit them. */
const withheld = ['DATABASE_URL', 'RUNTIME_DATABASE_URL', 'NEXTAUTH_SECRET', 'SAMPLE_DATA', 'SAMPLE_PASSWORD', 'APP_EVALUATION'];

/**
 * What a child process inherits: this process's environment with the secrets of the product emptied. They are not left out,
 * because Next would fill the gap from a .env file, and that may hold the owner's connection.
 */
export function inheritedEnv(): NodeJS.ProcessEnv {
  return { ...process.env, ...Object.fromEntries(withheld.map((name) => [name, ''])) };
}

/** Reads one shape; an empty value counts as absent, as compose files and CI write it. */
function readEnv<Shape extends z.ZodType>(shape: Shape, source: NodeJS.ProcessEnv): z.infer<Shape> {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== undefined && value !== ''));
  const read = shape.safeParse(given);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  const name = String(issue?.path[0]);
  throw new CannotStart(
    given[name] === undefined
      ? `${name} is not set: start with «npm start», which sets it, or give it yourself.`
      : `${name} ${issue?.message}.`,
  );
}

/**
 * ./data for an ordinary user. Postgres refuses to run as root and its unprivileged stand-in cannot enter a closed home folder,
 * so root gets a folder of this checkout's own where anyone may pass.
 */
function defaultDataDir(): string {
  if (process.getuid?.() !== 0) return './data';
  return `/var/lib/tong-ket-${createHash('sha256').update(process.cwd()).digest('hex').slice(0, 8)}`;
}
