import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { diskStore, type FileStore } from './files';
import { fileNameOf, MAXIMUM_FILE_BYTES, receiveFile } from './upload';

let folder: string;
let store: FileStore;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'tong-ket-files-'));
  store = diskStore(folder);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function* inChunks(content: Buffer, size = 60_000): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < content.length; at += size) yield content.subarray(at, at + size);
}
const receive = (content: Buffer, name: string) => receiveFile(inChunks(content), name, store);
const refusalOf = (content: Buffer | AsyncIterable<Uint8Array>, name: string) =>
  receiveFile(Buffer.isBuffer(content) ? inChunks(content) : content, name, store).then(
    () => 'taken',
    (error: { key?: string }) => error.key ?? String(error),
  );
const kept = () => readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).length;

const pdf = Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n', 'latin1');

function png(width: number, height: number): Buffer {
  const head = Buffer.alloc(33);
  Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]).copy(head);
  head.writeUInt32BE(13, 8);
  head.write('IHDR', 12, 'latin1');
  head.writeUInt32BE(width, 16);
  head.writeUInt32BE(height, 20);
  return Buffer.concat([head, Buffer.alloc(64)]);
}

/** A JPEG whose frame stands behind a long comment, as cameras write previews. */
function jpeg(width: number, height: number): Buffer {
  const comment = Buffer.alloc(4 + 50_000);
  comment.writeUInt16BE(0xffe1, 0);
  comment.writeUInt16BE(50_002, 2);
  const frame = Buffer.alloc(19);
  frame.writeUInt16BE(0xffc0, 0);
  frame.writeUInt16BE(17, 2);
  frame.writeUInt16BE(height, 5);
  frame.writeUInt16BE(width, 7);
  return Buffer.concat([Buffer.from([0xff, 0xd8]), comment, frame, Buffer.alloc(32)]);
}

function webp(width: number, height: number): Buffer {
  const head = Buffer.alloc(40);
  head.write('RIFF', 0, 'latin1');
  head.write('WEBPVP8X', 8, 'latin1');
  head.writeUIntLE(width - 1, 24, 3);
  head.writeUIntLE(height - 1, 27, 3);
  return head;
}

/** A zip file of these parts; `says` lies about what a part unpacks to. */
function zip(parts: { name: string; content: string; says?: number }[]): Buffer {
  const local: Buffer[] = [];
  const listing: Buffer[] = [];
  let offset = 0;
  for (const { name, content, says } of parts) {
    const [title, packed] = [Buffer.from(name), deflateRawSync(content)];
    const head = Buffer.alloc(30);
    head.writeUInt32LE(0x04034b50, 0);
    head.writeUInt16LE(8, 8);
    head.writeUInt32LE(packed.length, 18);
    head.writeUInt16LE(title.length, 26);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt32LE(packed.length, 20);
    entry.writeUInt32LE(says ?? content.length, 24);
    entry.writeUInt16LE(title.length, 28);
    entry.writeUInt32LE(offset, 42);
    local.push(head, title, packed);
    listing.push(entry, title);
    offset += head.length + title.length + packed.length;
  }
  const list = Buffer.concat(listing);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(list.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...local, list, end]);
}
const types = { name: '[Content_Types].xml', content: '<Types/>' };
const docx = zip([types, { name: 'word/document.xml', content: '<w:document/>' }]);
const xlsx = zip([types, { name: 'xl/workbook.xml', content: '<workbook/>' }]);

describe('a file that is taken', () => {
  test.each([
    ['biên bản.pdf', pdf, 'application/pdf'],
    ['Báo cáo.DOCX', docx, 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
    ['danh sách.xlsx', xlsx, 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
    ['ảnh.jpg', jpeg(4000, 3000), 'image/jpeg'],
    ['ảnh.jpeg', jpeg(4000, 3000), 'image/jpeg'],
    ['ảnh.png', png(1920, 1080), 'image/png'],
    ['ảnh.webp', webp(1920, 1080), 'image/webp'],
  ])('%s is told by its content', async (name, content, mimeType) => {
    const sha256 = createHash('sha256').update(content).digest('hex');
    expect(await receive(content, name)).toEqual({ fileName: name, mimeType, bytes: content.length, sha256 });
    expect(await store.size(sha256)).toBe(content.length);
  });

  it('is kept once, under its hash and nobody’s name, for its owner only', async () => {
    const before = kept();
    const { sha256 } = await receive(pdf, '../../etc/passwd.pdf');
    expect(kept()).toBe(before);
    const place = path.join(folder, sha256.slice(0, 2), sha256);
    expect(readFileSync(place).equals(pdf)).toBe(true);
    expect(statSync(place).mode & 0o077).toBe(0);
    const read: Uint8Array[] = [];
    for await (const chunk of store.read(sha256)) read.push(chunk);
    expect(Buffer.concat(read).equals(pdf)).toBe(true);
    await store.remove(sha256);
    expect(await store.size(sha256)).toBeNull();
    await store.remove(sha256);
  });

  it('has a name of one form, without a path and without what hides', () => {
    expect(fileNameOf('Biên bản.pdf'.normalize('NFD'))).toBe('Biên bản.pdf');
    expect(fileNameOf('../../etc/passwd')).toBe('passwd');
    expect(fileNameOf('C:\\Users\\a\\b.docx')).toBe('b.docx');
    expect(fileNameOf('a\r\nSet-Cookie: x.pdf')).toBe('a Set-Cookie x.pdf');
    expect(fileNameOf('ảnh\u202egpj.exe.png')).toBe('ảnhgpj.exe.png');
    expect(fileNameOf('a\u0000b\ud800.pdf')).toBe('a b .pdf');
    expect(fileNameOf('...')).toBe('tep');
    const long = fileNameOf(`${'dài '.repeat(16_384)}.pdf`);
    expect(long).toHaveLength(200);
    expect(long.endsWith('.pdf')).toBe(true);
  });
});

describe('a file that is refused leaves nothing behind', () => {
  const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>');
  const html = Buffer.from('<!doctype html><script>alert(1)</script>');
  test.each([
    ['nothing at all', Buffer.alloc(0), 'a.pdf', 'attachments.refused.empty'],
    ['an SVG', svg, 'a.svg', 'attachments.refused.unknownKind'],
    ['an SVG by another name', svg, 'a.png', 'attachments.refused.unknownKind'],
    ['a page by another name', html, 'a.jpg', 'attachments.refused.unknownKind'],
    ['a program', Buffer.concat([Buffer.from('MZ'), randomBytes(500)]), 'a.pdf', 'attachments.refused.unknownKind'],
    ['a PDF by another name', pdf, 'a.jpg', 'attachments.refused.otherKind'],
    ['a PDF without a name', pdf, 'pdf', 'attachments.refused.otherKind'],
    ['half a PDF', pdf.subarray(0, 30), 'a.pdf', 'attachments.refused.damaged'],
    ['half a Word file', docx.subarray(0, docx.length - 40), 'a.docx', 'attachments.refused.damaged'],
    ['a JPEG that ends at its comment', jpeg(100, 100).subarray(0, 9_000), 'a.jpg', 'attachments.refused.damaged'],
    ['a PNG of its first bytes', png(1, 1).subarray(0, 12), 'a.png', 'attachments.refused.damaged'],
    ['any zip', zip([{ name: 'a.txt', content: 'a' }]), 'a.docx', 'attachments.refused.unknownKind'],
    [
      'a file with macros',
      zip([types, { name: 'xl/workbook.xml', content: '' }, { name: 'xl/vbaProject.bin', content: '' }]),
      'a.xlsx',
      'attachments.refused.macro',
    ],
    [
      'a bomb',
      zip([types, { name: 'word/document.xml', content: 'a', says: 400_000_000 }]),
      'a.docx',
      'attachments.refused.unpacksTooLarge',
    ],
    ['a PNG of 30.000 × 30.000', png(30_000, 30_000), 'a.png', 'attachments.refused.tooManyPixels'],
    ['a JPEG of 30.000 × 30.000', jpeg(30_000, 30_000), 'a.jpg', 'attachments.refused.tooManyPixels'],
    ['a WebP of 30.000 × 30.000', webp(30_000, 30_000), 'a.webp', 'attachments.refused.tooManyPixels'],
    ['a picture of no width', png(0, 10), 'a.png', 'attachments.refused.damaged'],
  ])('%s', async (_what, content, name, key) => {
    const before = kept();
    expect(await refusalOf(content, name)).toBe(key);
    expect(kept()).toBe(before);
  });

  it('60 MB are read no further than the limit, whatever a header said', async () => {
    let given = 0;
    const endless = (async function* () {
      for (const chunk = new Uint8Array(1024 * 1024); given < 60; given++) yield chunk;
    })();
    expect(await refusalOf(endless, 'a.pdf')).toBe('attachments.refused.tooLarge');
    expect(given).toBe(MAXIMUM_FILE_BYTES / 1024 / 1024);
  });

  it('one whose sender goes away', async () => {
    const before = kept();
    const broken = (async function* () {
      yield pdf;
      throw new Error('aborted');
    })();
    expect(await refusalOf(broken, 'a.pdf')).toBe('Error: aborted');
    expect(kept()).toBe(before);
    expect(readdirSync(tmpdir()).filter((name) => name.startsWith('tong-ket-upload-'))).toEqual([]);
  });
});

it('a key that is no hash never becomes a path', async () => {
  for (const key of ['../secret', 'a', 'A'.repeat(64), `${'a'.repeat(63)}/`]) await expect(store.size(key)).rejects.toThrow('SHA-256');
});
