import 'server-only';

/**
 * The body as it came, counted while it arrives, because a length in a header may lie or be missing. null when it is larger, or when its
 * sender went away in the middle: nobody is there to read an answer, and nothing of ours is broken.
 */
export async function readBytes(request: Request, maximumBytes: number): Promise<Buffer | null> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  if (request.body) {
    const reader = request.body.getReader();
    for (let part = await next(reader); !part?.done; part = await next(reader)) {
      size += part?.value.byteLength ?? 0;
      if (part === null || size > maximumBytes) {
        await reader.cancel().catch(() => undefined);
        return null;
      }
      chunks.push(part.value);
    }
  }
  return Buffer.concat(chunks);
}

/** The body as text; null as in `readBytes`. */
export async function readBody(request: Request, maximumBytes: number): Promise<string | null> {
  return (await readBytes(request, maximumBytes))?.toString('utf8') ?? null;
}

/** The next part, or null when the connection broke. */
const next = (reader: ReadableStreamDefaultReader<Uint8Array>) => reader.read().catch(() => null);
