import { recordHandler } from '@/features/awards/handlers';

/** A decision with its recipients. */
export const POST = recordHandler;
