export { cellMinutesHandler as GET } from '@/features/party-papers/handlers';
