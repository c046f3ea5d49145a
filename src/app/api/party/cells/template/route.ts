export { templateHandler as GET } from '@/features/cell-import/handlers';
