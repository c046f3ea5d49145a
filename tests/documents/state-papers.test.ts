import { beforeAll, describe, expect, it } from 'vitest';
import { certificatePaper, stockPaper } from '@/server/documents/certificate-paper';
import { stateNumber, statePaper } from '@/server/documents/state-paper';
import { type Gray, type Line, type Page, PICTURE_DPI, type Printed, printed } from '../support/office';
import { CERTIFICATES, STATE_PAPERS, STOCK_PAGES } from './state-facts';

// The papers as LibreOffice prints them, measured against domain.md E1 (NĐ 30/2020, Phụ lục I).
type Kind = keyof typeof STATE_PAPERS;
const KINDS = Object.keys(STATE_PAPERS) as Kind[];
const mm = (length: number) => (length * 72) / 25.4;
const NEAR = 1.5;
/** What stands in the upper margin of each page: the appendix counts by itself, and no first page bears a number. */
const NUMBERS: Record<Kind, (number | null)[]> = {
  'department-minutes': [null, 2],
  'council-minutes': [null, 2],
  submission: [null, null],
  decision: [null, null, 2],
};

const stock = () => stockPaper(STOCK_PAGES, { issuer: 'Bệnh viện', title: 'In giấy khen trên phôi', signedOn: '2026-12-05' });

let papers: Record<Kind | 'certificates' | 'stock', Printed>;
beforeAll(async () => {
  const files = await Promise.all([
    ...KINDS.map(async (kind) => [kind, await statePaper(STATE_PAPERS[kind])] as const),
    (async () => ['certificates', await certificatePaper(CERTIFICATES)] as const)(),
    (async () => ['stock', await stock()] as const)(),
  ]);
  papers = printed(Object.fromEntries(files) as Record<Kind | 'certificates' | 'stock', Buffer>);
}, 180_000);

const pageOf = (kind: keyof typeof papers, place = 0): Page => {
  const page = papers[kind].pages[place];
  if (!page) throw new Error(`${kind} has no page ${place + 1}`);
  return page;
};
const lineOf = ({ lines }: Page, start: string): Line => {
  const found = lines.find(({ text }) => text.startsWith(start));
  if (!found) throw new Error(`no line «${start}» among:\n${lines.map(({ text }) => text).join('\n')}`);
  return found;
};
const runOf = ({ runs }: Page, start: string) => {
  const found = runs.find(({ text }) => text.trim().startsWith(start));
  if (!found) throw new Error(`no run «${start}»`);
  return found;
};
const centre = ({ left, right }: Line) => (left + right) / 2;
const textOf = (kind: keyof typeof papers) =>
  papers[kind].pages
    .flatMap(({ lines }) => lines.map(({ text }) => text))
    .join(' ')
    .replaceAll('\u00a0', ' ');

/** The longest unbroken dark row of a band of the picture, in points. */
function longestRule(picture: Gray | undefined, { from, to, left }: { from: number; to: number; left: number }) {
  if (!picture) throw new Error('no picture');
  const dots = PICTURE_DPI / 72;
  let best = { left: 0, right: 0 };
  for (let y = Math.round(from * dots); y < to * dots; y++) {
    let start = -1;
    for (let x = Math.round(left * dots); x <= picture.width; x++) {
      const isDark = x < picture.width && (picture.pixels[y * picture.width + x] ?? 255) < 128;
      if (isDark && start < 0) start = x;
      if (!isDark && start >= 0) {
        if (x - start > (best.right - best.left) * dots) best = { left: start / dots, right: x / dots };
        start = -1;
      }
    }
  }
  return best;
}

describe.each(KINDS)('%s', (kind) => {
  it('is A4 upright in one family, on as many pages as it should be', () => {
    expect(papers[kind].pages).toHaveLength(NUMBERS[kind].length);
    for (const page of papers[kind].pages) {
      expect(Math.abs(page.width - mm(210))).toBeLessThan(NEAR);
      expect(Math.abs(page.height - mm(297))).toBeLessThan(NEAR);
    }
    expect([...new Set(papers[kind].fonts.map((font) => font.split('-')[0]))]).toEqual(['Tinos']);
  });
  it('keeps 30 mm left, 15 right, 20 above and below', () => {
    for (const { lines, width, height } of papers[kind].pages) {
      const body = lines.filter(({ top }) => top > mm(18));
      expect(Math.min(...body.map(({ left }) => left))).toBeGreaterThan(mm(30) - NEAR);
      expect(Math.max(...body.map(({ right }) => right))).toBeLessThan(width - mm(15) + NEAR);
      expect(Math.max(...body.map(({ bottom }) => bottom))).toBeLessThan(height - mm(20) + 1);
    }
  });
  it('bears its number in the upper margin, in the middle, from the second page of each part on', () => {
    const above = papers[kind].pages.map(({ lines }) => lines.filter(({ top }) => top < mm(18)).map(({ text }) => text));
    expect(above).toEqual(NUMBERS[kind].map((number) => (number === null ? [] : [String(number)])));
  });
  it('heads with the nation and its motto over a line of its length, right of who issues', () => {
    const page = pageOf(kind);
    const [nation, motto] = [lineOf(page, 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM'), lineOf(page, 'Độc lập - Tự do - Hạnh phúc')];
    expect(runOf(page, 'CỘNG HÒA')).toMatchObject({ isBold: true, sizePt: 12 });
    expect(runOf(page, 'Độc lập')).toMatchObject({ isBold: true, sizePt: 14 });
    expect(Math.abs(centre(nation) - centre(motto))).toBeLessThan(NEAR);
    expect(nation.left).toBeGreaterThan(mm(30) + mm(60));
    const rule = longestRule(papers[kind].pictures[0], { from: motto.bottom - 4, to: motto.bottom + 14, left: motto.left - 20 });
    expect(Math.abs(rule.left - motto.left)).toBeLessThan(3);
    expect(Math.abs(rule.right - motto.right)).toBeLessThan(3);
    const { issuer, number } = STATE_PAPERS[kind];
    expect(runOf(page, issuer.slice(0, 8))).toMatchObject({ isBold: true, sizePt: 12 });
    expect(runOf(page, number.slice(0, 6))).toMatchObject({ isBold: false, sizePt: 13 });
    // minutes say in their text when and where (mẫu 1.9)
    if (kind.endsWith('minutes')) expect(page.lines.map(({ text }) => text)).not.toContainEqual(expect.stringContaining('An Hòa, ngày'));
    else expect(runOf(page, 'An Hòa, ngày')).toMatchObject({ isItalic: true, sizePt: 14 });
  });
  it('has type and subject in the middle, bold, 14 points', () => {
    const page = pageOf(kind);
    const { type, subject } = STATE_PAPERS[kind];
    const middle = (mm(30) + page.width - mm(15)) / 2;
    for (const start of [type, subject.slice(0, 18)]) {
      expect(Math.abs(centre(lineOf(page, start)) - middle), start).toBeLessThan(NEAR);
      expect(runOf(page, start)).toMatchObject({ isBold: true, sizePt: 14 });
    }
  });
});

it('minutes are signed by the secretary left and the chair right, and say who carried what', () => {
  const page = pageOf('department-minutes', 1);
  const [writer, chair] = [lineOf(page, 'THƯ KÝ'), lineOf(page, 'CHỦ TỌA')];
  expect(writer.right).toBeLessThan(chair.left);
  const said = textOf('department-minutes');
  expect(said).toContain('có mặt 28 người (93,33 %); vắng mặt 02 người');
  expect(said).toContain('Tỷ lệ phiếu phải đạt: quá nửa số người có quyền biểu quyết.');
  expect(said).toContain('Có 13/14 đề nghị đạt tỷ lệ phiếu.');
});

it('the decision names 36 individuals and 4 collectives apart, with the money of all', () => {
  const said = textOf('decision');
  expect(said).toContain(
    'gồm: Chiến sĩ thi đua cơ sở: 06 cá nhân; Lao động tiên tiến: 30 cá nhân; Tập thể lao động tiên tiến: 04 tập thể.',
  );
  // 6 × 2.530.000 + 30 × 760.000 + 4 × 2.030.000
  expect(said).toContain('46.100.000 đồng');
  expect(said.indexOf('I. CÁ NHÂN: 36 cá nhân')).toBeLessThan(said.indexOf('II. TẬP THỂ: 04 tập thể'));
  for (const words of ['Nơi nhận:', '- Lưu: VT, TĐKT.', 'QUYẾT ĐỊNH:', 'Điều 3.']) expect(said).toContain(words);
});

it('the submission says to whom, how many and by what vote', () => {
  const said = textOf('submission');
  for (const words of ['Kính gửi: Bộ Y tế', 'Số: 15/TTr-BV', '02 cá nhân và 01 tập thể', '08/09 (88,89 %)']) expect(said).toContain(words);
});

it('each certificate has a page of its own, on its side', () => {
  const { pages } = papers.certificates;
  expect(pages).toHaveLength(2);
  for (const page of pages) expect(page.width).toBeGreaterThan(page.height);
  expect(pageOf('certificates').lines.map(({ text }) => text)).toContain('Vũ Thị Ánh Tuyết');
  expect(lineOf(pageOf('certificates', 1), 'TẶNG GIẤY KHEN')).toBeTruthy();
});

it('words on printed forms stand where they are told, to half a millimetre, and move together', () => {
  const { pages } = papers.stock;
  expect(pages).toHaveLength(2);
  for (const [place, words] of STOCK_PAGES.entries()) {
    const page = pageOf('stock', place);
    expect(Math.abs(page.width - mm(297))).toBeLessThan(NEAR);
    expect(page.lines).toHaveLength(words.length);
    for (const { text, left, width } of words)
      expect(Math.abs(centre(lineOf(page, text)) - mm(left + width / 2)), text).toBeLessThan(mm(0.5));
  }
  for (const { text, top } of STOCK_PAGES[0] ?? []) {
    const [usual, moved] = [lineOf(pageOf('stock'), text), lineOf(pageOf('stock', 1), text)];
    // letters begin at the upper edge of their line, a little below it
    expect(usual.top - mm(top), text).toBeGreaterThan(-mm(0.5));
    expect(usual.top - mm(top), text).toBeLessThan(mm(2));
    expect(Math.abs(moved.top - usual.top - mm(4)), text).toBeLessThan(mm(0.2));
  }
});

it('the same facts give the same bytes', async () => {
  for (const kind of KINDS) expect((await statePaper(STATE_PAPERS[kind])).equals(await statePaper(STATE_PAPERS[kind])), kind).toBe(true);
  expect((await certificatePaper(CERTIFICATES)).equals(await certificatePaper(CERTIFICATES))).toBe(true);
  expect((await stock()).equals(await stock())).toBe(true);
  const other = await statePaper({ ...STATE_PAPERS.decision, number: stateNumber(6, 'QĐ') });
  expect(other.equals(await statePaper(STATE_PAPERS.decision))).toBe(false);
});
