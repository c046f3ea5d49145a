import { summaryHandler } from '@/features/annual-summary/handlers';

export const dynamic = 'force-dynamic';
export const GET = summaryHandler;
