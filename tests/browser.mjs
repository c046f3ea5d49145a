// A Chromium for the browser tests: one that is there, otherwise one that this machine can install.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { run } from '../src/server/launch/install.mjs';

const KNOWN = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/**
 * The path of a browser, or null when there is none and none can be had.
 * @returns {Promise<string | null>}
 */
export async function findBrowser() {
  const found = await present();
  // Who names a browser wants that one: another in its place would hide the mistake.
  if (found || process.env.CHROMIUM_PATH) return found;
  console.log('Installing a browser …');
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    await run('apt-get', ['update', '-qq'], env, 'quiet');
    await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], env, 'quiet');
  }
  const installed = await present();
  if (installed) return installed;
  await run(process.execPath, ['node_modules/@playwright/test/cli.js', 'install', 'chromium']);
  return present();
}

async function present() {
  const named = process.env.CHROMIUM_PATH;
  if (named) return existsSync(named) ? named : null;
  const folders = (process.env.PATH ?? '').split(path.delimiter).concat('/usr/bin', '/snap/bin');
  const onPath = KNOWN.flatMap((name) => folders.map((folder) => path.join(folder, name))).find(existsSync);
  if (onPath) return onPath;
  const { chromium } = await import('@playwright/test');
  const own = chromium.executablePath();
  return existsSync(own) ? own : null;
}
