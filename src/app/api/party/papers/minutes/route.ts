export { minutesPaperHandler as GET } from '@/features/party-papers/handlers';
