import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Piece, wordDiff } from './words';

const without = (kind: Piece['kind'], pieces: readonly Piece[]) =>
  pieces
    .filter((piece) => piece.kind !== kind)
    .map(({ text }) => text)
    .join('');

describe('two versions of a text', () => {
  it('differ by words', () => {
    expect(wordDiff('Thiếu 2 bác sĩ từ tháng 8.', 'Thiếu 3 bác sĩ từ tháng 8.')).toEqual([
      { kind: 'same', text: 'Thiếu ' },
      { kind: 'removed', text: '2' },
      { kind: 'added', text: '3' },
      { kind: 'same', text: ' bác sĩ từ tháng 8.' },
    ]);
  });
  it('show a run of changed words as one change', () => {
    expect(wordDiff('máy cũ hỏng nên chậm', 'máy mới lắp nên chậm')).toEqual([
      { kind: 'same', text: 'máy ' },
      { kind: 'removed', text: 'cũ hỏng' },
      { kind: 'added', text: 'mới lắp' },
      { kind: 'same', text: ' nên chậm' },
    ]);
  });
  it('may be the same, new or gone', () => {
    expect(wordDiff('Đủ.', 'Đủ.')).toEqual([{ kind: 'same', text: 'Đủ.' }]);
    expect(wordDiff('', 'Thiếu người')).toEqual([{ kind: 'added', text: 'Thiếu người' }]);
    expect(wordDiff('Thiếu người', '')).toEqual([{ kind: 'removed', text: 'Thiếu người' }]);
    expect(wordDiff('', '')).toEqual([]);
  });
  it('can always be put together again', () => {
    const texts = fc.array(fc.constantFrom('một', 'hai', 'ba', ' ', '\n', '  '), { maxLength: 30 }).map((words) => words.join(''));
    fc.assert(
      fc.property(texts, texts, (before, after) => {
        const pieces = wordDiff(before, after);
        expect(without('added', pieces)).toBe(before);
        expect(without('removed', pieces)).toBe(after);
      }),
    );
  });
  it('are compared as a whole when nobody could read the mosaic', () => {
    const long = (word: string) => Array.from({ length: 3_000 }, (_, index) => `${word}${index}`).join(' ');
    expect(wordDiff(`Đầu ${long('a')} cuối`, `Đầu ${long('b')} cuối`).map(({ kind }) => kind)).toEqual([
      'same',
      'removed',
      'added',
      'same',
    ]);
  });
});
