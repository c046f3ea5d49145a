export { confirmHandler as POST } from '@/features/award-import/handlers';
