export { ratingsWorkbookHandler as GET } from '@/features/cell-ratings/handlers';
