import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { claimFolder, runningInstance } from './claim';
import { birthOf } from './processes';

let folder: string;
const file = () => path.join(folder, 'instance.json');
const heldBy = (pid: number, birth: string) =>
  writeFileSync(
    file(),
    JSON.stringify({ launcher: { pid, birth }, startedAt: '2026-11-22T07:00:00.000Z', address: 'http://localhost:3000' }),
  );

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'tong-ket-claim-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('a data folder', () => {
  it('is held until it is released, and leaves nothing behind', async () => {
    const claim = await claimFolder(folder);
    claim.note({ postgresPort: 5432, address: 'http://localhost:3000' });
    expect(runningInstance(folder)).toMatchObject({ launcher: { pid: process.pid }, postgresPort: 5432, address: 'http://localhost:3000' });
    await expect(claimFolder(folder)).rejects.toThrow(`belongs to a running instance (process ${process.pid}, http://localhost:3000)`);
    claim.release();
    expect(readdirSync(folder)).toEqual([]);
    (await claimFolder(folder)).release();
  });

  it('is made when it is missing', async () => {
    (await claimFolder(path.join(folder, 'deep', 'er'))).release();
    expect(existsSync(path.join(folder, 'deep', 'er'))).toBe(true);
  });

  it.each([
    ['is dead', () => heldBy(4194304, 'whenever')],
    ['is dead, its number taken by another process', () => heldBy(process.ppid, 'of somebody else')],
    ['left a file that a power cut emptied', () => writeFileSync(file(), '')],
  ])('is taken over when its holder %s', async (_, leave) => {
    leave();
    expect(runningInstance(folder)).toBeNull();
    const claim = await claimFolder(folder);
    expect(runningInstance(folder)?.launcher.pid).toBe(process.pid);
    claim.release();
    expect(readdirSync(folder)).toEqual([]);
  });

  it('stays with another process that lives', async () => {
    heldBy(process.ppid, birthOf(process.ppid));
    await expect(claimFolder(folder)).rejects.toThrow(`process ${process.ppid}`);
    expect(readdirSync(folder)).toEqual(['instance.json']);
  });

  it('goes to one of several that come at once', async () => {
    heldBy(4194304, 'whenever');
    const outcomes = await Promise.allSettled(Array.from({ length: 5 }, () => claimFolder(folder)));
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });
});
