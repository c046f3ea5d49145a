/** Reads of Party content that are written down, by the word that the list of reads has for them. */
export const READ_WORDS = {
  'party.ratingSheet': 'ratingSheet',
  'party.rating': 'rating',
  'party.commendations': 'commendations',
  'party.matrix': 'matrix',
  'party.papers': 'papers',
  'party.paper.summary': 'summaryPaper',
  'party.paper.list': 'listPaper',
  'party.paper.decision': 'decisionPaper',
  'party.paper.minutes': 'minutesPaper',
  'party.paper.cell-minutes': 'cellMinutesPaper',
  'party.cellsWorkbook': 'cellsWorkbook',
  'party.countsWorkbook': 'countsWorkbook',
  'party.figuresWorkbook': 'figuresWorkbook',
  'party.ratingsWorkbook': 'ratingsWorkbook',
  'party.rejectedCells': 'rejectedCells',
} as const;

/** Whether the list of reads has a word for this name; one of another version of the program has none. */
export const isKnownRead = (name: string): name is keyof typeof READ_WORDS => Object.hasOwn(READ_WORDS, name);
export const readWord = (name: keyof typeof READ_WORDS) => READ_WORDS[name];
