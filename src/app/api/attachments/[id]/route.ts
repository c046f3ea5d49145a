import { downloadHandler } from '@/features/attachments/handlers';

export const dynamic = 'force-dynamic';
export const GET = downloadHandler;
