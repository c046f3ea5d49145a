/**
 * The sample's own chance: the same words always give the same numbers, in whatever order they are asked for.
 * FNV-1a of the words seeds mulberry32.
 */
export function randomOf(...words: (string | number)[]): () => number {
  let state = 0x811c9dc5;
  for (const character of words.join('/')) state = Math.imul(state ^ (character.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** One number from 0 (included) to 1. */
export const chance = (...words: (string | number)[]): number => randomOf(...words)();

/** One number from −size to size. */
export const sway = (size: number, ...words: (string | number)[]): number => (chance(...words) * 2 - 1) * size;

/** One of a list. */
export function pick<Item>(list: readonly Item[], ...words: (string | number)[]): Item {
  const item = list[Math.floor(chance(...words) * list.length)];
  if (item === undefined) throw new Error('nothing to pick from');
  return item;
}

/** A few different ones of a list, in the list's order. */
export function pickSome<Item>(list: readonly Item[], count: number, ...words: (string | number)[]): Item[] {
  const random = randomOf(...words);
  const drawn = list.map((item, place) => ({ item, place, lot: random() })).sort((one, other) => one.lot - other.lot);
  return drawn
    .slice(0, count)
    .sort((one, other) => one.place - other.place)
    .map(({ item }) => item);
}
