import { describe, expect, it } from 'vitest';
import en from './messages/en';
import vi from './messages/vi';

type Tree = { [key: string]: string | Tree };

function flat(tree: Tree, path = ''): Map<string, string> {
  return new Map(
    Object.entries(tree).flatMap(([key, value]): [string, string][] =>
      typeof value === 'string' ? [[path + key, value]] : [...flat(value, `${path}${key}.`)],
    ),
  );
}

/** The arguments of an ICU message: `{count, plural, …}` and `{name}` give «count», «name». */
const placeholders = (text: string) => [...new Set([...text.matchAll(/\{(\w+)(?=[,}])/g)].map((match) => match[1]))].sort();

describe('texts', () => {
  const [source, english] = [flat(vi), flat(en)];
  it('exist in both languages', () => {
    expect([...english.keys()].sort()).toEqual([...source.keys()].sort());
  });
  it('take the same arguments in both languages', () => {
    const differing = [...source].filter(([key, text]) => String(placeholders(text)) !== String(placeholders(english.get(key) ?? '')));
    expect(differing.map(([key]) => key)).toEqual([]);
  });
  it('are never empty, and Vietnamese is composed (NFC)', () => {
    expect([...source, ...english].filter(([, text]) => text.trim() === '').map(([key]) => key)).toEqual([]);
    expect([...source].filter(([, text]) => text !== text.normalize('NFC')).map(([key]) => key)).toEqual([]);
  });
});
