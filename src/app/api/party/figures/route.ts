export { figuresWorkbookHandler as GET } from '@/features/party-figures/handlers';
