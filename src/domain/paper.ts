/**
 * What stands in the body of an official paper, in order. `lead` opens a paragraph in bold («Điều 1.»). Widths are shares of the page in
 * per cent; `numeric` are the columns set right, `centred` those set in the middle.
 */
export type PaperBlock =
  | { kind: 'paragraph'; text: string; lead?: string; bold?: true; italic?: true; align?: 'centre' }
  | { kind: 'table'; head: string[]; rows: string[][]; widths: number[]; numeric?: number[]; centred?: number[]; hasTotal?: true };
