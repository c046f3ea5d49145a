import { expect, it } from 'vitest';
import { readBody } from './read-body';

const post = (body: BodyInit) => new Request('http://localhost/', { method: 'POST', body, duplex: 'half' } as RequestInit);
const stream = (of: (controller: ReadableStreamDefaultController<Uint8Array>) => void) => new ReadableStream<Uint8Array>({ start: of });

it('reads marks that two parts share', async () => {
  const bytes = new TextEncoder().encode('Đợt quý III');
  const parts = stream((controller) => {
    for (const byte of bytes) controller.enqueue(Uint8Array.of(byte));
    controller.close();
  });
  expect(await readBody(post(parts), 100)).toBe('Đợt quý III');
  expect(await readBody(new Request('http://localhost/'), 100)).toBe('');
});
it('stops at what is too large', async () => {
  expect(await readBody(post('12345'), 5)).toBe('12345');
  expect(await readBody(post('123456'), 5)).toBeNull();
});
it('takes a sender who goes away in the middle for no bug', async () => {
  const broken = stream((controller) => {
    controller.enqueue(Uint8Array.of(123));
    controller.error(Object.assign(new Error('aborted'), { code: 'ECONNRESET' }));
  });
  expect(await readBody(post(broken), 100)).toBeNull();
});
