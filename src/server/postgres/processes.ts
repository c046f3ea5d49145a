import 'server-only';
import { execFileSync, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** Whether a process with this id runs, whoever it belongs to. One that ended but was not yet collected by its parent does not. */
export function isAlive(pid: number): boolean {
  if (process.platform === 'linux' && statOf(pid)?.[0] === 'Z') return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** The command line of a process, '' when there is none. Tells a process we started from a stranger that got its id later. */
export function commandOf(pid: number): string {
  try {
    if (process.platform === 'linux') return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
    return execFileSync('ps', ['-p', String(pid), '-o', 'command='], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  } catch {
    return '';
  }
}

/** A mark that a process keeps for its life and no other process with the same id shares; '' when there is no such process. */
export function birthOf(pid: number): string {
  try {
    if (process.platform !== 'linux') {
      return execFileSync('ps', ['-p', String(pid), '-o', 'lstart='], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
    }
    const startTicks = statOf(pid)?.[19];
    return startTicks ? `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()}:${startTicks}` : '';
  } catch {
    return '';
  }
}

/** The words of Linux's process status after the name in brackets, which may itself hold spaces: 0 = state, 19 = start in ticks since boot. */
function statOf(pid: number): string[] | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  } catch {
    return null;
  }
}

/** Sends a signal; a process that is already gone is no error. */
export function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // gone meanwhile
  }
}

/** Waits until the process is gone; false when it is still there after `seconds`. */
export async function waitUntilGone(pid: number, seconds: number): Promise<boolean> {
  const deadline = Date.now() + seconds * 1000;
  while (isAlive(pid)) {
    if (Date.now() > deadline) return false;
    await sleep(50);
  }
  return true;
}

/**
 * Sees to it that a process of a group of its own does not outlive this one, however this one ends (also by kill -9): a shell that waits at
 * the end of a pipe sends the signal when the pipe breaks. Returns how to call that off, for when the process has ended by itself.
 */
export function endWithThisProcess(pid: number, name: 'SIGINT' | 'SIGTERM'): () => void {
  if (process.platform === 'win32') return () => {};
  const script = 'read -r _; kill -s "$0" "$1"';
  const watch = spawn('/bin/sh', ['-c', script, name.slice(3), String(pid)], { detached: true, stdio: ['pipe', 'ignore', 'ignore'] });
  watch.on('error', () => {});
  watch.unref();
  if (watch.stdin instanceof Socket) watch.stdin.unref();
  return () => {
    watch.kill('SIGKILL');
  };
}

/** Calls back once when the parent process is gone: whoever started this one has ended and can no longer stop it. */
export function whenParentEnds(callback: () => void): void {
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    callback();
  }, 500);
  timer.unref();
}
