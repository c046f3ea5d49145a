import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { withClient } from './connection';
import { type EmbeddedPostgres, startEmbedded, stopLeftover } from './embedded';
import { signal, waitUntilGone } from './processes';

const superuserPassword = 'only-for-this-test';
const asRoot = process.getuid?.() === 0;

let folder: string;
let server: EmbeddedPostgres | undefined;
const start = async (password = superuserPassword) => {
  server = await startEmbedded({ folder, superuserPassword: password });
  return server;
};

const postmaster = () => Number.parseInt(readFileSync(path.join(folder, 'postgres', 'postmaster.pid'), 'utf8'), 10);
const save = (text: string) =>
  withClient(server?.superuserUrl ?? '', async (client) => {
    await client.query('CREATE TABLE IF NOT EXISTS kept (line text)');
    await client.query('INSERT INTO kept VALUES ($1)', [text]);
  });
const kept = () =>
  withClient(server?.superuserUrl ?? '', async (client) => (await client.query('SELECT line FROM kept')).rows.map(({ line }) => line));

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'tong-ket-embedded-'));
});
afterEach(async () => {
  await server?.stop();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the private Postgres', () => {
  it('is made on first start: UTF-8, byte order, fsync on, reachable only from this machine and only with the password', async () => {
    const { superuserUrl } = await start();
    const { rows } = await withClient(superuserUrl, (client) =>
      client.query(`SELECT name, setting FROM pg_settings
        WHERE name IN ('fsync', 'listen_addresses', 'server_encoding', 'unix_socket_directories', 'password_encryption') ORDER BY name`),
    );
    expect(Object.fromEntries(rows.map(({ name, setting }) => [name, setting]))).toEqual({
      fsync: 'on',
      listen_addresses: '127.0.0.1',
      password_encryption: 'scram-sha-256',
      server_encoding: 'UTF8',
      unix_socket_directories: '',
    });
    await expect(withClient(superuserUrl.replace(superuserPassword, 'wrong'), async () => {})).rejects.toThrow(
      /refuses the connection of «postgres»/,
    );
    await save('first run');
  });

  it('keeps its data and its port from one run to the next', async () => {
    const before = readFileSync(path.join(folder, 'postgres-port'), 'utf8');
    const { port } = await start();
    expect(String(port)).toBe(before);
    expect(await kept()).toEqual(['first run']);
  });

  it('takes another port when its own is in use meanwhile', async () => {
    const own = Number(readFileSync(path.join(folder, 'postgres-port'), 'utf8'));
    const stranger = createServer();
    await new Promise<void>((resolve) => stranger.listen({ host: '127.0.0.1', port: own }, resolve));
    try {
      expect((await start()).port).not.toBe(own);
      expect(await kept()).toEqual(['first run']);
    } finally {
      stranger.close();
    }
  });

  it('comes back after kill -9 of the server, with every acknowledged save', async () => {
    const { ended } = await start();
    await save('before the kill');
    signal(postmaster(), 'SIGKILL');
    await ended;
    await start();
    expect(await kept()).toEqual(['first run', 'before the kill']);
  });

  it('is stopped before it is started anew when it still runs without its launcher', async () => {
    const { ended } = await start();
    const left = postmaster();
    await stopLeftover(folder);
    await ended;
    expect(await waitUntilGone(left, 0)).toBe(true);
    await start();
    expect(await kept()).toHaveLength(2);
  });

  it('is not fooled by a pid file whose number now belongs to another program', async () => {
    await start();
    const file = path.join(folder, 'postgres', 'postmaster.pid');
    const lines = readFileSync(file, 'utf8').split('\n');
    await server?.stop();
    const stranger = spawn('sleep', ['600'], asRoot ? { uid: 65534, gid: 65534 } : {});
    try {
      writeFileSync(file, [stranger.pid, ...lines.slice(1)].join('\n'));
      await start();
      expect(await kept()).toHaveLength(2);
      expect(stranger.exitCode).toBeNull();
    } finally {
      stranger.kill();
    }
  });

  it('is not fooled by a pid file whose number belongs to nobody', async () => {
    await start();
    const file = path.join(folder, 'postgres', 'postmaster.pid');
    const lines = readFileSync(file, 'utf8').split('\n');
    await server?.stop();
    writeFileSync(file, ['4194304', ...lines.slice(1)].join('\n'));
    await start();
    expect(await kept()).toHaveLength(2);
  });

  it('opens again after its superuser password was lost', async () => {
    await start('a new password, for the file with the secrets was removed');
    expect(await kept()).toHaveLength(2);
    await server?.stop();
    await start();
  });

  it('says so when another Postgres made the data', async () => {
    const version = path.join(folder, 'postgres', 'PG_VERSION');
    writeFileSync(version, '15\n');
    await expect(start()).rejects.toThrow(/was made by Postgres 15; this version brings Postgres 18/);
    writeFileSync(version, '18\n');
  });

  it.runIf(asRoot)('tells root about a folder that an unprivileged account may not enter', async () => {
    const closed = path.join(folder, 'closed');
    mkdirSync(path.join(closed, 'data'), { recursive: true });
    chmodSync(closed, 0o700);
    await expect(startEmbedded({ folder: path.join(closed, 'data'), superuserPassword })).rejects.toThrow(
      /may not enter .*closed\.\n.*DATA_DIR=/,
    );
  });
});

describe('two programs on one data folder', () => {
  let holder: ChildProcess;

  async function hold(): Promise<{ code: number | null; output: string }> {
    holder = spawn(process.execPath, [
      '--conditions=react-server',
      '--import',
      'tsx',
      'tests/support/hold-folder.ts',
      folder,
      superuserPassword,
    ]);
    let output = '';
    holder.stderr?.on('data', (text) => {
      output += text;
    });
    return new Promise((resolve) => {
      holder.stdout?.on('data', (text) => {
        output += text;
        if (output.includes('ready')) resolve({ code: null, output });
      });
      holder.on('exit', (code) => resolve({ code, output }));
    });
  }

  it('are refused while the first lives, by a sentence that names the folder and the process', async () => {
    expect((await hold()).output).toMatch(/ready/);
    const first = holder;
    const second = await hold();
    expect(second.code).toBe(1);
    expect(second.output).toContain(`The data folder ${folder} belongs to a running instance (process ${first.pid}).`);
    holder = first;
  });

  it('are told apart from what a killed launcher left: its folder is taken over at once, nothing is lost', async () => {
    const left = postmaster();
    holder.kill('SIGKILL');
    expect((await hold()).output).toMatch(/ready/);
    expect(postmaster()).not.toBe(left);
    expect(await waitUntilGone(left, 0)).toBe(true);
  });

  it('leave no server behind when the launcher is killed and nothing follows', async () => {
    const left = postmaster();
    holder.kill('SIGKILL');
    expect(await waitUntilGone(left, 10)).toBe(true);
    await hold();
    holder.stdin?.end();
    await waitUntilGone(holder.pid ?? 0, 10);
    expect(existsSync(path.join(folder, 'instance.json'))).toBe(false);
    await start();
    expect(await kept()).toHaveLength(2);
  });
});
