import 'server-only';
import pg from 'pg';
import { CannotStart } from '../launch/cannot-start';

/**
 * The same address with the schema as its search_path, through the startup parameter `options`, so that no statement has to name a schema.
 * Applying it twice changes nothing. `schema` is a plain name (env.ts), so it needs no quoting.
 */
export function withSearchPath(url: string, schema: string): string {
  const address = new URL(url);
  const others = (address.searchParams.get('options') ?? '').replace(/-c\s*search_path=\S*/g, '').trim();
  address.searchParams.delete('options');
  // A space must be %20: a plus sign, which URLSearchParams would write, stays a plus sign to libpq.
  const parameter = `options=${encodeURIComponent(`${others} -c search_path=${schema}`.trim())}`;
  address.search = address.search ? `${address.search}&${parameter}` : parameter;
  return address.href;
}

/** The same address with another database, account or password. */
export function withParts(url: string, parts: { database?: string; user?: string; password?: string }): string {
  const address = new URL(url);
  if (parts.database !== undefined) address.pathname = `/${encodeURIComponent(parts.database)}`;
  if (parts.user !== undefined) address.username = encodeURIComponent(parts.user);
  if (parts.password !== undefined) address.password = encodeURIComponent(parts.password);
  return address.href;
}

/** Opens one connection for `work` and closes it. Throws CannotStart, naming the server but never the password, when it cannot be opened. */
export async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000, application_name: 'tong-ket' });
  // Without a listener, a connection that dies between two queries takes the process down.
  client.on('error', () => {});
  try {
    await client.connect();
  } catch (error) {
    const { username, host, pathname } = new URL(url);
    throw new CannotStart(
      `The database ${decodeURIComponent(pathname.slice(1))} on ${host} refuses the connection of «${decodeURIComponent(username)}»: ` +
        `${error instanceof Error ? error.message || ('code' in error ? String(error.code) : error.name) : error}.`,
    );
  }
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
