/**
 * What the sheet costs in Chromium, on the built app with the sample hospital, on two sheets of all departments: 120 indicators × 12
 * departments, and every department × every typed indicator of the first area. Of each: from a key to the paint that shows it; frames
 * while ArrowDown is held from the first row to the last; and from the paste of 720 cells to shown and to saved, in one request. Beside
 * them the floor of the same run: the same 720 cells posted without a sheet, and typing into a plain field of an empty page.
 * `BENCH_URL` and `BENCH_DATA_DIR` measure an app that runs already (indicators are added to it); else one is started in a folder that
 * goes away afterwards. `npm run bench:sheet -- --json` prints one object.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { chromium, type Page, type Request } from '@playwright/test';
import { findBrowser } from '../browser.mjs';
import { freePort } from '../support/free-port';
import { ask } from '../support/hospital-database';

const PASTES = 7;
const KEYS = 200;
/** A fast hand: ten keys a second. */
const KEY_PAUSE = 100;
const PASSWORD = 'mat-khau-mau-2026';
const ADDRESS = '/figures?view=quarter&year=2026&period=q4&measure=ACTUAL&area=';
/** `block`: what is pasted, 720 cells each. Typed columns: the block also covers the ratios between them, which take nothing. */
const SHEETS = [
  { name: '120 rows × 12 columns', address: `${ADDRESS}BENCH&swap=1`, block: { rows: 60, columns: 12 } },
  { name: 'departments × indicators of the first area', address: `${ADDRESS}KCB`, block: { rows: 36, columns: 20 } },
];
type Sheet = (typeof SHEETS)[number];
/** A held key repeats about so often. */
const REPEAT_MS = 33;
/** A frame that a person sees stumble. */
const LONG_FRAME_MS = 50;
/** The first field that takes anything. */
const FIRST = 'tbody input[id^="cell-"]:not([readonly])';
const json = process.argv.includes('--json');

const quantile = (values: number[], of: number) =>
  [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * of))] ?? 0;
const rounded = (ms: number) => Math.round(ms * 10) / 10;

async function startApp(): Promise<{ url: string; stop(): Promise<void> }> {
  if (process.env.BENCH_URL) {
    process.env.E2E_DATA_DIR = process.env.BENCH_DATA_DIR;
    return { url: process.env.BENCH_URL, stop: async () => {} };
  }
  const folder = mkdtempSync(path.join(tmpdir(), 'tong-ket-bench-'));
  const port = await freePort();
  process.env.E2E_DATA_DIR = folder;
  const app: ChildProcess = spawn(process.execPath, [path.join(import.meta.dirname, '../../src/server/launch/start.mjs')], {
    env: { ...process.env, PORT: String(port), DATA_DIR: folder, SAMPLE_PASSWORD: PASSWORD },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const ended = new Promise<void>((resolve) => app.once('exit', () => resolve()));
  const url = `http://127.0.0.1:${port}`;
  const stop = async () => {
    app.kill('SIGTERM');
    await ended;
    rmSync(folder, { recursive: true, force: true });
  };
  for (let tries = 0; tries < 9_000 && app.exitCode === null; tries++) {
    if ((await fetch(`${url}/api/readyz`).catch(() => null))?.ok) return { url, stop };
    await sleep(100);
  }
  await stop();
  throw new Error('the app did not become ready');
}

/** Every department reports every typed indicator of the first area, so that the block has no holes. */
async function fillGrid(): Promise<void> {
  await ask(
    `INSERT INTO indicator_assignment (department_id, indicator_id, required, valid_from)
     SELECT d.id, i.id, false, '2026-10-01' FROM department d, indicator i JOIN area a ON a.id = i.area_id AND a.code = 'KCB'
     WHERE i.aggregation <> 'RATIO' AND d.dissolved_on IS NULL AND NOT EXISTS (SELECT FROM department_version v WHERE v.department_id = d.id AND v.kind = 'HOSPITAL')
       AND NOT EXISTS (SELECT FROM indicator_assignment o WHERE o.department_id = d.id AND o.indicator_id = i.id AND (o.valid_to IS NULL OR o.valid_to > '2026-10-01'))`,
  );
}

/** An area of 120 indicators that 12 departments report: the largest sheet that one is asked to fill. */
async function addArea(): Promise<void> {
  await ask(
    `INSERT INTO area (code, name, is_core, sort_order) SELECT 'BENCH', 'Đo tốc độ', false, 900 WHERE NOT EXISTS (SELECT FROM area WHERE code = 'BENCH')`,
  );
  await ask(
    `INSERT INTO indicator (code, name, unit, area_id, direction, aggregation, from_year)
     SELECT 'BENCH_' || n, 'Chỉ tiêu đo thứ ' || n, 'lượt', a.id, 'UP', 'SUM', 2018 FROM generate_series(1, 120) n JOIN area a ON a.code = 'BENCH'
     WHERE NOT EXISTS (SELECT FROM indicator WHERE code = 'BENCH_' || n)`,
  );
  await ask(
    `INSERT INTO indicator_assignment (department_id, indicator_id, required, valid_from)
     SELECT d.id, i.id, false, '2026-10-01' FROM (SELECT d.id FROM department d WHERE d.dissolved_on IS NULL
         AND NOT EXISTS (SELECT FROM department_version v WHERE v.department_id = d.id AND v.kind = 'HOSPITAL') ORDER BY d.id LIMIT 12) d,
       indicator i WHERE i.code LIKE 'BENCH\\_%' AND NOT EXISTS (SELECT FROM indicator_assignment o WHERE o.indicator_id = i.id AND o.department_id = d.id)`,
  );
}

/** Milliseconds from each key to the paint after it; `focus` names the field that is typed into. */
async function keys(page: Page, focus: string): Promise<number[]> {
  await page.evaluate(() => {
    const times: number[] = [];
    Object.assign(window, { keyTimes: times });
    document.addEventListener(
      'keydown',
      ({ timeStamp }) => {
        requestAnimationFrame(() => {
          const { port1, port2 } = new MessageChannel();
          port1.onmessage = () => times.push(performance.now() - timeStamp);
          port2.postMessage(null);
        });
      },
      { capture: true },
    );
  });
  await page.locator(focus).first().click();
  for (let key = 0; key < KEYS; key++) {
    await page.keyboard.press(key % 5 === 4 ? 'Enter' : String((key * 7) % 10));
    await page.waitForTimeout(KEY_PAUSE);
  }
  return page.evaluate(() => (window as unknown as { keyTimes: number[] }).keyTimes);
}

/** Milliseconds of each frame while ArrowDown is held from the first row to the last, and how many rows were walked. */
async function scroll(page: Page): Promise<{ rows: number; frames: number[] }> {
  await page.locator(FIRST).first().click();
  await page.evaluate(() => {
    // A method, since a function that has a name does not reach the page whole.
    const watch = {
      times: [] as number[],
      last: performance.now(),
      frame(now: number) {
        watch.times.push(now - watch.last);
        watch.last = now;
        requestAnimationFrame(watch.frame);
      },
    };
    requestAnimationFrame(watch.frame);
    Object.assign(window, { frameTimes: watch.times });
  });
  const rows = await page.locator('tbody tr:has(input)').count();
  for (let row = 1; row < rows; row++) {
    // Down again without up is what a held key sends.
    await page.keyboard.down('ArrowDown');
    await page.waitForTimeout(REPEAT_MS);
  }
  await page.keyboard.up('ArrowDown');
  const walked = await page.evaluate(() => {
    const lines = [...document.querySelectorAll('tbody tr:has(input)')];
    return lines.indexOf(document.activeElement?.closest('tr') as HTMLTableRowElement) + 1;
  });
  if (walked !== rows) throw new Error(`ArrowDown came to row ${walked} of ${rows}`);
  return { rows, frames: (await page.evaluate(() => (window as unknown as { frameTimes: number[] }).frameTimes)).slice(1) };
}

/** Pastes a block at the first writable corner: until it is shown, and until the server has confirmed every cell of it. */
async function paste(
  page: Page,
  { rows, columns }: Sheet['block'],
  round: number,
): Promise<{ shown: number; saved: number; requests: number }> {
  const closed = await page
    .locator('tbody tr:has(input)')
    .first()
    .locator('input')
    .evaluateAll((inputs) => inputs.map((input) => (input as HTMLInputElement).readOnly));
  let typed = 0;
  const width = closed.findIndex((isClosed) => !isClosed && ++typed === columns) + 1;
  const block = Array.from({ length: rows }, (_, row) =>
    Array.from({ length: width }, (_, column) => (closed[column] ? '' : 100 + ((row * 31 + column * 7 + round * 13) % 900))),
  );
  const text = block.map((row) => row.join('\t')).join('\r\n');
  return page.evaluate(async (value) => {
    const corner = document.querySelector<HTMLInputElement>('tbody tr input[id^="cell-"]:not([readonly])');
    if (!corner) throw new Error('no writable cell');
    corner.focus();
    let requests = 0;
    const send = window.fetch;
    const answered = new Promise<number>((resolve) => {
      window.fetch = async (...args) => {
        const isSave = String(args[0]).includes('/api/figures');
        if (isSave) requests += 1;
        const answer = await send(...args);
        if (isSave)
          void answer
            .clone()
            .json()
            .then(() => setTimeout(() => requestAnimationFrame(() => resolve(performance.now()))));
        return answer;
      };
    });
    const data = new DataTransfer();
    data.setData('text/plain', value);
    const start = performance.now();
    corner.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
    const shown = await new Promise<number>((resolve) => requestAnimationFrame(() => setTimeout(() => resolve(performance.now()))));
    const saved = await answered;
    window.fetch = send;
    return { shown: shown - start, saved: saved - start, requests };
  }, text);
}

/** The floor of a save: the very body that the sheet sent last, posted again under other values. */
async function postAlone(page: Page, body: string, account: string): Promise<number> {
  return page.evaluate(
    async ({ sent, accountId }) => {
      const input: { cells: { text: string; version: number }[] } = JSON.parse(sent);
      for (const cell of input.cells) [cell.text, cell.version] = [String(Number(cell.text) + 1), cell.version + 1];
      const start = performance.now();
      const answer = await fetch('/api/figures/across', {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID(), 'x-account': accountId },
        body: JSON.stringify(input),
      });
      const { saved } = (await answer.json()) as { saved: unknown[] };
      if (saved.length !== input.cells.length) throw new Error(`${saved.length} of ${input.cells.length} cells were saved`);
      return performance.now() - start;
    },
    { sent: body, accountId: account },
  );
}

const half = (values: number[]) => rounded(quantile(values, 0.5));
const slow = (values: number[]) => rounded(quantile(values, 0.95));

/** Everything that is measured of one sheet. */
async function measure(page: Page, { name, address, block }: Sheet) {
  await page.goto(address);
  const cells = await page.locator('tbody input[id^="cell-"]').count();
  const typed = await keys(page, FIRST);
  await page.reload();
  const { rows, frames } = await scroll(page);
  let last: { body: string; account: string } = { body: '', account: '' };
  const note = (request: Request) => {
    if (request.url().endsWith('/api/figures/across'))
      last = { body: request.postData() ?? '', account: request.headers()['x-account'] ?? '' };
  };
  page.on('request', note);
  await page.reload();
  const pastes: Awaited<ReturnType<typeof paste>>[] = [];
  for (let round = 0; round < PASTES; round++) {
    pastes.push(await paste(page, block, round));
    await page.waitForTimeout(300);
  }
  page.off('request', note);
  const alone = await postAlone(page, last.body, last.account);
  const saves = pastes.map(({ saved }) => saved);
  return {
    name,
    cells,
    key: { p50Ms: half(typed), p95Ms: slow(typed) },
    scroll: {
      rows,
      frames: frames.length,
      p95Ms: slow(frames),
      slowestMs: rounded(Math.max(...frames)),
      long: frames.filter((ms) => ms > LONG_FRAME_MS).length,
    },
    paste: {
      cells: (JSON.parse(last.body) as { cells: unknown[] }).cells.length,
      requests: Math.max(...pastes.map(({ requests }) => requests)),
      shownMs: half(pastes.map(({ shown }) => shown)),
      savedMs: half(saves),
      slowestMs: rounded(Math.max(...saves)),
      postAloneMs: rounded(alone),
    },
  };
}

const app = await startApp();
try {
  await fillGrid();
  await addArea();
  const browser = await chromium.launch({ executablePath: (await findBrowser()) ?? undefined, args: ['--no-sandbox', '--disable-gpu'] });
  const context = await browser.newContext({ baseURL: app.url, viewport: { width: 1920, height: 1080 } });
  const { csrfToken } = await (await context.request.get('/api/auth/csrf')).json();
  await context.request.post('/api/auth/callback/credentials', { form: { csrfToken, username: 'khth', password: PASSWORD, json: 'true' } });
  const page = await context.newPage();
  const bare = await context.newPage();
  await bare.setContent(`<input id="plain">`);
  const plain = await keys(bare, '#plain');
  // A page behind another one is drawn less often.
  await bare.close();
  await page.bringToFront();
  const sheets = [];
  for (const sheet of SHEETS) sheets.push(await measure(page, sheet));
  const result = { load: rounded(loadavg()[0] ?? 0), cpus: cpus().length, plainKey: { p50Ms: half(plain), p95Ms: slow(plain) }, sheets };
  await browser.close();
  if (json) console.log(JSON.stringify(result));
  else {
    console.log(`\nThe sheet in Chromium, load ${result.load} on ${result.cpus} cores`);
    console.log(`key to paint in a plain field of an empty page: p50 ${result.plainKey.p50Ms} ms, p95 ${result.plainKey.p95Ms} ms`);
    for (const { name, cells, key, scroll: held, paste: of } of sheets) {
      console.log(`\n${name}: ${cells} cells`);
      console.log(`  key to paint: p50 ${key.p50Ms} ms, p95 ${key.p95Ms} ms`);
      console.log(
        `  ArrowDown held through ${held.rows} rows: ${held.frames} frames, ${held.long} longer than ${LONG_FRAME_MS} ms, p95 ${held.p95Ms} ms, slowest ${held.slowestMs} ms`,
      );
      console.log(
        `  paste of ${of.cells} cells: shown ${of.shownMs} ms, saved ${of.savedMs} ms (slowest ${of.slowestMs}), ${of.requests} request`,
      );
      console.log(`    the same cells posted without a sheet: ${of.postAloneMs} ms; the sheet waits 600 ms for a pause before it sends`);
    }
  }
} finally {
  await app.stop();
}
