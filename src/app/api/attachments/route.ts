import { uploadHandler } from '@/features/attachments/handlers';

export const POST = uploadHandler;
