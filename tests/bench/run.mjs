// `npm run bench`: what a save costs in the database, then what the sheet costs in a browser. Arguments go to both (`--json`).
import path from 'node:path';
import { root, run } from '../../src/server/launch/install.mjs';

const file = (/** @type {string} */ name) => path.join(root, 'tests', 'bench', name);
for (const args of [
  ['--conditions=react-server', '--import', 'tsx', file('save.ts')],
  ['--import', 'tsx', file('sheet.ts')],
]) {
  const { code } = await run(process.execPath, [...args, ...process.argv.slice(2)]);
  if (code !== 0) process.exit(code);
}
