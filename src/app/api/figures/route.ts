import { saveFiguresHandler } from '@/features/figures/handlers';

/** The grid saves here: a plain address, so that a save outlives a new version of the app and a closing tab. */
export const POST = saveFiguresHandler;
