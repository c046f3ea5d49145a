import { beforeAll, describe, expect, it } from 'vitest';
import { partyPaper } from '@/server/documents/party-paper';
import { type Gray, type Line, type Page, PICTURE_DPI, type Printed, printed } from '../support/office';
import { PAPERS } from './facts';

// The papers as LibreOffice prints them, measured against domain.md E2. Times New Roman need not be there: Tinos has its measures.
type Kind = keyof typeof PAPERS;
const KINDS = Object.keys(PAPERS) as Kind[];
/** Points of so many millimetres. */
const mm = (length: number) => (length * 72) / 25.4;
/** A tenth of a line: what rounding between millimetres, twentieths of a point and the page may take. */
const NEAR = 1.5;
/** Those of 2018 follow the guidance of that year, the draft and the minutes of 2026 that of 2026. */
const PITCH: Record<Kind, number> = { summary: 18, list: 18, decision: 19, minutes: 18, 'cell-minutes': 19 };
const PAGES: Record<Kind, number> = { summary: 2, list: 4, decision: 3, minutes: 4, 'cell-minutes': 2 };

let papers: Record<Kind, Printed>;
beforeAll(async () => {
  const files = await Promise.all(KINDS.map(async (kind) => [kind, await partyPaper(PAPERS[kind])] as const));
  papers = printed(Object.fromEntries(files) as Record<Kind, Buffer>);
}, 180_000);

const pageOf = (kind: Kind, place = 0): Page => {
  const page = papers[kind].pages[place];
  if (!page) throw new Error(`${kind} has no page ${place + 1}`);
  return page;
};
/** The first line on a page that begins so. */
const lineOf = ({ lines }: Page, start: string): Line => {
  const found = lines.find(({ text }) => text.startsWith(start));
  if (!found) throw new Error(`no line «${start}» among:\n${lines.map(({ text }) => text).join('\n')}`);
  return found;
};
const centre = ({ left, right }: Line) => (left + right) / 2;
const runOf = ({ runs }: Page, start: string) => {
  const found = runs.find(({ text }) => text.trim().startsWith(start));
  if (!found) throw new Error(`no run «${start}»`);
  return found;
};

describe.each(KINDS)('%s', (kind) => {
  it('has the pages that it should, A4, upright or on its side', () => {
    const { pages } = papers[kind];
    expect(pages).toHaveLength(PAGES[kind]);
    const [width, height] = kind === 'list' ? [mm(297), mm(210)] : [mm(210), mm(297)];
    for (const page of pages) {
      expect(Math.abs(page.width - width), 'width').toBeLessThan(NEAR);
      expect(Math.abs(page.height - height), 'height').toBeLessThan(NEAR);
    }
  });

  it('is set in one family only', () => {
    expect([...new Set(papers[kind].fonts.map((font) => font.split('-')[0]))]).toEqual(['Tinos']);
  });

  it('keeps 30 mm left, 15 right, 20 above and below, and fills them', () => {
    const { pages } = papers[kind];
    const body = pages.map(({ lines }) => lines.filter(({ top }) => top > mm(18)));
    const lefts = body.flat().map(({ left }) => left);
    const rights = body.flat().map(({ right }) => right);
    expect(Math.abs(Math.min(...lefts) - mm(30))).toBeLessThan(NEAR);
    expect(Math.abs(Math.max(...rights) - (pageOf(kind).width - mm(15)))).toBeLessThan(NEAR);
    for (const [place, lines] of body.entries()) {
      const { height } = pageOf(kind, place);
      // a line's box reaches a little over its letters
      expect(Math.min(...lines.map(({ top }) => top)), `top of page ${place + 1}`).toBeGreaterThan(mm(20) - 3);
      expect(Math.min(...lines.map(({ top }) => top)), `top of page ${place + 1}`).toBeLessThan(mm(20) + 6);
      expect(Math.max(...lines.map(({ bottom }) => bottom)), `bottom of page ${place + 1}`).toBeLessThan(height - mm(20) + 1);
    }
  });

  it('bears its number in the upper margin from the second page on', () => {
    const above = papers[kind].pages.map(({ lines }) => lines.filter(({ top }) => top < mm(18)));
    expect(above.map((lines) => lines.map(({ text }) => text))).toEqual(above.map((_, place) => (place === 0 ? [] : [String(place + 1)])));
    for (const [place, lines] of above.entries())
      for (const line of lines) {
        const { width } = pageOf(kind, place);
        expect(Math.abs(centre(line) - (mm(30) + width - mm(15)) / 2)).toBeLessThan(NEAR);
      }
  });

  it('heads left with who is above, who issues, a star and a number without colon', () => {
    const page = pageOf(kind);
    const { superior, issuer, number } = PAPERS[kind];
    const half = (mm(30) + page.width - mm(15)) / 2;
    const left = page.lines.filter((line) => line.right < half && line.top < mm(58) && line.top > mm(18));
    expect(left.map(({ text }) => text).join(' ')).toBe(`${superior} ${issuer} * ${number}`);
    expect(number).toMatch(/^Số (\d{2,}|…)-[A-ZĐ]+\/(ĐU|CB)$/);
    const centres = left.map(centre);
    expect(Math.max(...centres) - Math.min(...centres)).toBeLessThan(NEAR);
    expect(runOf(page, superior.slice(0, 7))).toMatchObject({ isBold: false, sizePt: 14 });
    expect(runOf(page, issuer.slice(0, 6))).toMatchObject({ isBold: true, sizePt: 14 });
    expect(runOf(page, number)).toMatchObject({ isBold: false, sizePt: 14 });
  });

  it('heads right with the Party’s name over a line of its own length, place and day in italics, and the mark', () => {
    const page = pageOf(kind);
    const party = lineOf(page, 'ĐẢNG CỘNG SẢN VIỆT NAM');
    const place = lineOf(page, 'Thái Nguyên, ngày');
    const mark = lineOf(page, 'LƯU HÀNH NỘI BỘ');
    expect(runOf(page, 'ĐẢNG CỘNG SẢN')).toMatchObject({ isBold: true, sizePt: 15 });
    expect(runOf(page, 'Thái Nguyên, ngày')).toMatchObject({ isItalic: true, isBold: false, sizePt: 14 });
    for (const line of [party, mark]) expect(line.left).toBeGreaterThan((mm(30) + page.width - mm(15)) / 2 - mm(10));
    expect(Math.abs(centre(party) - centre(mark))).toBeLessThan(NEAR);
    expect(party.bottom).toBeLessThan(place.bottom);
    const rule = longestRule(papers[kind].pictures[0], { from: party.bottom - 6, to: place.top + 6, left: party.left - 20 });
    expect(Math.abs(rule.left - party.left), 'left end of the line').toBeLessThan(2);
    expect(Math.abs(rule.right - party.right), 'right end of the line').toBeLessThan(2);
  });

  it('has type, subject and the short line in the middle', () => {
    const page = pageOf(kind);
    const { type, subject } = PAPERS[kind];
    const middle = (mm(30) + page.width - mm(15)) / 2;
    const lines = [lineOf(page, type), lineOf(page, subject.slice(0, 20)), lineOf(page, '-----')];
    for (const line of lines) expect(Math.abs(centre(line) - middle), line.text).toBeLessThan(NEAR);
    expect(lines.map(({ top }) => top)).toEqual(lines.map(({ top }) => top).sort((one, other) => one - other));
    expect(runOf(page, type)).toMatchObject({ isBold: true, sizePt: 16 });
    expect(runOf(page, subject.slice(0, 20))).toMatchObject({ isBold: true, sizePt: 14 });
  });

  it('has a body of 14 points, first lines 10 mm in, lines at the pitch of its guidance', () => {
    const page = pageOf(kind);
    const below = lineOf(page, '-----').top;
    const table = page.lines.find(({ text, top }) => top > below && /^(TT|Mức xếp loại)/.test(text));
    const indented = page.lines.filter(
      ({ left, top }) => top > below && top < (table?.top ?? page.height) && Math.abs(left - mm(40)) < NEAR,
    );
    expect(indented.length).toBeGreaterThan(0);
    // the second line of a paragraph stands under its first, at the margin
    const pitches = indented.flatMap((first) => {
      const next = page.lines.find(({ left, top }) => top > first.top + 3 && top < first.top + 22 && Math.abs(left - mm(30)) < NEAR);
      return next ? [next.top - first.top] : [];
    });
    expect(pitches.length).toBeGreaterThan(0);
    for (const pitch of pitches) expect(Math.abs(pitch - PITCH[kind])).toBeLessThan(0.3);
    for (const { text } of indented) expect(runOf(page, text.split(' ')[0] ?? '').sizePt, text).toBe(14);
  });

  it('ends with a full stop and who signs, with room for a hand', () => {
    const { signature, body } = PAPERS[kind];
    const last = body.at(-1);
    if (last?.kind === 'paragraph') expect(last.text).toMatch(/\.$/);
    const [left, right] = signature.kind === 'minutes' ? ['NGƯỜI GHI BIÊN BẢN', 'CHỦ TRÌ HỘI NGHỊ'] : ['Nơi nhận:', signature.authority];
    const page = papers[kind].pages.find(({ lines }) => lines.some(({ text }) => text === right));
    if (!page) throw new Error('nobody signs');
    const [leftLine, rightLine] = [lineOf(page, left), lineOf(page, right)];
    const half = (mm(30) + page.width - mm(15)) / 2;
    expect(leftLine.right).toBeLessThan(half);
    expect(rightLine.left).toBeGreaterThan(half);
    expect(Math.abs(leftLine.top - rightLine.top)).toBeLessThan(NEAR);
    const name = lineOf(page, signature.kind === 'minutes' ? signature.chair : signature.name);
    expect(Math.abs(centre(name) - centre(rightLine))).toBeLessThan(NEAR);
    const lastWord = signature.kind === 'minutes' ? rightLine : lineOf(page, signature.position);
    expect(name.top - lastWord.bottom).toBeGreaterThan(4 * 14);
    if (signature.kind === 'authority') {
      expect(runOf(page, signature.authority)).toMatchObject({ isBold: true });
      expect(runOf(page, signature.position)).toMatchObject({ isBold: false });
      expect(Math.abs(leftLine.left - mm(30))).toBeLessThan(NEAR);
      expect(page.lines.filter(({ text }) => text.startsWith('- ')).at(-1)?.text).toBe('- Lưu Đảng ủy.');
    }
  });
});

it.each([
  ['list', [0, 1, 2, 3], 'TT'],
  ['decision', [1, 2], 'TT'],
  ['minutes', [2, 3], 'TT'],
  ['summary', [0, 1], 'TT'],
] as const)('a table of %s that goes on repeats its head', (kind, places, first) => {
  for (const place of places) {
    const page = pageOf(kind, place);
    const head = lineOf(page, first);
    const rows = page.lines.filter(({ text, left }) => /^\d+( |$)/.test(text) && Math.abs(left - head.left) < 12);
    expect(rows.length, `page ${place + 1}`).toBeGreaterThan(0);
    for (const row of rows.filter(({ top }) => top > mm(18))) expect(row.top).toBeGreaterThan(head.top);
  }
});

it('lists every cell once, across the pages', () => {
  for (const kind of ['list', 'decision'] as const) {
    const numbers = papers[kind].pages.flatMap(({ lines }) =>
      lines.flatMap(({ text, top, left }) => (top > mm(18) && left < mm(38) ? (/^(\d+)( |$)/.exec(text)?.[1] ?? []) : [])),
    );
    expect(
      numbers.map(Number).sort((one, other) => one - other),
      kind,
    ).toEqual(Array.from({ length: 42 }, (_, place) => place + 1));
  }
});

it('says the figures of 2018 on the page', () => {
  const text = pageOf('summary')
    .lines.map((line) => line.text)
    .join(' ');
  for (const said of [
    '08/42 (19,05 %)',
    '42/42 (100 %)',
    '80/518 (15,44 %)',
    'Không có đảng viên nào bị thi hành kỷ luật.',
    '30 năm tuổi Đảng: 02',
    '2013–2017: 05',
  ])
    expect(text.replaceAll('\u00a0', ' ')).toContain(said);
});

/** The longest unbroken dark row of pixels between two heights, as points. */
function longestRule(
  picture: Gray | undefined,
  { from, to, left }: { from: number; to: number; left: number },
): { left: number; right: number } {
  if (!picture) throw new Error('no picture');
  const pixel = PICTURE_DPI / 72;
  let best = { left: 0, right: 0 };
  for (let y = Math.floor(from * pixel); y <= to * pixel; y++) {
    let start: number | null = null;
    for (let x = Math.floor(left * pixel); x <= picture.width; x++) {
      const isDark = x < picture.width && (picture.pixels[y * picture.width + x] ?? 255) < 140;
      if (isDark) start ??= x;
      else if (start !== null) {
        if (x - start > (best.right - best.left) * pixel) best = { left: start / pixel, right: x / pixel };
        start = null;
      }
    }
  }
  return best;
}
