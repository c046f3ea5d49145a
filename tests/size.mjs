// The pages that people live in may load at most 200 KB of JavaScript (gzip) at first; what comes later, on demand, is not counted.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';

const LIMIT = 200 * 1024;
const build = path.join(import.meta.dirname, '..', '.next');
const PAGES = {
  'việc của tôi': '(app)/page',
  'kế hoạch, một đơn vị': '(app)/plans/[code]/page',
  'báo cáo, một đơn vị': '(app)/reports/[code]/page',
  'bảng theo dõi': '(app)/review/page',
  'tổng kết năm': '(app)/summary/[year]/page',
  'phân bổ chỉ tiêu': '(app)/indicators/[code]/target/page',
};

const { rootMainFiles } = JSON.parse(readFileSync(path.join(build, 'build-manifest.json'), 'utf8'));
const sizes = new Map();
const size = (/** @type {string} */ file) => {
  if (!sizes.has(file)) sizes.set(file, gzipSync(readFileSync(path.join(build, file)), { level: 9 }).length);
  return sizes.get(file);
};

let failed = false;
for (const [name, entry] of Object.entries(PAGES)) {
  const files = new Set([...rootMainFiles, ...scriptsOf(entry)]);
  const total = [...files].reduce((sum, file) => sum + size(file), 0);
  const over = total > LIMIT;
  failed ||= over;
  console.error(`${over ? '✗' : '✓'} ${name}: ${(total / 1024).toFixed(1)} KB of ${LIMIT / 1024}`);
}
process.exitCode = failed ? 1 : 0;

/** What the page's HTML asks for: the scripts of the page and of every layout, error and loading part above it. */
function scriptsOf(/** @type {string} */ entry) {
  const source = readFileSync(path.join(build, 'server', 'app', `${entry}_client-reference-manifest.js`), 'utf8');
  const manifest = JSON.parse(source.slice(source.indexOf('] = ') + 4).replace(/;\s*$/, ''));
  /** @type {Record<string, string[]>} */
  const { entryJSFiles } = manifest;
  return Object.values(entryJSFiles).flat();
}
