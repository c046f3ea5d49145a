import { matchHandler } from '@/features/awards/handlers';

/** Whom each line of a pasted list means. */
export const POST = matchHandler;
