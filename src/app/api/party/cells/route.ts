export { cellsWorkbookHandler as GET } from '@/features/party-bodies/handlers';
