export { yearListHandler as GET } from '@/features/award-papers/handlers';
