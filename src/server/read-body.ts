import 'server-only';

/** The body as it came, counted while it arrives, because a length in a header may lie or be missing; null when it is larger. */
export async function readBytes(request: Request, maximumBytes: number): Promise<Buffer | null> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  if (request.body) {
    const reader = request.body.getReader();
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      size += part.value.byteLength;
      if (size > maximumBytes) {
        await reader.cancel();
        return null;
      }
      chunks.push(part.value);
    }
  }
  return Buffer.concat(chunks);
}

/** The body as text; null when it is larger. */
export async function readBody(request: Request, maximumBytes: number): Promise<string | null> {
  return (await readBytes(request, maximumBytes))?.toString('utf8') ?? null;
}
