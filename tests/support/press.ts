import { readFileSync } from 'node:fs';
import path from 'node:path';

const root = path.join(import.meta.dirname, '..', '..');
type Manifest = { node: Record<string, { filename?: string; exportedName?: string }> };

/** Every server action of the build, by the name of its export, with the id by which a browser asks for it. */
export function actionIds(): Map<string, string> {
  const manifest: Manifest = JSON.parse(readFileSync(path.join(root, '.next', 'server', 'server-reference-manifest.json'), 'utf8'));
  return new Map(Object.entries(manifest.node).flatMap(([id, { exportedName }]) => (exportedName ? [[exportedName, id] as const] : [])));
}

export type Pressed = { status: number; text: string };

/**
 * Sends a form to a server action as the browser does (`Next-Action`, React's encoding of «the state before, the form»): what anybody with a
 * session can send, whatever buttons their pages show. The answer is whole: what the action said and the page that came with it.
 */
export async function press(
  { origin, cookie }: { origin: string; cookie: string },
  page: string,
  actionId: string,
  fields: Record<string, string>,
): Promise<Pressed> {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(`_1_${name}`, value);
  form.append('0', JSON.stringify([{ status: 'idle', message: '', errors: {}, values: {} }, '$K1']));
  const answer = await fetch(`${origin}${page}`, {
    method: 'POST',
    headers: { cookie, origin, 'next-action': actionId, accept: 'text/x-component' },
    body: form,
    redirect: 'manual',
  });
  return { status: answer.status, text: await answer.text() };
}

/** What the form would say: done or refused, and the sentence. */
export function saidBy({ text }: Pressed): { status: string; message: string } {
  const found = /\{"status":"(done|refused|idle)","message":"((?:[^"\\]|\\.)*)"/.exec(text);
  return { status: found?.[1] ?? 'none', message: found ? JSON.parse(`"${found[2]}"`) : text.slice(0, 200) };
}
