import 'server-only';
import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';
import { constants } from 'node:os';
import { endWithThisProcess } from '../postgres/processes';
import { CannotStart } from './cannot-start';

/** Node arguments that run one of this product's TypeScript programs. */
const TYPESCRIPT = ['--conditions=react-server', '--import', 'tsx'];

/** The child processes of a launch: none outlives it. */
export class Children {
  private readonly running = new Set<ChildProcess>();
  private closing = false;

  start(args: string[], options: SpawnOptions): ChildProcess {
    const child = spawn(process.execPath, args, options);
    this.running.add(child);
    child.once('exit', () => this.running.delete(child));
    if (this.closing) child.kill('SIGTERM');
    return child;
  }

  /**
   * Runs one of the product's own programs to its end; its errors go to the terminal.
   * `line` gets each line it prints. Throws CannotStart when it fails.
   */
  async runProgram(file: string, env: NodeJS.ProcessEnv, line: (text: string) => void): Promise<void> {
    const child = this.start([...TYPESCRIPT, file], { env, stdio: ['ignore', 'pipe', 'inherit'] });
    if (child.pid !== undefined) child.once('exit', endWithThisProcess(child.pid, 'SIGTERM'));
    let rest = '';
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      const lines = (rest + text).split('\n');
      rest = lines.pop() ?? '';
      for (const one of lines) line(one);
    });
    const code = await exitCode(child);
    if (rest) line(rest);
    if (code !== 0) throw new CannotStart(`${file} ended with ${code}; what it says is above. Nothing is served.`);
  }

  /** Asks every child to finish, and ends those that have not after `seconds`. */
  async stop(seconds: number): Promise<void> {
    this.closing = true;
    const children = [...this.running];
    for (const child of children) child.kill('SIGTERM');
    const force = setTimeout(() => {
      for (const child of children) child.kill('SIGKILL');
    }, seconds * 1000);
    await Promise.all(children.map(exitCode));
    clearTimeout(force);
  }
}

/** A shell's exit code: 128 + the signal's number for a child that a signal ended. */
export function exitCode(child: ChildProcess): Promise<number> {
  const code = () => child.exitCode ?? (child.signalCode ? 128 + constants.signals[child.signalCode] : 1);
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return Promise.resolve(code());
  return new Promise((resolve) => {
    child.once('exit', () => resolve(code()));
    child.once('error', () => resolve(1));
  });
}
