import pg from 'pg';
import { afterAll } from 'vitest';

/** A connection that closes with the test file. These tests speak SQL on purpose: they ask what holds when nobody goes through the app. */
export async function connect(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => {});
  await client.connect();
  afterAll(() => client.end());
  return client;
}

/** One transaction in an actor's name, as the command pipeline opens it; null names nobody. */
export async function as<T>(client: pg.Client, actor: number | null, work: () => Promise<T>, command = 'test'): Promise<T> {
  await client.query('BEGIN');
  try {
    await client.query(`SELECT set_config('app.actor', $1, true), set_config('app.command', $2, true)`, [String(actor ?? ''), command]);
    const result = await work();
    await client.query('COMMIT');
    return result;
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  }
}

/** What refused `statements` (the constraint's name and the message), or ACCEPTED. Either way nothing of them stays. */
export async function refusal(client: pg.Client, actor: number | null, ...statements: string[]): Promise<string> {
  class Accepted extends Error {}
  try {
    await as(client, actor, async () => {
      for (const statement of statements) await client.query(statement);
      await client.query('SET CONSTRAINTS ALL IMMEDIATE');
      throw new Accepted();
    });
    return 'unreachable';
  } catch (error) {
    if (error instanceof Accepted) return 'ACCEPTED';
    if (error instanceof pg.DatabaseError) return [error.constraint, error.column, error.message].filter(Boolean).join(' · ');
    throw error;
  }
}
