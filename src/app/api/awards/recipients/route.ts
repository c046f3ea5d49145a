import { addHandler } from '@/features/awards/handlers';

/** More recipients of a decision on record. */
export const POST = addHandler;
