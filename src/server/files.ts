import 'server-only';
import { createReadStream } from 'node:fs';
import { mkdir, open, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { env } from './env';

/**
 * Where files lie, behind four verbs: a folder on disk today, a bucket of the S3 kind by another object of this type. A key is a SHA-256
 * in hex and nothing else, so that no name of a person's ever becomes a path, and the same content is kept once.
 */
export type FileStore = {
  /** Keeps the content whole or not at all; a key that is there already keeps what it has. */
  put(key: string, content: AsyncIterable<Uint8Array>): Promise<void>;
  /** Bytes of a key; null when there is none. */
  size(key: string): Promise<number | null>;
  /** The content, as it is read from the store. Throws when there is none. */
  read(key: string): AsyncIterable<Uint8Array>;
  /** Forgets a key; one that is not there is no error. */
  remove(key: string): Promise<void>;
};

const KEY = /^[0-9a-f]{64}$/;

/** A store in a folder; made at the first write, for its owner only. */
export function diskStore(folder: string): FileStore {
  const placeOf = (key: string) => {
    if (!KEY.test(key)) throw new Error('a file key is a SHA-256 in hex');
    return path.join(folder, key.slice(0, 2), key);
  };
  const size = async (key: string) => {
    try {
      return (await stat(placeOf(key))).size;
    } catch (error) {
      if (isMissing(error)) return null;
      throw error;
    }
  };
  return {
    async put(key, content) {
      const place = placeOf(key);
      if ((await size(key)) !== null) return;
      await mkdir(path.dirname(place), { recursive: true, mode: 0o700 });
      // a reader never sees half a file: it gets its name when all of it has reached the disk
      const part = `${place}.${process.pid}.${Date.now().toString(36)}.part`;
      try {
        const file = await open(part, 'wx', 0o600);
        await pipeline(content, file.createWriteStream({ flush: true }));
        await rename(part, place);
      } catch (error) {
        await rm(part, { force: true });
        throw error;
      }
    },
    size,
    read: (key) => createReadStream(placeOf(key)),
    remove: (key) => rm(placeOf(key), { force: true }),
  };
}

const isMissing = (error: unknown) => error instanceof Error && 'code' in error && error.code === 'ENOENT';

/** The files of the hospital whose data lie in this folder. */
export const storeIn = (dataDir: string): FileStore => diskStore(path.join(dataDir, 'files'));

let store: FileStore | undefined;

/** The hospital's files: `DATA_DIR/files`. */
export function fileStore(): FileStore {
  store ??= storeIn(env().DATA_DIR);
  return store;
}
