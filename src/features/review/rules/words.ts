/** A piece of a text: in both versions, only in the earlier, only in the later. */
export type Piece = { kind: 'same' | 'removed' | 'added'; text: string };

/** Over so many pairs of words the middle of two texts is shown as replaced: nobody reads such a mosaic, and it costs time. */
const MOST_PAIRS = 1_000_000;

/** Words and the spaces between them, so that the pieces put together are the texts again. */
const tokens = (text: string) => text.match(/\s+|[^\s]+/g) ?? [];

/**
 * Two versions of a text, word by word: what was taken out, what was put in, what stayed. The pieces without the added ones are the
 * earlier text, without the removed ones the later (longest common subsequence; equal ends are set aside first).
 */
export function wordDiff(earlier: string, later: string): Piece[] {
  const [before, after] = [tokens(earlier), tokens(later)];
  let head = 0;
  while (head < before.length && head < after.length && before[head] === after[head]) head++;
  let tail = 0;
  while (tail < before.length - head && tail < after.length - head && before.at(-1 - tail) === after.at(-1 - tail)) tail++;
  return joined([
    ...before.slice(0, head).map((text) => ({ kind: 'same' as const, text })),
    ...middle(before.slice(head, before.length - tail), after.slice(head, after.length - tail)),
    ...before.slice(before.length - tail).map((text) => ({ kind: 'same' as const, text })),
  ]);
}

function middle(before: readonly string[], after: readonly string[]): Piece[] {
  const removed = before.map((text): Piece => ({ kind: 'removed', text }));
  const added = after.map((text): Piece => ({ kind: 'added', text }));
  if (before.length === 0 || after.length === 0 || before.length * after.length > MOST_PAIRS) return [...removed, ...added];
  // lengths[i][j]: how many words the rest of both from i and j on have in common
  const width = after.length + 1;
  const lengths = new Uint16Array((before.length + 1) * width);
  const common = (i: number, j: number) => lengths[i * width + j] ?? 0;
  for (let i = before.length - 1; i >= 0; i--)
    for (let j = after.length - 1; j >= 0; j--)
      lengths[i * width + j] = before[i] === after[j] ? common(i + 1, j + 1) + 1 : Math.max(common(i + 1, j), common(i, j + 1));
  const pieces: Piece[] = [];
  let [i, j] = [0, 0];
  while (i < before.length && j < after.length) {
    const [old, now] = [before[i] ?? '', after[j] ?? ''];
    if (old === now) {
      pieces.push({ kind: 'same', text: old });
      i++;
      j++;
    } else if (common(i + 1, j) >= common(i, j + 1)) pieces.push({ kind: 'removed', text: before[i++] ?? '' });
    else pieces.push({ kind: 'added', text: after[j++] ?? '' });
  }
  return [...pieces, ...removed.slice(i), ...added.slice(j)];
}

/** Neighbours of one kind become one piece; a run of changed words, with the spaces between them, shows first what went, then what came. */
function joined(pieces: readonly Piece[]): Piece[] {
  const result: Piece[] = [];
  let [removed, added, space] = ['', '', ''];
  const keep = (text: string) => {
    const last = result.at(-1);
    if (last?.kind === 'same') last.text += text;
    else if (text) result.push({ kind: 'same', text });
  };
  const close = () => {
    if (removed) result.push({ kind: 'removed', text: removed });
    if (added) result.push({ kind: 'added', text: added });
    keep(space);
    [removed, added, space] = ['', '', ''];
  };
  for (const { kind, text } of pieces) {
    if (kind === 'same') {
      if (/^\s+$/.test(text) && (removed || added) && !space) space = text;
      else {
        close();
        keep(text);
      }
      continue;
    }
    removed += space + (kind === 'removed' ? text : '');
    added += space + (kind === 'added' ? text : '');
    space = '';
  }
  close();
  return result;
}
