import type { Page } from '@playwright/test';
import { expect, pasteBlock, test } from '../support/app';
import { ask, storedFigure } from '../support/hospital-database';

/** Blocks as they really come out of Excel: looked at before they are written, and nothing lost or emptied unasked. */
const plan = '/plans/RHM?year=2027&period=q1';
const saved = /Đã lưu \d\d:\d\d/;
const cellsOf = (page: Page) => page.locator('tbody input[id^="cell-"]');
const previewOf = (page: Page) => page.getByRole('dialog', { name: 'Xem trước khi dán' });

/** What the database holds of so many cells from the first one of the sheet: the figure, or the draft as «draft»; null without a row or emptied. */
async function held(page: Page, count: number): Promise<(string | null)[]> {
  const fields = await cellsOf(page).evaluateAll((inputs) => inputs.map(({ id }) => id));
  return Promise.all(
    fields.slice(0, count).map(async (field) => {
      const row = await storedFigure('RHM', 2027, 1, 'PLAN', field);
      return row?.value ?? (row?.draft ? `«${row.draft}»` : null);
    }),
  );
}

const paste = async (page: Page, at: number, rows: string[][]) => {
  await cellsOf(page).nth(at).click();
  await pasteBlock(page, rows);
};
/** What the preview says of each doubtful cell: what stands in the block, and why it is shown. */
const doubts = async (page: Page) => {
  const rows = await previewOf(page).locator('tbody tr').allInnerTexts();
  return rows.map((row) => row.split('\t').slice(1).join(' | '));
};

test('blanks of merged cells, dates, errors, per cent signs and words: what the preview says and what is written', async ({ as }) => {
  const page = await as('khth');
  await page.goto(plan);
  const preview = previewOf(page);
  const last = (await cellsOf(page).count()) - 1;
  const before = await held(page, last + 1);

  // Nothing to ask about: written at once.
  await paste(page, 0, [['11'], ['12'], ['13']]);
  await expect(preview).toBeHidden();
  await expect.poll(() => held(page, 3)).toEqual(['11', '12', '13']);

  // A merged cell comes as one figure and blanks, which would empty what stands there: only when one says so.
  await paste(page, 0, [['100'], [''], ['300']]);
  await expect(preview.getByText('2 ô đọc được; 1 ô cần bạn xem. Chưa ghi gì vào bảng.')).toBeVisible();
  expect(await doubts(page)).toEqual(['(trống) | Ô trống, bảng đang có 12']);
  expect(await held(page, 3)).toEqual(['11', '12', '13']);
  await preview.getByRole('button', { name: 'Dán 2 ô' }).click();
  await expect(page.getByText('Dán 2 ô')).toBeVisible();
  await expect.poll(() => held(page, 3)).toEqual(['100', '12', '300']);
  await paste(page, 0, [['101'], [''], ['301']]);
  await preview.getByLabel('Xóa 1 ô đang có số vì khối để trống').check();
  await preview.getByRole('button', { name: 'Dán 3 ô' }).click();
  await expect.poll(() => held(page, 3)).toEqual(['101', null, '301']);

  // Days are no figures: kept as they came, with the reason, or left out.
  await paste(page, 1, [['01/02/2026'], ['2026-02-01']]);
  const unreadable = 'Không đọc được số này, ghi như 1.234,5';
  expect(await doubts(page)).toEqual([`01/02/2026 | ${unreadable}`, `2026-02-01 | ${unreadable}`]);
  await preview.getByRole('button', { name: 'Không dán' }).click();
  await expect(preview).toBeHidden();
  expect(await held(page, 3)).toEqual(['101', null, '301']);
  await paste(page, 1, [['01/02/2026'], ['2026-02-01']]);
  await preview.getByRole('button', { name: 'Dán 2 ô' }).click();
  await expect.poll(() => held(page, 3)).toEqual(['101', '«01/02/2026»', '«2026-02-01»']);
  await expect(page.getByText('Dán 2 ô; 2 ô chưa đọc được')).toBeVisible();
  await expect(cellsOf(page).nth(1)).toHaveAttribute('aria-invalid', 'true');

  const mixed = ['#REF!', '45 %', 'khoảng 20', '1234567890123456', '2,5', '45 %', '6', '-5'].map((text) => [text]);
  // An error of Excel, a share of what is not counted in per cent, words, too large, a part of a whole, below nothing; the two figures
  // among them are read, one of them in a cell of per cent.
  await paste(page, 0, mixed);
  await expect(preview.getByText('2 ô đọc được; 6 ô cần bạn xem. Chưa ghi gì vào bảng.')).toBeVisible();
  expect(await doubts(page)).toEqual([
    `#REF! | ${unreadable}`,
    '45 % | Chỉ tiêu này không tính bằng %',
    `khoảng 20 | ${unreadable}`,
    '1234567890123456 | Số có quá 15 chữ số',
    '2,5 | Chỉ tiêu này nhận số nguyên',
    '−5 | Nhỏ hơn 0',
  ]);
  await preview.getByLabel(/^Ghi cả 6 ô chưa đọc được/).uncheck();
  await preview.getByRole('button', { name: 'Dán 2 ô' }).click();
  await expect.poll(() => held(page, 8)).toEqual(['101', '«01/02/2026»', '«2026-02-01»', before[3], before[4], '45', '6', before[7]]);
  await paste(page, 0, mixed);
  await preview.getByRole('button', { name: 'Dán 8 ô' }).click();
  await expect.poll(() => held(page, 8)).toEqual(['«#REF!»', '«45 %»', '«khoảng 20»', '«1234567890123456»', '«2,5»', '45', '6', '«−5»']);
  await expect(page.getByText(/Còn \d+ ô chưa đọc được/)).toBeVisible();

  // Beyond the last row and the last column: told by number, and what fits is written.
  await paste(page, last, [
    ['7', '8'],
    ['9', '10'],
  ]);
  await expect(preview.getByText('1 ô đọc được; 3 ô cần bạn xem. Chưa ghi gì vào bảng.')).toBeVisible();
  await preview.getByRole('button', { name: 'Dán 1 ô' }).click();
  await expect.poll(async () => (await held(page, last + 1)).at(-1)).toBe('7');

  // As it was before.
  for (let undone = 0; undone < 7; undone++) await page.keyboard.press('Control+z');
  await expect(page.getByText(saved)).toBeVisible();
  await expect.poll(() => held(page, last + 1)).toEqual(before);
});

test('into closed cells: named before, left as they are, and their neighbours are written', async ({ as }) => {
  const page = await as('khth');
  await page.goto('/figures?view=indicator&indicator=OPD&measure=ACTUAL&year=2026&period=q4');
  const cell = (quarter: string) => page.getByRole('textbox', { name: `Khoa Răng Hàm Mặt, Quý ${quarter}`, exact: true });
  const field = async () => `cell-c${(await cell('III').getAttribute('data-cell'))?.split('-').at(-1)}`;
  const stored = async (quarter: number) => storedFigure('RHM', 2026, quarter, 'ACTUAL', await field());
  const before = [await stored(3), await stored(4)];
  await cell('III').click();
  await pasteBlock(page, [['1', '2612', '']]);
  const preview = previewOf(page);
  await expect(preview.getByText('1 ô đọc được; 1 ô cần bạn xem. Chưa ghi gì vào bảng.')).toBeVisible();
  expect(await preview.locator('tbody tr').allInnerTexts()).toEqual([
    'Khoa Răng Hàm Mặt, Quý III\t1\tÔ khóa, tự tính hoặc chỉ để đọc, không dán được',
  ]);
  await preview.getByRole('button', { name: 'Dán 1 ô' }).click();
  await expect(page.getByText('Dán 1 ô; 1 ô khóa, tự tính hoặc chỉ để đọc không dán')).toBeVisible();
  await expect.poll(async () => (await stored(4))?.value).toBe('2612');
  expect(await stored(3)).toEqual(before[0]);
  await page.keyboard.press('Control+z');
  await expect.poll(async () => (await stored(4))?.value ?? null).toBe(before[1]?.value ?? null);
});

test('ten thousand cells into the sheet of all departments: counted, what fits is written in one request, and one undo takes it back', async ({
  as,
}) => {
  const page = await as('khth');
  await page.goto('/figures?view=quarter&area=KCB&measure=PLAN&year=2027&period=q1');
  const preview = previewOf(page);
  const before = await ask<Planned>(PLANNED);
  const text = (row: number, column: number) => String(1000 + ((row * 7 + column * 3) % 997));
  const fields = await page.locator('tbody tr:has(input)').evaluateAll((rows) =>
    rows.flatMap((row, index) =>
      [...row.querySelectorAll<HTMLInputElement>('td input:not([readonly])')].map((input) => ({
        at: (input.dataset.cell ?? '').replace(/^x(\d+)-\d+-(\d+)$/, '$1/$2'),
        row: index,
        column: (input.closest('td')?.cellIndex ?? 0) - 1,
      })),
    ),
  );
  expect(fields.length).toBeGreaterThan(400);
  let posts = 0;
  page.on('request', (request) => {
    if (request.url().endsWith('/api/figures/across')) posts += 1;
  });
  // The first row's first field may stand further right: the block begins there, and so does what is expected.
  const corner = Math.min(...fields.filter(({ row }) => row === 0).map(({ column }) => column));
  await page.locator('tbody tr:has(input)').first().locator('input:not([readonly])').first().click();
  await pasteBlock(
    page,
    Array.from({ length: 100 }, (_, row) => Array.from({ length: 100 }, (_, column) => text(row, column))),
  );
  await expect(preview).toBeVisible();
  const said = await preview.locator('p').first().textContent();
  const [good, doubtful] = (/^([\d.]+) ô đọc được; ([\d.]+) ô cần bạn xem\. Chưa ghi gì vào bảng\.$/.exec(said ?? '') ?? [])
    .slice(1)
    .map((count) => Number(count.replaceAll('.', '')));
  expect([good, (good ?? 0) + (doubtful ?? 0)]).toEqual([expect.any(Number), 10_000]);
  // A hundred of them are listed, the others counted.
  await expect(preview.locator('tbody tr')).toHaveCount(100);
  await expect(preview.getByText(`và ${(doubtful ?? 0) - 100} ô nữa`)).toBeVisible();
  expect(await ask(PLANNED)).toEqual(before);

  await preview.getByRole('button', { name: /^Dán [\d.]+ ô$/ }).click();
  await expect(page.getByText(saved)).toBeVisible({ timeout: 20_000 });
  await expect(page.getByText(/^Dán \d+ ô; \d+ ô nằm ngoài bảng không dán/)).toBeVisible();
  expect(posts).toBe(1);
  const covered = fields.filter(({ column }) => column >= corner);
  // A draft is kept as it was shown: «1.224,0».
  const plain = (draft: string | null) => draft?.replaceAll('.', '').replace(/,0+$/, '');
  const written = new Map((await ask<Planned>(PLANNED)).map(({ at, value, draft }) => [at, value ?? plain(draft)]));
  expect(covered.map(({ at }) => [at, written.get(at)])).toEqual(covered.map(({ at, row, column }) => [at, text(row, column - corner)]));
  const drafts = (await ask<Planned>(PLANNED)).filter(({ draft }) => draft !== null).length;
  expect(drafts).toBe(covered.length - (good ?? 0));

  await page.keyboard.press('Control+z');
  await expect.poll(() => ask(PLANNED), { timeout: 20_000 }).toEqual(before);
});

type Planned = { at: string; value: string | null; draft: string | null };
/** Every planned figure of the quarter. */
const PLANNED = `SELECT f.department_id || '/' || f.indicator_id AS at, trim_scale(f.value)::text AS value, f.draft_text AS draft
  FROM figure f JOIN period p ON p.id = f.period_id AND p.kind = 'QUARTER' AND p.year = 2027 AND p.index = 1
  WHERE f.measure = 'PLAN' AND (f.value IS NOT NULL OR f.draft_text IS NOT NULL) ORDER BY 1`;
