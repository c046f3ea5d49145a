export { rejectedHandler as GET } from '@/features/award-import/handlers';
