import { expect, expectAccessible, test } from '../support/app';

test('the director reads the year and follows a figure to the person who typed it', async ({ as }) => {
  const page = await as('giamdoc');
  await page.goto('/summary/2025');
  await expect(page.getByRole('heading', { level: 1 })).not.toBeEmpty();
  await expect(page.getByText('386.420').first()).toBeVisible();
  await expect(page.getByText(/104,4\s%/).first()).toBeVisible();
  await expectAccessible(page);

  await page
    .getByRole('link', { name: /Lượt khám bệnh/ })
    .first()
    .click();
  await expect(page).toHaveURL(/\/summary\/2025\/OPD/);
  await expect(page.getByRole('table').first()).toContainText('386.420');
  await expectAccessible(page);
  await page.getByRole('link', { name: 'Khoa Nội tổng hợp' }).first().click();
  await expect(page).toHaveURL(/\/summary\/2025\/OPD\/NOI/);
  await expect(page.getByText(/Quý III/).first()).toBeVisible();
  await expectAccessible(page);

  const answer = await page.request.get('/api/v1/summary/2025');
  expect(answer.status()).toBe(200);
  const summary = await answer.json();
  const visits = summary.figures.find(({ code }: { code: string }) => code === 'OPD');
  expect(visits.actual).toBe(386_420);
  expect(summary.departments.length).toBeGreaterThan(40);
});

test('every column of a year’s figure adds up to its total, and the total is the hospital’s', async ({ as }) => {
  const page = await as('giamdoc');
  await page.goto('/summary/2026/OPD');
  const read = async (name: RegExp) =>
    page
      .getByRole('table', { name })
      .getByRole('row')
      .evaluateAll((rows) => rows.map((row) => [...row.children].map((cell) => (cell.textContent ?? '').replaceAll('\u00a0', ' '))));
  const [heads = [], ...rows] = await read(/của từng đơn vị theo quý/);
  const number = (text = '') => (text === '–' ? 0 : Number(text.replaceAll('.', '')));
  const total = rows.pop() ?? [];
  for (const head of ['Quý I', 'Quý II', 'Quý III', '9 tháng', 'Kế hoạch']) {
    const column = heads.indexOf(head);
    expect(number(total[column]), head).toBeGreaterThan(0);
    expect(
      rows.reduce((sum, row) => sum + number(row[column]), 0),
      head,
    ).toBe(number(total[column]));
  }
  const hospital = (await read(/của toàn viện theo quý/)).at(-1) ?? [];
  expect([hospital[1], hospital[2], hospital[3]]).toEqual(['Kế hoạch', '9 tháng', '% KH'].map((head) => total[heads.indexOf(head)]));
});

test('the seeds read back: 20 techniques and 193 topics and initiatives in 2023, 347.700 visits in 2018', async ({ as }) => {
  const page = await as('giamdoc');
  const figure = async (year: number, code: string) => {
    const { figures } = await (await page.request.get(`/api/v1/summary/${year}`)).json();
    return figures.find((one: { code: string }) => one.code === code)?.actual;
  };
  expect(await figure(2023, 'NEW_TECH')).toBe(20);
  expect(await figure(2018, 'OPD')).toBe(347_700);
  expect(await figure(2018, 'IPD')).toBe(60_220);
});

test('a department reads the hospital, and only its own row', async ({ as }) => {
  const page = await as('ngoai');
  const summary = await (await page.request.get('/api/v1/summary/2025')).json();
  expect(summary.departments).toHaveLength(1);
  expect((await page.goto('/summary/2025/OPD/NOI'))?.status()).toBe(404);
});

test('the director begins with the year; a half year says which quarters are beside it', async ({ as }) => {
  const page = await as('giamdoc');
  await page.goto('/');
  await expect(page.getByRole('heading', { level: 2, name: 'Còn phải xong' })).toBeVisible();
  await expect(page.getByRole('rowheader', { name: /Cấp cứu – Khám bệnh – Chữa bệnh/ })).toBeVisible();
  await expectAccessible(page);

  await page.goto('/summary/2025?period=h1');
  const chart = page.locator('.sec').filter({ hasText: 'nhạt: ngoài kỳ đang xem' });
  await expect(chart).toBeVisible();
  // the button of the figures stands within its own section
  const [button, section] = [await chart.locator('summary').boundingBox(), await chart.boundingBox()];
  expect((button?.x ?? 0) + (button?.width ?? 0)).toBeLessThanOrEqual((section?.x ?? 0) + (section?.width ?? 0));
  await chart.locator('summary').click();
  await expect(chart.getByRole('rowheader')).toHaveText(['Quý I', 'Quý II', 'Quý III (ngoài kỳ đang xem)', 'Quý IV (ngoài kỳ đang xem)']);
  await page.goto('/summary/2025');
  await expect(page.getByText('nhạt: ngoài kỳ đang xem')).toHaveCount(0);
});
