export { confirmCellsHandler as POST } from '@/features/cell-import/handlers';
