import 'server-only';
import { getTranslations } from 'next-intl/server';
import { z } from 'zod';
import { NotFound } from '@/domain/errors';
import { fieldProblems } from '@/server/field-problems';
import { fileStore } from '@/server/files';
import { answer, executeFor, guarded } from '@/server/json-handler';
import { isSameOrigin } from '@/server/request';
import { receiveFile } from '@/server/upload';
import { attachFile } from './commands';
import { attachmentById, mayAttach } from './queries';
import { contentDisposition, opensInPlace } from './rules';
import { uploadInput } from './schema';

/**
 * `POST /api/attachments?subject=&key=&name=&confidentiality=` with the bytes of one file as its body. Who asks and whether they may is settled
 * before the first byte is read. The header `Idempotency-Key` (uuid) makes a repeated upload one file.
 */
export function uploadHandler(request: Request): Promise<Response> {
  return guarded('attachment.upload', async (actor, session) => {
    const t = await getTranslations();
    if (!isSameOrigin(request.headers)) return answer(403, { message: t('common.refused.foreignOrigin') });
    const asked = uploadInput.safeParse(Object.fromEntries(new URL(request.url).searchParams), { reportInput: true });
    if (!asked.success) throw fieldProblems(asked.error);
    const { subject, key, name, confidentiality } = asked.data;
    if (!(await mayAttach(actor, subject, key))) throw new NotFound();
    const file = await receiveFile(chunksOf(request.body), name, fileStore());
    return answer(201, await executeFor(request, actor, session, attachFile, { subject, key, confidentiality, ...file }));
  });
}

/** `GET /api/attachments/[id]`: the file to save; with `?show=1` a PDF or a picture to look at. */
export function downloadHandler(request: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  return guarded('attachment.download', async (actor) => {
    const { id } = await params;
    const file = z.uuid().safeParse(id).success ? await attachmentById(actor, id) : null;
    const store = fileStore();
    if (!file || (await store.size(file.sha256)) !== file.bytes) throw new NotFound();
    const inPlace = opensInPlace(file.mimeType) && new URL(request.url).searchParams.get('show') === '1';
    return new Response(streamOf(store.read(file.sha256)), {
      headers: {
        'Content-Type': file.mimeType,
        'Content-Length': String(file.bytes),
        'Content-Disposition': contentDisposition(file.fileName, inPlace),
        'X-Content-Type-Options': 'nosniff',
        // whatever it holds, it runs nothing and belongs to no origin
        'Content-Security-Policy': "sandbox; default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'none'",
        'Cross-Origin-Resource-Policy': 'same-origin',
        'Cache-Control': 'private, no-store',
      },
    });
  });
}

async function* chunksOf(body: ReadableStream<Uint8Array> | null): AsyncGenerator<Uint8Array> {
  if (!body) return;
  const reader = body.getReader();
  try {
    for (let part = await reader.read(); !part.done; part = await reader.read()) yield part.value;
  } finally {
    // a refused file is not read to its end
    await reader.cancel().catch(() => undefined);
  }
}

function streamOf(content: AsyncIterable<Uint8Array>): ReadableStream<Uint8Array> {
  const chunks = content[Symbol.asyncIterator]();
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await chunks.next();
      if (done) controller.close();
      else controller.enqueue(value);
    },
    async cancel() {
      await chunks.return?.();
    },
  });
}
