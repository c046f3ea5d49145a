export { certificatesHandler as GET } from '@/features/award-papers/handlers';
