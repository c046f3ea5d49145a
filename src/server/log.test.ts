import { afterEach, describe, expect, it, vi } from 'vitest';
import { keepMessagesOffTheConsole, log, logRequestError } from './log';

afterEach(() => vi.restoreAllMocks());

const failed = () => Object.assign(new Error('Key (username)=(nguyenvana) already exists'), { code: '23505' });

describe('the log', () => {
  it('names the route and the code of a page that failed, once, and never the message', () => {
    const line = vi.spyOn(log, 'error').mockReturnValue(undefined);
    const error = Object.assign(failed(), { digest: '12345' });
    for (const kind of ['render', 'render']) logRequestError(error, { route: '/setup/[token]', kind });
    expect(line).toHaveBeenCalledTimes(1);
    expect(line.mock.calls[0]?.[0]).toMatchObject({ where: 'request', route: '/setup/[token]', code: '12345', cause: '23505' });
    expect(JSON.stringify(line.mock.calls)).not.toContain('nguyenvana');
  });

  it('is where errors go that a library gives to the console', () => {
    const line = vi.spyOn(log, 'error').mockReturnValue(undefined);
    const print = vi.spyOn(console, 'error').mockReturnValue(undefined);
    keepMessagesOffTheConsole();
    console.error('ready');
    console.error('⨯', failed());
    console.error('⨯', Object.assign(failed(), { digest: '12345' }));
    expect(print.mock.calls).toEqual([['ready']]);
    expect(line).toHaveBeenCalledTimes(1);
    expect(JSON.stringify(line.mock.calls)).not.toContain('nguyenvana');
  });
});
