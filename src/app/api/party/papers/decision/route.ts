export { decisionPaperHandler as GET } from '@/features/party-papers/handlers';
