import 'server-only';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Day } from '@/domain/date';
import { Refusal, type RefusalParams } from '@/domain/errors';
import type { MessageKey } from '@/i18n/messages';

/** What stands in a cell. A formula is its result, rich text its words; what only lies under a merged cell names that one. */
export type CellValue =
  | { kind: 'text'; text: string }
  | { kind: 'number'; value: number }
  /** As the calendar has it; `time` («08:30») when it is not midnight. */
  | { kind: 'day'; day: Day; time: string | null }
  | { kind: 'boolean'; value: boolean }
  /** «#N/A», «#REF!» */
  | { kind: 'error'; code: string }
  /** A formula that was never worked out. */
  | { kind: 'uncalculated' }
  | { kind: 'merged'; into: string };
/** Rows and columns count from 1, as Excel's do; empty ones are left out. */
export type SheetRow = { row: number; cells: { column: number; value: CellValue }[] };
export type Sheet = { name: string; isHidden: boolean; rows: SheetRow[] };

/** An uploaded workbook: 2 MB, which is 5,000 rows of a wide table and more. */
export const MAXIMUM_WORKBOOK_BYTES = 2 * 1024 * 1024;

type Limits = { rows: number; columns: number; milliseconds: number; heapMegabytes: number };
const LIMITS: Limits = { rows: 5_000, columns: 60, milliseconds: 20_000, heapMegabytes: 320 };

const WORKER = ['src', 'server', 'spreadsheet', 'read-worker.mjs'];
const ZIP = Buffer.from('PK\u0003\u0004', 'latin1');
/** Of the container in which Excel 97 kept workbooks, and in which Office still keeps encrypted ones. */
const COMPOUND = Buffer.from('d0cf11e0a1b11ae1', 'hex');

/**
 * Reads every sheet of a workbook (.xlsx) into plain values. The file may be anything: it is looked through before it is parsed, and
 * parsed in a thread with its own memory and a deadline, one file at a time, so that the worst file ends as a Refusal
 * («spreadsheet.refused.…»), never as a process that is gone.
 */
export async function readWorkbook(bytes: Uint8Array, limits: Partial<Limits> = {}): Promise<Sheet[]> {
  const file = Buffer.from(bytes);
  if (file.length === 0) throw new Refusal('spreadsheet.refused.empty');
  if (file.length > MAXIMUM_WORKBOOK_BYTES)
    throw new Refusal('spreadsheet.refused.tooLarge', { megabytes: MAXIMUM_WORKBOOK_BYTES / 1024 / 1024 });
  if (file.subarray(0, COMPOUND.length).equals(COMPOUND)) throw new Refusal(compoundSentence(file));
  if (!file.subarray(0, ZIP.length).equals(ZIP)) throw new Refusal('spreadsheet.refused.notAWorkbook');
  return inTurn(() => inWorker(file, { ...LIMITS, ...limits }));
}

const isNamed = (file: Buffer, name: string) => file.includes(Buffer.from(name, 'utf16le'));

function compoundSentence(file: Buffer): MessageKey {
  if (isNamed(file, 'EncryptedPackage')) return 'spreadsheet.refused.encrypted';
  return isNamed(file, 'Workbook') || isNamed(file, 'Book') ? 'spreadsheet.refused.oldExcel' : 'spreadsheet.refused.notAWorkbook';
}

const MOST_WAITING = 4;
let waiting = 0;
let last: Promise<unknown> = Promise.resolve();

/** One workbook at a time; of many at once the later ones are asked to come again. */
async function inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
  if (waiting >= MOST_WAITING) throw new Refusal('spreadsheet.refused.busy');
  waiting++;
  const turn = last.then(work).finally(() => {
    waiting--;
  });
  last = turn.catch(() => undefined);
  return turn;
}

type Answer = { sheets: Sheet[] } | { refused: string; params: RefusalParams } | { failed: string };

const SENTENCES: Record<string, MessageKey> = {
  damaged: 'spreadsheet.refused.damaged',
  encrypted: 'spreadsheet.refused.encrypted',
  macro: 'spreadsheet.refused.macro',
  externalLinks: 'spreadsheet.refused.externalLinks',
  embedded: 'spreadsheet.refused.embedded',
  entities: 'spreadsheet.refused.entities',
  unpacksTooLarge: 'spreadsheet.refused.unpacksTooLarge',
  notAWorkbook: 'spreadsheet.refused.notAWorkbook',
  tooManyRows: 'spreadsheet.refused.tooManyRows',
  tooManyRowsHere: 'spreadsheet.refused.tooManyRowsHere',
  tooManyColumns: 'spreadsheet.refused.tooManyColumns',
};

function inWorker(bytes: Buffer, { milliseconds, heapMegabytes, ...most }: Limits): Promise<Sheet[]> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(path.join(process.cwd(), ...WORKER), {
      workerData: { bytes, most },
      resourceLimits: { maxOldGenerationSizeMb: heapMegabytes, maxYoungGenerationSizeMb: 32, stackSizeMb: 4 },
      // nothing of a Party file reaches a log by way of a library that prints
      stdout: true,
      stderr: true,
      env: {},
      execArgv: [],
    });
    const settle = (act: () => void) => {
      clearTimeout(deadline);
      act();
      void worker.terminate();
    };
    const refuse = (key: MessageKey, params?: RefusalParams) => settle(() => reject(new Refusal(key, params)));
    const deadline = setTimeout(() => refuse('spreadsheet.refused.tooHeavy'), milliseconds);
    worker.once('message', (answer: Answer) => {
      if ('sheets' in answer) settle(() => resolve(answer.sheets));
      else if ('failed' in answer) settle(() => reject(new Error(`the reader of workbooks failed: ${answer.failed}`)));
      else refuse(SENTENCES[answer.refused] ?? 'spreadsheet.refused.damaged', answer.params);
    });
    worker.once('error', (error: Error & { code?: string }) => {
      if (error.code === 'ERR_WORKER_OUT_OF_MEMORY') refuse('spreadsheet.refused.tooHeavy');
      // a package that is not there is ours to mend, all else is what the file did to the parser
      else if (error.code === 'ERR_MODULE_NOT_FOUND') settle(() => reject(error));
      else refuse('spreadsheet.refused.damaged');
    });
    worker.once('exit', () => refuse('spreadsheet.refused.damaged'));
  });
}
