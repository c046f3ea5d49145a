import yauzl from 'yauzl';

// Plain JavaScript: the worker that reads a workbook is a file of its own, which no bundler touches.

/** What a workbook may be at most before any library parses it; bytes are of unpacked parts, counted while they unpack. */
const MOST = { parts: 200, partBytes: 24 << 20, bytes: 32 << 20, ratio: 120, rows: 20_000 };
/** Below this a part may be packed as tightly as it likes. */
const RATIO_FROM = 1 << 20;
const TAIL = 16;

/** A file that is refused, by the name of its sentence. */
export class Refused extends Error {
  /** @param {string} why @param {Record<string, string | number>} [params] */
  constructor(why, params = {}) {
    super(why);
    this.why = why;
    this.params = params;
  }
}

/**
 * Walks every part of a zip file without keeping any of it: sizes as they really are, no encryption, no path outside, no macro, no link to
 * other files, no declaration that could name entities. Throws Refused.
 * @param {Buffer} bytes
 */
export async function scan(bytes) {
  const zip = await open(bytes);
  const names = new Set();
  let total = 0;
  for await (const entry of entriesOf(zip)) {
    const name = entry.fileName;
    if (names.has(name) || names.size >= MOST.parts) throw new Refused('damaged');
    names.add(name);
    if (entry.isEncrypted()) throw new Refused('encrypted');
    if (/vbaproject/i.test(name)) throw new Refused('macro');
    if (/^xl\/externalLinks\//i.test(name)) throw new Refused('externalLinks');
    if (/^xl\/embeddings\/|\.(zip|xlsx|xlsm|docx|exe|jar)$/i.test(name)) throw new Refused('embedded');
    if (!name.endsWith('/')) total += await partOf(zip, entry, MOST.bytes - total);
  }
  if (!names.has('[Content_Types].xml') || !names.has('xl/workbook.xml')) throw new Refused('notAWorkbook');
}

/** @param {Buffer} bytes @returns {Promise<import('yauzl').ZipFile>} */
function open(bytes) {
  return new Promise((resolve, reject) => {
    const options = { lazyEntries: true, validateEntrySizes: true, strictFileNames: true };
    yauzl.fromBuffer(bytes, options, (error, zip) => (error ? reject(new Refused('damaged')) : resolve(zip)));
  });
}

/** @param {import('yauzl').ZipFile} zip */
async function* entriesOf(zip) {
  for (;;) {
    const entry = await new Promise((resolve, reject) => {
      zip.once('entry', resolve);
      zip.once('end', () => resolve(null));
      zip.once('error', () => reject(new Refused('damaged')));
      zip.readEntry();
    });
    zip.removeAllListeners();
    if (entry === null) return;
    yield entry;
  }
}

/**
 * Unpacks one part, looks at it as it goes by, and gives its real size.
 * @param {import('yauzl').ZipFile} zip @param {import('yauzl').Entry} entry @param {number} left
 * @returns {Promise<number>}
 */
function partOf(zip, entry, left) {
  const isXml = /\.(xml|rels|vml)$/i.test(entry.fileName);
  const isSheet = /^xl\/worksheets\/[^/]+\.xml$/i.test(entry.fileName);
  return new Promise((resolve, reject) => {
    zip.openReadStream(entry, (failed, stream) => {
      if (failed) return reject(new Refused('damaged'));
      let [size, rows, tail] = [0, 0, ''];
      const refuse = (/** @type {Refused} */ refused) => {
        reject(refused);
        stream.destroy();
      };
      stream.on('error', () => reject(new Refused('damaged')));
      stream.on('end', () => resolve(size));
      stream.on('data', (/** @type {Buffer} */ chunk) => {
        size += chunk.length;
        if (isXml) {
          // one byte, one letter: the words looked for are ASCII, and a part in another encoding shows by its NUL bytes
          const text = tail + chunk.toString('latin1');
          if (text.includes('\u0000')) return refuse(new Refused('damaged'));
          if (/<!(DOCTYPE|ENTITY)/i.test(text)) return refuse(new Refused('entities'));
          if (isSheet) rows += rowsIn(text, tail.length);
          tail = text.slice(-TAIL);
          if (rows > MOST.rows) return refuse(new Refused('tooManyRows'));
        }
        if (size > Math.min(left, MOST.partBytes)) return refuse(new Refused('unpacksTooLarge'));
        if (size > RATIO_FROM && size > entry.compressedSize * MOST.ratio) return refuse(new Refused('unpacksTooLarge'));
      });
    });
  });
}

const ROW = /<(?:\w+:)?row[\s/>]/g;

/** Rows that begin in the text, without those that ended within the part seen before. @param {string} text @param {number} seen */
function rowsIn(text, seen) {
  let count = 0;
  for (const found of text.matchAll(ROW)) if (found.index + found[0].length > seen) count++;
  return count;
}
