import path from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { env, inheritedEnv, launchEnv } from './env';
import { CannotStart } from './launch/cannot-start';

const names = [
  'DATABASE_URL',
  'RUNTIME_DATABASE_URL',
  'DATABASE_SCHEMA',
  'PORT',
  'DATA_DIR',
  'SAMPLE_DATA',
  'SAMPLE_PASSWORD',
  'APP_URL',
  'TRUST_PROXY',
];
const given = (settings: Record<string, string>) => {
  for (const name of names) vi.stubEnv(name, '');
  for (const [name, value] of Object.entries(settings)) vi.stubEnv(name, value);
};
afterEach(() => vi.unstubAllEnvs());

const addressWanted =
  'DATABASE_URL must be an address like postgresql://user:password@host:5432/database (special characters of the password percent-encoded).';

describe('the settings of a start', () => {
  it('need nothing', () => {
    given({});
    const { PORT, DATABASE_SCHEMA, DATABASE_URL, SAMPLE_DATA, TRUST_PROXY, DATA_DIR } = launchEnv();
    expect({ PORT, DATABASE_SCHEMA, DATABASE_URL, SAMPLE_DATA, TRUST_PROXY }).toEqual({
      PORT: 3000,
      DATABASE_SCHEMA: 'tongket',
      DATABASE_URL: undefined,
      SAMPLE_DATA: false,
      TRUST_PROXY: 0,
    });
    expect(DATA_DIR).toMatch(process.getuid?.() === 0 ? /^\/var\/lib\/tong-ket-[0-9a-f]{8}$/ : /\/data$/);
  });

  it('are read as they are meant', () => {
    given({ DATA_DIR: 'elsewhere', APP_URL: 'https://tongket.benhvien.vn/', SAMPLE_DATA: '1', PORT: '8080' });
    const settings = launchEnv();
    expect(settings.DATA_DIR).toBe(path.resolve('elsewhere'));
    expect(settings.APP_URL).toBe('https://tongket.benhvien.vn');
    expect(settings.SAMPLE_DATA).toBe(true);
    expect(settings.PORT).toBe(8080);
  });

  it.each([
    ['PORT', 'ba nghìn', 'PORT must be a whole number from 1 to 65535.'],
    ['PORT', '70000', 'PORT must be a whole number from 1 to 65535.'],
    ['DATABASE_URL', 'postgresql://owner:p/ss@host/db', addressWanted],
    ['DATABASE_URL', 'mysql://root@localhost/x', addressWanted],
    [
      'DATABASE_SCHEMA',
      'Bệnh viện',
      'DATABASE_SCHEMA must be a plain schema name: lower-case letters, digits and _, not starting with pg_.',
    ],
    [
      'DATABASE_SCHEMA',
      'pg_catalog',
      'DATABASE_SCHEMA must be a plain schema name: lower-case letters, digits and _, not starting with pg_.',
    ],
    ['APP_URL', 'tongket.benhvien.vn', 'APP_URL must be the address people type, like https://tongket.benhvien.vn.'],
    ['SAMPLE_DATA', 'yes', 'SAMPLE_DATA must be 0 or 1.'],
    ['SAMPLE_PASSWORD', 'ngắn', 'SAMPLE_PASSWORD must have at least 8 characters.'],
    ['TRUST_PROXY', '-1', 'TRUST_PROXY must be from 0 to 10.'],
  ])('say in one sentence what is wrong: %s=%s', (name, value, sentence) => {
    given({ [name]: value });
    expect(() => launchEnv()).toThrow(new CannotStart(sentence));
  });
});

describe('the settings of the app', () => {
  it('are missed only when they are used, and then by name', () => {
    given({});
    expect(() => env()).toThrow(/^RUNTIME_DATABASE_URL is not set/);
  });

  it("never hold the owner's connection, nor does a child process inherit it", () => {
    given({ DATABASE_URL: 'postgresql://owner:secret@host/db', RUNTIME_DATABASE_URL: 'postgresql://app:secret@host/db' });
    expect(env()).not.toHaveProperty('DATABASE_URL');
    expect(JSON.stringify(inheritedEnv())).not.toContain('secret@host');
  });
});
