/** Where a long name of an office is best broken: before what tells whose or which it is. */
const OPENING = /^(TỈNH|THÀNH|TRUNG|HUYỆN|QUẬN|THỊ|KHU|THI|VÀ)$/;

/**
 * A name in capitals as it stands in the narrow column of a letterhead: one line while it is at most `most` signs long, else two, never with
 * the last word alone: broken before «TỈNH …», «TRUNG ƯƠNG …» or after a dash between two parts where both lines then fit, else as evenly as may be.
 */
export function headLines(name: string, most: number): string[] {
  if (name.length <= most) return [name];
  const words = name.split(' ');
  const breaks = words
    .map((word, place) => ({
      word,
      before: words[place - 1],
      lines: [words.slice(0, place).join(' '), words.slice(place).join(' ')] as const,
    }))
    .filter(({ word, lines: [first] }) => first !== '' && !/^[-–]$/.test(word));
  const longest = ({ lines }: (typeof breaks)[number]) => Math.max(...lines.map(({ length }) => length));
  const fitting = breaks.filter((one) => (OPENING.test(one.word) || one.before === '–') && longest(one) <= most);
  const [best] = (fitting.length > 0 ? fitting : breaks).sort((one, other) => longest(one) - longest(other));
  return best ? [...best.lines] : [name];
}
