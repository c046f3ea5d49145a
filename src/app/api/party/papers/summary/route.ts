export { summaryPaperHandler as GET } from '@/features/party-papers/handlers';
