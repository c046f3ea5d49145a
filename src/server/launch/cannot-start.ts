/** A reason why the program cannot go on that the person at the terminal can act upon: shown as it is, without a stack. */
export class CannotStart extends Error {
  override readonly name = 'CannotStart';
}
