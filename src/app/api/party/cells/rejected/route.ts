export { rejectedCellsHandler as GET } from '@/features/cell-import/handlers';
