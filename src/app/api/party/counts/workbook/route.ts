export { countsWorkbookHandler as GET } from '@/features/party-counts/handlers';
