export { decisionHandler as GET } from '@/features/award-proposals/handlers';
