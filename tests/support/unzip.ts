import { inflateRawSync } from 'node:zlib';

const [END, ENTRY] = [0x06054b50, 0x02014b50];

/** The texts inside a zip, as a Word or Excel file is one; the content itself when it is none. */
export function textsIn(content: Uint8Array): string[] {
  const bytes = Buffer.from(content);
  const end = bytes.length < 22 || bytes.readUInt16LE(0) !== 0x4b50 ? -1 : bytes.lastIndexOf(Buffer.from('PK\u0005\u0006'));
  if (end < 0 || bytes.readUInt32LE(end) !== END) return [bytes.toString('utf8')];
  const texts: string[] = [];
  for (let at = bytes.readUInt32LE(end + 16); bytes.readUInt32LE(at) === ENTRY; ) {
    const [method, size, place] = [bytes.readUInt16LE(at + 10), bytes.readUInt32LE(at + 20), bytes.readUInt32LE(at + 42)];
    const from = place + 30 + bytes.readUInt16LE(place + 26) + bytes.readUInt16LE(place + 28);
    const packed = bytes.subarray(from, from + size);
    texts.push((method === 8 ? inflateRawSync(packed) : packed).toString('utf8'));
    at += 46 + bytes.readUInt16LE(at + 28) + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return texts;
}
