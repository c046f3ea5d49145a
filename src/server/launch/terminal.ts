import 'server-only';
import { CannotStart } from './cannot-start';

/** One line of progress. */
export function say(subject: string, text: string): void {
  console.log(`  ${subject.padEnd(16)} ${text}`);
}

/** Prints a plain reason or, for a bug, the whole error, and sets the exit code that a supervisor sees. */
export function reportFailure(error: unknown): void {
  const text = error instanceof CannotStart ? error.message : error instanceof Error ? error.stack : String(error);
  process.stderr.write(`\n${text}\n`);
  process.exitCode = 1;
}
