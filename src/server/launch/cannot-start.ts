/** A reason why the program cannot go on that the person at the terminal can act upon: shown as it is, without a stack. */
export class CannotStart extends Error {
  override readonly name = 'CannotStart';
}

/** Prints a plain reason or, for a bug, the whole error, and sets the exit code that a supervisor sees. */
export function reportFailure(error: unknown): void {
  process.stderr.write(
    error instanceof CannotStart ? `\n${error.message}\n` : `\n${error instanceof Error ? error.stack : String(error)}\n`,
  );
  process.exitCode = 1;
}
