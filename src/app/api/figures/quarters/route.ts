import { cellQuartersHandler } from '@/features/figures/handlers';

export const dynamic = 'force-dynamic';
export const GET = cellQuartersHandler;
