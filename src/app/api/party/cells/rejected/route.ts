export { rejectedHandler as GET } from '@/features/cell-import/handlers';
