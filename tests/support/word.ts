import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { strFromU8, unzipSync } from 'fflate';

/** What a Word file says, a paragraph a line. */
export const wordText = (file: Uint8Array): string =>
  strFromU8(unzipSync(file)['word/document.xml'] ?? new Uint8Array())
    .replace(/<\/w:p>/g, '\n')
    .replace(/<[^>]+>/g, '')
    .replaceAll('\u00a0', ' ');

/** Asks for a paper in its dialog, filled as given (a select by its value), and reads the file. */
export async function paperAt(page: Page, name: RegExp | string, fields: Record<string, string> = {}): Promise<string> {
  await page.getByRole('button', { name }).click();
  const dialog = page.getByRole('dialog');
  for (const [label, value] of Object.entries(fields)) {
    const control = dialog.getByLabel(label);
    if ((await control.evaluate((element) => element.tagName)) === 'SELECT') await control.selectOption(value);
    else await control.fill(value);
  }
  const [download] = await Promise.all([page.waitForEvent('download'), dialog.getByRole('button', { name: 'Tải văn bản' }).click()]);
  const file = await readFile(await download.path());
  await dialog.waitFor({ state: 'detached' });
  return wordText(file);
}
