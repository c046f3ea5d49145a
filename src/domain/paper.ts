/** What stands in the body of an official paper, in order. Widths are shares of the page in per cent, `numeric` the columns set right. */
export type PaperBlock =
  | { kind: 'paragraph'; text: string; bold?: true; italic?: true }
  | { kind: 'table'; head: string[]; rows: string[][]; widths: number[]; numeric?: number[] };
