export { listPaperHandler as GET } from '@/features/party-papers/handlers';
