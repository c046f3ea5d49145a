import { readFileSync } from 'node:fs';
import path from 'node:path';

const root = path.join(import.meta.dirname, '..', '..');
type Manifest = { node: Record<string, { filename?: string; exportedName?: string; workers: Record<string, unknown> }> };

/** A server action of the build: its name and file, the id by which a browser asks for it, and a route whose page holds it. */
export type Action = { name: string; file: string; id: string; route: string };

/** Every server action of the build. An action answers on the pages that hold it and nowhere else. */
export function actions(): Action[] {
  const manifest: Manifest = JSON.parse(readFileSync(path.join(root, '.next', 'server', 'server-reference-manifest.json'), 'utf8'));
  return Object.entries(manifest.node).map(([id, { filename = '', exportedName = '', workers }]) => {
    const [page = ''] = Object.keys(workers);
    const route = page
      .replace(/^app/, '')
      .replace(/\/\([^)]*\)/g, '')
      .replace(/\/page$/, '');
    return { name: exportedName, file: filename, id, route: route || '/' };
  });
}

/** The action of this name in this feature. */
export function actionOf(feature: string, name: string): Action {
  const action = actions().find((one) => one.name === name && one.file === `src/features/${feature}/actions.ts`);
  if (!action) throw new Error(`${feature} has no action ${name} in the build`);
  return action;
}

export type Pressed = { status: number; text: string };

/**
 * Sends a form to a server action as the browser does (`Next-Action`, React's encoding of «the state before, the form»): what anybody with a
 * session can send, whatever buttons their pages show. The answer is whole: what the action said and the page that came with it.
 */
export async function press(
  { origin, cookie }: { origin: string; cookie: string },
  page: string,
  { id }: Pick<Action, 'id'>,
  fields: Record<string, string>,
): Promise<Pressed> {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(`_1_${name}`, value);
  form.append('0', JSON.stringify([{ status: 'idle', message: '', errors: {}, values: {} }, '$K1']));
  const answer = await fetch(`${origin}${page}`, {
    method: 'POST',
    headers: { cookie, origin, 'next-action': id, accept: 'text/x-component' },
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
