import 'server-only';
import { unzipSync, zipSync } from 'fflate';

/** The earliest moment that a zip file can name, in whatever zone the server keeps. */
const FIRST_MOMENT = new Date(1980, 0, 1);

/** The same files give the same bytes: the moments at which the parts of a zip file were written are taken out. Throws on what is no zip. */
export function fixedZip(zip: Uint8Array): Buffer {
  return Buffer.from(zipSync(unzipSync(zip), { mtime: FIRST_MOMENT }));
}
