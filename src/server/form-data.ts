import 'server-only';

type Value = string | Value[] | { [key: string]: Value };

/** `into.0.functions`, and room. */
const DEEPEST = 8;
const FORBIDDEN = new Set(['__proto__', 'constructor', 'prototype']);

/**
 * A form as nested input: `title`, `partners[]` (all of that name), `pins.0.reason` (lists of objects).
 * Files and next's own fields are left out; schemas are strict about everything else.
 */
export function readForm(form: FormData): { [key: string]: Value } {
  const root: { [key: string]: Value } = {};
  for (const name of new Set(form.keys())) {
    if (name.startsWith('$ACTION')) continue;
    const texts = form.getAll(name).filter((entry) => typeof entry === 'string');
    const isList = name.endsWith('[]');
    const path = (isList ? name.slice(0, -2) : name).split('.');
    if (path.some((part) => FORBIDDEN.has(part))) continue;
    // deeper than any form of ours: a field of a name that no schema knows
    place(root, path.length > DEEPEST ? [name] : path, isList ? texts.filter((text) => text !== '') : (texts.at(-1) ?? ''));
  }
  return root;
}

function place(root: { [key: string]: Value }, path: string[], value: Value): void {
  const [head = '', next, ...rest] = path;
  if (next === undefined) {
    root[head] = value;
    return;
  }
  const list = /^\d{1,3}$/.test(next);
  const branch = root[head];
  if (list) {
    const items = Array.isArray(branch) ? branch : [];
    root[head] = items;
    const index = Number(next);
    if (rest.length === 0) {
      items[index] = value;
      return;
    }
    const item = items[index];
    const child = typeof item === 'object' && !Array.isArray(item) ? item : {};
    items[index] = child;
    place(child, rest, value);
    return;
  }
  const child = typeof branch === 'object' && !Array.isArray(branch) ? branch : {};
  root[head] = child;
  place(child, [next, ...rest], value);
}
