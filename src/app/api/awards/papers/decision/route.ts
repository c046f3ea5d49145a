export { decisionHandler as GET } from '@/features/award-papers/handlers';
