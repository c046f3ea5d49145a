import { saveAcrossHandler } from '@/features/hospital-sheet/handlers';

/** The sheet of all departments saves here, for the same reasons as the sheet of one. */
export const POST = saveAcrossHandler;
