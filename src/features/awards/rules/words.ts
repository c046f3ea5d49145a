/** Levels of the yearly appraisal of staff, the highest first. */
export type RatingLevel = 'EXCELLENT' | 'GOOD' | 'COMPLETED' | 'NOT_COMPLETED' | 'NOT_RATED';
