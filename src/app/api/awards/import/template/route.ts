export { templateHandler as GET } from '@/features/award-import/handlers';
