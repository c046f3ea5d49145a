export { stockHandler as GET } from '@/features/award-papers/handlers';
