'use client';

import type { CellQuarters } from '../rules';
import type { CellRef } from '../schema';
import { LastQuarters, type QuarterWords } from './last-quarters';
import { useAnswer } from './use-answer';

/** The last quarters of a cell whose sheet is not at hand: asked for when its box is opened. Without an answer the box does without. */
export function AskedQuarters({ cell, words }: { cell: CellRef; words: QuarterWords }) {
  const found = useAnswer<CellQuarters>('/api/figures/quarters', cell);
  if (found === null || found === 'failed') return null;
  return <LastQuarters line={found.line} measure={cell.measure} quarters={found.quarters} isListed words={words} />;
}
