import { describe, expect, it } from 'vitest';
import { readForm } from './form-data';
import { clientAddress, isSameOrigin } from './request';

const form = (...entries: [string, string][]) => {
  const data = new FormData();
  for (const [name, value] of entries) data.append(name, value);
  return data;
};

describe('a form', () => {
  it('becomes nested input', () => {
    expect(
      readForm(
        form(
          ['title', 'a'],
          ['partners[]', '1'],
          ['partners[]', '2'],
          ['pins.0.reason', 'x'],
          ['pins.0.id', '5'],
          ['pins.1.reason', 'y'],
          ['$ACTION_ID_1', ''],
        ),
      ),
    ).toEqual({
      title: 'a',
      partners: ['1', '2'],
      pins: [{ reason: 'x', id: '5' }, { reason: 'y' }],
    });
  });
  it('cannot reach prototypes', () => {
    readForm(form(['__proto__.polluted', 'yes'], ['a.constructor.b', 'yes']));
    expect(({} as { polluted?: string }).polluted).toBeUndefined();
  });
  it('has no depth that breaks the reader', () => {
    const name = 'a.'.repeat(200_000);
    expect(readForm(form([name, 'x']))).toEqual({ [name]: 'x' });
  });
});

describe('a request', () => {
  it('is believed about its address only as far as proxies are trusted', () => {
    expect(clientAddress('1.1.1.1, 2.2.2.2', 0)).toBeNull();
    expect(clientAddress('6.6.6.6, 1.1.1.1, 2.2.2.2', 1)).toBe('2.2.2.2');
    expect(clientAddress('6.6.6.6, 1.1.1.1, 2.2.2.2', 2)).toBe('1.1.1.1');
  });
  it('must come from our own pages', () => {
    const list = (entries: Record<string, string>) => new Headers({ host: 'a.vn', ...entries });
    expect(isSameOrigin(list({ 'sec-fetch-site': 'same-origin' }))).toBe(true);
    expect(isSameOrigin(list({ 'sec-fetch-site': 'cross-site', origin: 'https://a.vn' }))).toBe(false);
    expect(isSameOrigin(list({ origin: 'https://a.vn' }))).toBe(true);
    expect(isSameOrigin(list({ origin: 'https://b.vn' }))).toBe(false);
    expect(isSameOrigin(list({ origin: 'null' }))).toBe(false);
    expect(isSameOrigin(list({}))).toBe(false);
  });
});
