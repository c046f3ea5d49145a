import { readCountsHandler, saveCountsHandler } from '@/features/party-counts/handlers';

/** The sheet of counts saves here, and reads what somebody else has saved meanwhile. */
export const POST = saveCountsHandler;
export const GET = readCountsHandler;
