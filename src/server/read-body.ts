import 'server-only';

/**
 * The body as text, counted while it arrives, because a length in a header may lie or be missing. null when it is larger, or when its
 * sender went away in the middle: nobody is there to read an answer, and nothing of ours is broken.
 */
export async function readBody(request: Request, maximumBytes: number): Promise<string | null> {
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
  return Buffer.concat(chunks).toString('utf8');
}

/** The next part, or null when the connection broke. */
const next = (reader: ReadableStreamDefaultReader<Uint8Array>) => reader.read().catch(() => null);
