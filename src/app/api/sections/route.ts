import { saveSectionHandler } from '@/features/submissions/handlers';

export const POST = saveSectionHandler;
