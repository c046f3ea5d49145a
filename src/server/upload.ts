import 'server-only';
import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Refusal } from '@/domain/errors';
import { beginning, composed } from '@/domain/text';
import type { FileStore } from './files';
import { type Kind, kindOf, type Reader } from './sniff';

/** Documents and pictures of evidence: 25 MB. */
export const MAXIMUM_FILE_BYTES = 25 * 1024 * 1024;

export type Received = { fileName: string; mimeType: Kind['mimeType']; bytes: number; sha256: string };

/**
 * Takes a file as it arrives: counted while it streams into a temporary file (a length in a header may lie or be missing), looked at by
 * its content, hashed, then kept in the store under its hash. Memory holds one chunk at a time. Throws a Refusal with the sentence
 * that says what is wrong: empty, too large, none of the kinds that are taken, a name that says another kind, damaged, a giant picture.
 */
export async function receiveFile(content: AsyncIterable<Uint8Array>, name: string, store: FileStore): Promise<Received> {
  const fileName = fileNameOf(name);
  const folder = await mkdtemp(path.join(tmpdir(), 'tong-ket-upload-'));
  try {
    const place = path.join(folder, randomUUID());
    const { bytes, sha256 } = await countInto(place, content);
    if (bytes === 0) throw new Refusal('attachments.refused.empty');
    const kind = await lookAt(place, bytes);
    if (!kind.extensions.includes(extensionOf(fileName)))
      throw new Refusal('attachments.refused.otherKind', { extension: extensionOf(fileName) || '?', kind: kind.name });
    await store.put(sha256, createReadStream(place));
    return { fileName, mimeType: kind.mimeType, bytes, sha256 };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function countInto(place: string, content: AsyncIterable<Uint8Array>): Promise<{ bytes: number; sha256: string }> {
  const hash = createHash('sha256');
  let bytes = 0;
  const file = await open(place, 'wx', 0o600);
  try {
    for await (const chunk of content) {
      bytes += chunk.byteLength;
      if (bytes > MAXIMUM_FILE_BYTES) throw new Refusal('attachments.refused.tooLarge', { megabytes: MAXIMUM_FILE_BYTES / 1024 / 1024 });
      hash.update(chunk);
      await file.writeFile(chunk);
    }
  } finally {
    await file.close();
  }
  return { bytes, sha256: hash.digest('hex') };
}

async function lookAt(place: string, bytes: number): Promise<Kind> {
  const file = await open(place, 'r');
  try {
    const reader: Reader = {
      bytes,
      async at(offset, length) {
        const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, offset);
        return buffer.subarray(0, bytesRead);
      },
    };
    return await kindOf(reader);
  } finally {
    await file.close();
  }
}

// What a path, a header or a list would trip over; marks of direction are dropped by `composed`.
const UNWANTED = /[\p{Cc}\p{Cs}"*/:<>?\\|]/gu;

/** The name as people see it: NFC, one line, without a path. It is shown and sent back, and never used to find the file. */
export function fileNameOf(name: string): string {
  const last = composed(name).split(/[/\\]/).at(-1) ?? '';
  const tidy = last
    .replace(UNWANTED, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^[ .]+|[ .]+$/g, '');
  if (tidy.length <= 200) return tidy || 'tep';
  const extension = tidy.slice(tidy.lastIndexOf('.'));
  return extension.length < 10 ? beginning(tidy, 200 - extension.length) + extension : beginning(tidy, 200);
}

const extensionOf = (name: string) => /\.([a-z0-9]{1,8})$/i.exec(name)?.[1]?.toLowerCase() ?? '';
