import { isReady } from '@/server/readiness';

export const dynamic = 'force-dynamic';

/** Whether this process can serve people: a stranger learns only yes or no, the log says why. */
export async function GET(): Promise<Response> {
  const ready = await isReady();
  return Response.json({ status: ready ? 'ok' : 'not ok' }, { status: ready ? 200 : 503, headers: { 'Cache-Control': 'no-store' } });
}
