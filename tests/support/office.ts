import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fontFolder, howToInstall, missingOffice } from '../office.mjs';

/** A line of text on a page; lengths in points from the upper left corner. */
export type Line = { text: string; left: number; right: number; top: number; bottom: number };
/** A run of text in one font: its size in whole points, and how it is set. */
export type Run = { text: string; sizePt: number; isBold: boolean; isItalic: boolean };
export type Page = { width: number; height: number; lines: Line[]; runs: Run[] };
export type Printed = { pages: Page[]; fonts: string[] /** One picture a page, at 150 dots an inch. */; pictures: Gray[] };
export const PICTURE_DPI = 150;
/** A page as a picture: one byte a pixel, 0 is black. */
export type Gray = { width: number; height: number; pixels: Buffer };

/**
 * Prints Word files with LibreOffice, all by one start of it, with no other font in sight than the one of Times New Roman's measures. Throws
 * with what to install where something is missing.
 */
export function printed<Name extends string>(files: Record<Name, Buffer>): Record<Name, Printed> {
  const missing = missingOffice();
  if (missing.length > 0) throw new Error(howToInstall(missing));
  const folder = mkdtempSync(path.join(tmpdir(), 'tong-ket-office-'));
  try {
    const names = Object.keys(files) as Name[];
    for (const name of names) writeFileSync(path.join(folder, `${name}.docx`), files[name]);
    const fonts = path.join(folder, 'fonts.conf');
    writeFileSync(
      fonts,
      `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><dir>${fontFolder()}</dir><cachedir>${folder}/fonts</cachedir>
        <alias binding="same"><family>Times New Roman</family><accept><family>Tinos</family></accept></alias></fontconfig>`,
    );
    const profile = `-env:UserInstallation=file://${folder}/profile`;
    execFileSync('soffice', [profile, '--headless', '--convert-to', 'pdf', '--outdir', folder, ...names.map((name) => `${name}.docx`)], {
      cwd: folder,
      env: { ...process.env, FONTCONFIG_FILE: fonts, HOME: folder },
      stdio: 'pipe',
      timeout: 120_000,
    });
    return Object.fromEntries(names.map((name) => [name, read(path.join(folder, `${name}.pdf`))])) as Record<Name, Printed>;
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}

const output = (program: string, ...args: string[]) => execFileSync(program, args, { maxBuffer: 256 * 1024 * 1024, stdio: 'pipe' });
const plain = (text: string) =>
  text
    .replace(/<[^>]+>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');

function read(pdf: string): Printed {
  const boxes = output('pdftotext', '-bbox', pdf, '-').toString();
  const markup = output('pdftohtml', '-xml', '-i', '-zoom', '1', '-stdout', pdf).toString();
  const sizes = new Map([...markup.matchAll(/<fontspec id="(\d+)" size="(\d+)"/g)].map(([, id, size]) => [id, Number(size)]));
  const runs = [...markup.matchAll(/<page [\s\S]*?<\/page>/g)].map(([page]) =>
    [...page.matchAll(/<text [^>]*font="(\d+)"[^>]*>(.*?)<\/text>/g)].map(
      ([, font, text = '']): Run => ({
        text: plain(text),
        sizePt: sizes.get(font) ?? 0,
        isBold: text.includes('<b>'),
        isItalic: text.includes('<i>'),
      }),
    ),
  );
  const pages = [...boxes.matchAll(/<page width="([\d.]+)" height="([\d.]+)">([\s\S]*?)<\/page>/g)].map(
    ([, width, height, words = ''], place): Page => ({
      width: Number(width),
      height: Number(height),
      lines: linesOf(words),
      runs: runs[place] ?? [],
    }),
  );
  const fonts = output('pdffonts', pdf)
    .toString()
    .trim()
    .split('\n')
    .slice(2)
    .map((line) => line.replace(/^[A-Z]+\+/, '').split(/\s/)[0] ?? '');
  return { pages, fonts, pictures: pages.map((_, place) => picture(pdf, place + 1)) };
}

/** Words that stand on one line next to each other: a gap wider than a column's is another line's. */
function linesOf(words: string): Line[] {
  const found = [...words.matchAll(/<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*?)<\/word>/g)].map(
    ([, left, top, right, bottom, text = '']) => ({
      ...{ left: Number(left), top: Number(top), right: Number(right), bottom: Number(bottom) },
      text: plain(text),
    }),
  );
  const lines: Line[] = [];
  for (const word of found) {
    const line = lines.at(-1);
    const isSame = line && Math.abs(line.top - word.top) < 3 && word.left >= line.left && word.left - line.right < 14;
    if (line && isSame) Object.assign(line, { text: `${line.text} ${word.text}`, right: word.right });
    else lines.push({ ...word });
  }
  return lines;
}

/** `pdftoppm -gray` writes a PGM: a short head, then the bytes. */
function picture(pdf: string, page: number): Gray {
  const file = output('pdftoppm', '-gray', '-r', String(PICTURE_DPI), '-f', String(page), '-l', String(page), pdf);
  const [head = '', width, height] = /^P5\s(\d+)\s(\d+)\s255\s/.exec(file.subarray(0, 40).toString('latin1')) ?? [];
  return { width: Number(width), height: Number(height), pixels: file.subarray(head.length) };
}
