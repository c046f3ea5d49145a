// What turns a Word file into a picture: LibreOffice, poppler, and a font of Times New Roman's measures that has the Vietnamese letters.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { run } from '../src/server/launch/install.mjs';

/** The packages of Debian and Ubuntu. Liberation has the measures too, but not the letters. */
const PACKAGES = ['libreoffice-writer', 'poppler-utils', 'fonts-croscore'];
const PROGRAMS = ['soffice', 'pdftotext', 'pdftohtml', 'pdftoppm', 'pdffonts', 'fc-list'];
const FONT = 'Tinos';

/** What is missing on this machine, in words; empty when Word files can be looked at. */
export function missingOffice() {
  const folders = (process.env.PATH ?? '').split(path.delimiter);
  const programs = PROGRAMS.filter((name) => !folders.some((folder) => existsSync(path.join(folder, name))));
  return programs.includes('fc-list') || fontFolder() ? programs : [...programs, `the font ${FONT}`];
}

/** The folder that holds the font; null without one. */
export function fontFolder() {
  const { stdout } = spawnSync('fc-list', [`${FONT}:`, 'file'], { encoding: 'utf8' });
  const [file] = /^\/[^:]+/.exec(stdout ?? '') ?? [];
  return file ? path.dirname(file) : null;
}

/** What to do about it, in one sentence. */
export const howToInstall = (/** @type {string[]} */ missing) =>
  `Word files cannot be looked at: ${missing.join(', ')} missing. Install LibreOffice Writer, poppler's tools and the font Tinos ` +
  `(on Debian or Ubuntu, as root: apt-get install --no-install-recommends ${PACKAGES.join(' ')}).`;

/** Installs what is missing where that can be done: as root on Debian and its kin. The tests that need it say what is still missing. */
export async function ensureOffice() {
  if (missingOffice().length === 0 || process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return;
  console.log('Installing LibreOffice and a font, to look at Word files …');
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  await run('apt-get', ['update', '-qq'], env, 'quiet');
  await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...PACKAGES], env, 'quiet');
}
