import { cellHistoryHandler } from '@/features/audit-trail/handlers';

export const dynamic = 'force-dynamic';
export const GET = cellHistoryHandler;
