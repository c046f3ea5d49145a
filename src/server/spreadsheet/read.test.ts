import { workbookParts, zipOf } from '@tests/support/zip';
import ExcelJS from 'exceljs';
import { describe, expect, it } from 'vitest';
import { type CellValue, readWorkbook } from './read';

const one = (rows: string, more: Parameters<typeof zipOf>[0] = []) => zipOf([...workbookParts(rows), ...more]);
const sentence = (key: string) => ({ key: `spreadsheet.refused.${key}` });
const row = (cells: string) => `<row r="1">${cells}</row>`;

async function made(fill: (sheet: ExcelJS.Worksheet) => void): Promise<Buffer> {
  const workbook = new ExcelJS.Workbook();
  fill(workbook.addWorksheet('Chi bộ'));
  return Buffer.from(await workbook.xlsx.writeBuffer());
}

async function cellsOf(file: Buffer): Promise<Record<string, CellValue>> {
  const [sheet] = await readWorkbook(file);
  return Object.fromEntries(
    (sheet?.rows ?? []).flatMap(({ row: at, cells }) =>
      cells.map(({ column, value }) => [`${String.fromCharCode(64 + column)}${at}`, value]),
    ),
  );
}

describe('values', () => {
  it('come out plain: text, number, day, moment, yes or no', async () => {
    const file = await made((sheet) => {
      sheet.getCell('A1').value = 'Chi bộ Nội';
      sheet.getCell('B1').value = 12.5;
      sheet.getCell('C1').value = new Date(Date.UTC(2026, 0, 15));
      sheet.getCell('C1').numFmt = 'dd/mm/yyyy';
      sheet.getCell('D1').value = new Date(Date.UTC(2026, 0, 15, 8, 30));
      sheet.getCell('D1').numFmt = 'dd/mm/yyyy hh:mm';
      sheet.getCell('E1').value = true;
      sheet.getCell('F1').value = '   ';
    });
    expect(await cellsOf(file)).toEqual({
      A1: { kind: 'text', text: 'Chi bộ Nội' },
      B1: { kind: 'number', value: 12.5 },
      C1: { kind: 'day', day: '2026-01-15', time: null },
      D1: { kind: 'day', day: '2026-01-15', time: '08:30' },
      E1: { kind: 'boolean', value: true },
    });
  });

  it('of a formula are its result; of rich text and links the words; errors and what was never worked out are told apart', async () => {
    const file = await made((sheet) => {
      sheet.getCell('A1').value = { formula: 'B1&"x"', result: 'kết quả' };
      sheet.getCell('B1').value = { formula: '1/0', result: { error: '#DIV/0!' } } as ExcelJS.CellFormulaValue;
      sheet.getCell('C1').value = { formula: 'A1' } as ExcelJS.CellFormulaValue;
      sheet.getCell('D1').value = { richText: [{ text: 'Chi bộ ' }, { font: { bold: true }, text: 'Ngoại' }] };
      sheet.getCell('E1').value = { text: 'Nguyễn An', hyperlink: 'mailto:an@example.vn' };
      sheet.getCell('F1').value = { error: '#N/A' } as ExcelJS.CellErrorValue;
    });
    expect(await cellsOf(file)).toEqual({
      A1: { kind: 'text', text: 'kết quả' },
      B1: { kind: 'error', code: '#DIV/0!' },
      C1: { kind: 'uncalculated' },
      D1: { kind: 'text', text: 'Chi bộ Ngoại' },
      E1: { kind: 'text', text: 'Nguyễn An' },
      F1: { kind: 'error', code: '#N/A' },
    });
  });

  it('under a merged cell name the cell that covers them', async () => {
    const file = await made((sheet) => {
      sheet.getCell('A1').value = 'Chung';
      sheet.getCell('B2').value = 'Riêng';
      sheet.mergeCells('A1:A2');
    });
    expect(await cellsOf(file)).toMatchObject({ A1: { text: 'Chung' }, A2: { kind: 'merged', into: 'A1' } });
  });

  it('are numbers also where the format only holds letters of a date', async () => {
    const file = await made((sheet) => {
      sheet.getCell('A1').value = 45;
      sheet.getCell('A1').numFmt = '#,##0\\ \\d_-';
    });
    expect(await cellsOf(file)).toEqual({ A1: { kind: 'number', value: 45 } });
  });

  it('of a workbook that counts from 1904 are the days that it shows', async () => {
    const workbook = new ExcelJS.Workbook();
    workbook.properties.date1904 = true;
    const cell = workbook.addWorksheet('A').getCell('A1');
    cell.value = new Date(Date.UTC(2018, 11, 31));
    cell.numFmt = 'dd/mm/yyyy';
    expect(await cellsOf(Buffer.from(await workbook.xlsx.writeBuffer()))).toEqual({ A1: { kind: 'day', day: '2018-12-31', time: null } });
  });

  it('stand where Excel says, however far down and right a mere format reaches', async () => {
    const file = one('<row r="3"><c r="B3" t="inlineStr"><is><t>x</t></is></c></row><row r="1048576"><c r="XFD1048576" s="0"/></row>');
    expect((await readWorkbook(file))[0]?.rows).toEqual([{ row: 3, cells: [{ column: 2, value: { kind: 'text', text: 'x' } }] }]);
  });
});

describe('a file that is refused', () => {
  const compound = (name: string) =>
    Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600), Buffer.from(name, 'utf16le')]);
  const part = (name: string, content: string | Buffer = '') => [{ name, content }];
  it.each<[string, string, () => Buffer | Promise<Buffer>]>([
    ['nothing at all', 'empty', () => Buffer.alloc(0)],
    ['words', 'notAWorkbook', () => Buffer.from('chi bộ;bí thư\n')],
    ['a Word document', 'notAWorkbook', () => zipOf([...part('[Content_Types].xml', '<Types/>'), ...part('word/document.xml', '<w/>')])],
    ['an .xls', 'oldExcel', () => compound('Workbook')],
    ['an old Word document', 'notAWorkbook', () => compound('WordDocument')],
    ['a workbook with a password', 'encrypted', () => compound('EncryptedPackage')],
    ['a zip with encrypted parts', 'encrypted', () => one('', [{ name: 'xl/x.xml', content: 'x', isEncrypted: true }])],
    ['half a workbook', 'damaged', async () => (await made((sheet) => sheet.addRow(['a']))).subarray(0, 900)],
    ['a macro', 'macro', () => one('', part('xl/vbaProject.bin'))],
    ['formulas into other files', 'externalLinks', () => one('', part('xl/externalLinks/externalLink1.xml', '<x/>'))],
    ['a workbook in a workbook', 'embedded', () => one('', part('xl/embeddings/b.bin'))],
    ['a path that leads outside', 'damaged', () => one('', part('../../etc/passwd', 'x'))],
    ['the same part twice', 'damaged', () => one('', part('xl/workbook.xml', '<workbook/>'))],
    [
      'three hundred parts',
      'damaged',
      () =>
        one(
          '',
          Array.from({ length: 300 }, (_, n) => ({ name: `xl/p${n}.txt`, content: '' })),
        ),
    ],
    ['a header that lies about the size', 'damaged', () => one('', [{ name: 'xl/x.xml', content: 'x'.repeat(9_000_000), claims: 10 }])],
    ['a part that unpacks to 60 MB', 'unpacksTooLarge', () => one('', part('xl/sharedStrings.xml', ' '.repeat(60_000_000)))],
    [
      'many parts that unpack to 60 MB',
      'unpacksTooLarge',
      () =>
        one(
          '',
          Array.from({ length: 60 }, (_, n) => ({ name: `x/${n}`, content: ' '.repeat(1_000_000) })),
        ),
    ],
    [
      'entities of entities',
      'entities',
      () => one('', part('xl/styles.xml', '<!DOCTYPE x [<!ENTITY a "haha"><!ENTITY b "&a;&a;&a;&a;">]><x>&b;</x>')),
    ],
    [
      'an entity of another file',
      'entities',
      () => one('', part('xl/theme/theme1.xml', '<?xml version="1.0"?> <!doctype x SYSTEM "file:///etc/passwd"><x/>')),
    ],
    ['entities in another encoding', 'damaged', () => one('', part('xl/styles.xml', Buffer.from('\ufeff<!DOCTYPE x>', 'utf16le')))],
    ['a million rows', 'tooManyRows', () => one('<row/>'.repeat(1_000_000))],
    ['six thousand rows of data', 'tooManyRowsHere', () => made((sheet) => sheet.addRows(Array.from({ length: 6_000 }, (_, n) => [n])))],
    ['a cell in the last column', 'tooManyColumns', () => one(row('<c r="XFD1"><v>1</v></c>'))],
    ['XML that does not close', 'damaged', () => one('<row r="1"><c')],
  ])('%s', async (_what, key, file) => {
    await expect(readWorkbook(await file())).rejects.toMatchObject(sentence(key));
  });

  it('larger than an upload may be', async () => {
    await expect(readWorkbook(Buffer.alloc(2 * 1024 * 1024 + 1))).rejects.toMatchObject(sentence('tooLarge'));
  });

  it('needing more memory than a reading may take: the process goes on', async () => {
    const cells = Array.from(
      { length: 60 },
      (_, n) => `<c r="${n < 26 ? '' : n < 52 ? 'A' : 'B'}${String.fromCharCode(65 + (n % 26))}@"><v>${n}</v></c>`,
    ).join('');
    const rows = Array.from({ length: 4_000 }, (_, n) => `<row r="${n + 1}">${cells.replaceAll('@', String(n + 1))}</row>`).join('');
    await expect(readWorkbook(one(rows), { heapMegabytes: 24 })).rejects.toMatchObject(sentence('tooHeavy'));
    expect(await cellsOf(await made((sheet) => sheet.addRow(['vẫn đọc'])))).toMatchObject({ A1: { text: 'vẫn đọc' } });
  });

  it('needing more time than a reading may take', async () => {
    await expect(readWorkbook(await made((sheet) => sheet.addRow(['a'])), { milliseconds: 1 })).rejects.toMatchObject(sentence('tooHeavy'));
  });

  it('coming with too many others at once; those before it are read', async () => {
    const file = await made((sheet) => sheet.addRow(['a']));
    const all = await Promise.allSettled(Array.from({ length: 6 }, () => readWorkbook(file)));
    expect(all.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'fulfilled', 'fulfilled', 'rejected', 'rejected']);
    expect(all[5]).toMatchObject({ reason: sentence('busy') });
  });
});
