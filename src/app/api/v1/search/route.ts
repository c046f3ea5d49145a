import { searchHandler } from '@/features/search/handlers';

export const dynamic = 'force-dynamic';
export const GET = searchHandler;
