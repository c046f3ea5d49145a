export { decisionListHandler as GET } from '@/features/award-papers/handlers';
