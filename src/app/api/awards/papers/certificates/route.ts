export { certificatesHandler as GET } from '@/features/award-proposals/handlers';
