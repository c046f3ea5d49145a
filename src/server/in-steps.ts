import 'server-only';
import { getTranslations } from 'next-intl/server';
import { Refusal } from '@/domain/errors';
import type { LastLine, Step } from '@/ui/imports/follow';
import { isAway } from './database-error';
import { logError } from './log';
import { listening } from './steps';

/**
 * The work of a request as lines (NDJSON) while it goes on: one Step each time that it tells one, and a LastLine. Work goes on to its end
 * when nobody reads any more. What stands before the first line (who asks, what they sent) has been settled by then.
 */
export async function inSteps(where: string, work: () => Promise<unknown>): Promise<Response> {
  const t = await getTranslations();
  const lines = new ReadableStream<Uint8Array>({
    async start(controller) {
      let isRead = true;
      const put = (line: Step | LastLine) => {
        if (!isRead) return;
        try {
          controller.enqueue(new TextEncoder().encode(`${JSON.stringify(line)}\n`));
        } catch {
          isRead = false;
        }
      };
      const last = await listening(put, work).then(
        (result): LastLine => ({ result }),
        (error: unknown): LastLine => {
          if (error instanceof Refusal) return { message: t(error.key, error.params) };
          const code = logError(where, error);
          return { message: isAway(error) ? t('common.refused.busy') : t('common.unexpected', { code }) };
        },
      );
      put(last);
      if (isRead) controller.close();
    },
  });
  return new Response(lines, { headers: { 'Content-Type': 'application/x-ndjson', 'Cache-Control': 'private, no-store' } });
}
