import 'server-only';
import { Refusal } from '@/domain/errors';

/** Any part of a file, read when asked for. */
export type Reader = { bytes: number; at(offset: number, length: number): Promise<Buffer> };

export type Kind = {
  /** As people say it. */
  name: 'PDF' | 'Word' | 'Excel' | 'JPEG' | 'PNG' | 'WebP';
  mimeType: string;
  extensions: readonly string[];
};

const PDF: Kind = { name: 'PDF', mimeType: 'application/pdf', extensions: ['pdf'] };
const WORD: Kind = {
  name: 'Word',
  mimeType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  extensions: ['docx'],
};
const EXCEL: Kind = { name: 'Excel', mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', extensions: ['xlsx'] };
const JPEG: Kind = { name: 'JPEG', mimeType: 'image/jpeg', extensions: ['jpg', 'jpeg'] };
const PNG: Kind = { name: 'PNG', mimeType: 'image/png', extensions: ['png'] };
const WEBP: Kind = { name: 'WebP', mimeType: 'image/webp', extensions: ['webp'] };

/** Pixels of a picture that any browser may be asked to draw; a telephone takes at most some 200 million. */
const MOST_PIXELS = 100_000_000;
const LONGEST_SIDE = 16_000;

/**
 * What a file is, by its content and never by its name. A picture's size is read from its header, without drawing it; of an Office file
 * the list of its parts is read, without unpacking. Throws a Refusal for every other kind, for a damaged file, a macro, a giant picture.
 */
export async function kindOf(file: Reader): Promise<Kind> {
  const head = await file.at(0, 64);
  const text = head.toString('latin1');
  if (text.startsWith('%PDF-')) return (await endsAsPdf(file)) ? PDF : damaged();
  if (text.startsWith('PK\u0003\u0004')) return officeKind(file);
  if (head.subarray(0, 8).equals(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]))) {
    if (head.length < 24 || head.toString('latin1', 12, 16) !== 'IHDR') return damaged();
    return drawable(PNG, { width: head.readUInt32BE(16), height: head.readUInt32BE(20) });
  }
  if (head[0] === 0xff && head[1] === 0xd8 && head[2] === 0xff) return drawable(JPEG, await sizeOfJpeg(file));
  if (text.startsWith('RIFF') && text.slice(8, 12) === 'WEBP') return drawable(WEBP, sizeOfWebp(head));
  throw new Refusal('attachments.refused.unknownKind');
}

function damaged(): never {
  throw new Refusal('attachments.refused.damaged');
}

type Size = { width: number; height: number };

function drawable(kind: Kind, size: Size | null): Kind {
  if (!size || size.width === 0 || size.height === 0) return damaged();
  const { width, height } = size;
  if (Math.max(width, height) > LONGEST_SIDE || width * height > MOST_PIXELS)
    throw new Refusal('attachments.refused.tooManyPixels', { width, height });
  return kind;
}

/** A PDF that was cut off has lost its end mark. */
async function endsAsPdf(file: Reader): Promise<boolean> {
  const tail = await file.at(Math.max(0, file.bytes - 2048), 2048);
  return tail.includes('%%EOF');
}

/** Walks the segments of a JPEG to the frame that tells its size; comments and previews before it are stepped over. */
async function sizeOfJpeg(file: Reader): Promise<Size | null> {
  let offset = 2;
  for (let segment = 0; segment < 500 && offset + 9 < file.bytes; segment++) {
    const head = await file.at(offset, 9);
    if (head.length < 9 || head[0] !== 0xff) return null;
    const marker = head[1] ?? 0;
    if (marker === 0xff) {
      offset += 1;
      continue;
    }
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) return { height: head.readUInt16BE(5), width: head.readUInt16BE(7) };
    if (marker === 0xda || marker === 0xd9) return null;
    offset += 2 + head.readUInt16BE(2);
  }
  return null;
}

function sizeOfWebp(head: Buffer): Size | null {
  if (head.length < 30) return null;
  switch (head.toString('latin1', 12, 16)) {
    case 'VP8 ':
      return { width: head.readUInt16LE(26) & 0x3fff, height: head.readUInt16LE(28) & 0x3fff };
    case 'VP8L': {
      const bits = head.readUInt32LE(21);
      return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
    }
    case 'VP8X':
      return { width: head.readUIntLE(24, 3) + 1, height: head.readUIntLE(27, 3) + 1 };
    default:
      return null;
  }
}

const MOST_PARTS = 2_000;
const MOST_LISTING_BYTES = 1024 * 1024;
const END_RECORD = Buffer.from('PK\u0005\u0006', 'latin1');
/** What an Office file may say that it unpacks to: 200 MB. */
const MOST_UNPACKED = 200 * 1024 * 1024;

/** Reads the listing at the end of a zip file, and tells Word from Excel by the parts that each must have. */
async function officeKind(file: Reader): Promise<Kind> {
  const tailLength = Math.min(file.bytes, 65_557);
  const tail = await file.at(file.bytes - tailLength, tailLength);
  const end = tail.lastIndexOf(END_RECORD);
  if (end < 0 || end + 22 > tail.length) return damaged();
  const [count, length, offset] = [tail.readUInt16LE(end + 10), tail.readUInt32LE(end + 12), tail.readUInt32LE(end + 16)];
  if (count > MOST_PARTS || length > MOST_LISTING_BYTES || offset + length > file.bytes) return damaged();
  const listing = await file.at(offset, length);
  const parts = new Set<string>();
  let unpacked = 0;
  for (let at = 0, index = 0; index < count; index++) {
    if (at + 46 > listing.length || listing.readUInt32LE(at) !== 0x02014b50) return damaged();
    const nameLength = listing.readUInt16LE(at + 28);
    unpacked += listing.readUInt32LE(at + 24);
    parts.add(listing.toString('utf8', at + 46, at + 46 + nameLength));
    at += 46 + nameLength + listing.readUInt16LE(at + 30) + listing.readUInt16LE(at + 32);
  }
  if (unpacked > MOST_UNPACKED) throw new Refusal('attachments.refused.unpacksTooLarge');
  if ([...parts].some((part) => /vbaproject\.bin$/i.test(part))) throw new Refusal('attachments.refused.macro');
  if (!parts.has('[Content_Types].xml')) throw new Refusal('attachments.refused.unknownKind');
  if (parts.has('word/document.xml')) return WORD;
  if (parts.has('xl/workbook.xml')) return EXCEL;
  throw new Refusal('attachments.refused.unknownKind');
}
