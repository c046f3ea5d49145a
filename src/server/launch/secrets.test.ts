import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readSecrets } from './secrets';

let folder: string;
const file = () => path.join(folder, 'secrets.json');
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'tong-ket-secrets-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('the secrets of a data folder', () => {
  it('are made on first run, differ from folder to folder and stay the same after', () => {
    const first = readSecrets(folder);
    expect(readSecrets(folder)).toEqual(first);
    expect(new Set([first.session, first.superuser, first.owner, first.runtime, first.sample]).size).toBe(5);
    expect(first.session.length).toBeGreaterThanOrEqual(32);
    expect(first.sample).toMatch(/^[a-z2-9]{4}(-[a-z2-9]{4}){3}$/);
  });

  it('can be read by their owner only, also after somebody opened the file up', () => {
    readSecrets(folder);
    expect(statSync(file()).mode & 0o777).toBe(0o600);
    chmodSync(file(), 0o644);
    readSecrets(folder);
    expect(statSync(file()).mode & 0o777).toBe(0o600);
  });

  it('are not replaced in silence when the file is damaged', () => {
    writeFileSync(file(), '{"session":');
    expect(() => readSecrets(folder)).toThrow(/cannot be read\. Restore the file from a backup, or remove it/);
    expect(readFileSync(file(), 'utf8')).toBe('{"session":');
  });
});
