import { listHandler } from '@/features/awards/handlers';

/** The list of a decision as a workbook. */
export const GET = listHandler;
